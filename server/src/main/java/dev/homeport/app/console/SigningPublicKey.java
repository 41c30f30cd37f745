package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What devices trust.
 *
 * @param publicKey PEM, SubjectPublicKeyInfo
 * @param azureRootKey that agents of Azure Device Update trust, a JWK as JSON text
 */
@Schema(
    name = "SigningPublicKey",
    requiredProperties = {"algorithm", "publicKey", "azureRootKey"})
public record SigningPublicKey(
    @Schema(enumeration = "Ed25519") String algorithm, String publicKey, String azureRootKey) {

  static SigningPublicKey ed25519(String pem, String azureRootKey) {
    return new SigningPublicKey("Ed25519", pem, azureRootKey);
  }
}
