package dev.homeport.agent.update;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.List;

/** Somebody with a key who publishes firmware and orders devices to install it. */
public final class Publisher {

  private static final JsonMapper JSON = new JsonMapper();

  private final KeyPair keys;

  public Publisher() {
    try {
      keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes the public key into a folder, as PEM. */
  public TrustedKey trustedIn(Path folder) {
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(keys.getPublic().getEncoded());
    try {
      return TrustedKey.in(
          Files.writeString(
              folder.resolve("update-key.pem"),
              "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An order for any device. */
  public ObjectNode order(String deploymentId, String version, byte[] firmware) {
    return order(deploymentId, manifest(version, firmware));
  }

  ObjectNode manifest(String version, byte[] firmware) {
    MessageDigest digest = Sha256.digest();
    digest.update(firmware);
    return JSON.createObjectNode()
        .put("manifestVersion", 1)
        .put("name", "agent")
        .put("version", version)
        .put("sha256", Sha256.text(digest))
        .put("size", firmware.length)
        .putNull("minimumVersion");
  }

  static ObjectNode restricted(ObjectNode manifest, String member, List<String> values) {
    manifest.putPOJO(member, values);
    return manifest;
  }

  ObjectNode order(String deploymentId, ObjectNode manifest) {
    String text = text(manifest);
    return JSON.createObjectNode()
        .put("deploymentId", deploymentId)
        .put("version", manifest.path("version").asText())
        .put("url", "https://hub.example/firmware?sig=1")
        .put("sha256", manifest.path("sha256").asText())
        .put("size", manifest.path("size").asLong())
        .put("signature", sign(text))
        .put("manifest", text);
  }

  private String sign(String text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String text(ObjectNode json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
