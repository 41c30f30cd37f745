package dev.homeport.agent.update;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.homeport.agent.update.UpdateFailure.Reason;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The Ed25519 signature (RFC 8032) of a manifest's text. */
final class ManifestSignature {

  private static final String ALGORITHM = "Ed25519";

  private ManifestSignature() {}

  /** Fails unless the trusted key has signed the manifest of {@code order}. */
  static void verify(UpdateOrder order, TrustedKey trusted)
      throws UpdateFailure, InterruptedException {
    boolean valid;
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key(trusted));
      check.update(order.manifest().getBytes(UTF_8));
      valid = check.verify(Base64.getDecoder().decode(order.signature()));
    } catch (IOException e) {
      throw invalid("the trusted key cannot be read: " + e.getMessage());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw invalid("the signature cannot be checked: " + e.getMessage());
    }
    if (!valid) {
      throw invalid("the trusted key has not signed this manifest");
    }
  }

  private static PublicKey key(TrustedKey trusted)
      throws UpdateFailure, IOException, InterruptedException, GeneralSecurityException {
    String pem = trusted.pem();
    if (pem == null) {
      throw invalid("the device trusts no key");
    }
    String base64 =
        pem.replaceAll("(?s).*-----BEGIN PUBLIC KEY-----|-----END PUBLIC KEY-----.*|\\s", "");
    return KeyFactory.getInstance(ALGORITHM)
        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  private static UpdateFailure invalid(String message) {
    return new UpdateFailure(Reason.SIGNATURE_INVALID, message);
  }
}
