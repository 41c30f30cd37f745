package dev.homeport.update.firmware;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Signatures of update manifests as agents of Azure Device Update read them: a JWS (RFC 7515) over
 * the manifest's SHA-256 whose header holds the public key, as {@code sjwk}, signed by a root key.
 * Both keys are made at their first use. Thread-safe.
 */
public final class AzureSignature {

  /** The key id of the root key; agents find it by that. */
  public static final String ROOT = "homeport.R";

  private static final String SIGNER = "homeport.S";
  private static final int BITS = 2048;

  private final Jdbi jdbi;

  public AzureSignature(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The public half of the root key, a JWK as JSON text. */
  public String rootKey() {
    return key(ROOT).toPublicJWK().toJSONString();
  }

  /** The signature of a manifest. */
  public String sign(String manifest) {
    RSAKey signer = key(SIGNER);
    String sjwk = jws(key(ROOT), Map.of(), signer.toPublicJWK().toJSONString());
    String payload = "{\"sha256\":\"" + sha256(manifest) + "\"}";
    return jws(signer, Map.of("sjwk", sjwk), payload);
  }

  private static String jws(RSAKey key, Map<String, Object> header, String payload) {
    try {
      JWSHeader.Builder built = new JWSHeader.Builder(JWSAlgorithm.RS256).customParams(header);
      if (header.isEmpty()) {
        built.keyID(key.getKeyID());
      }
      JWSObject signed = new JWSObject(built.build(), new Payload(payload));
      signed.sign(new RSASSASigner(key));
      return signed.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("RSA is part of every JDK", e);
    }
  }

  private static String sha256(String manifest) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(manifest.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  private RSAKey key(String id) {
    try {
      String kept = jdbi.withHandle(handle -> read(handle, id));
      if (kept.isEmpty()) {
        String made =
            new RSAKeyGenerator(BITS)
                .keyID(id)
                .algorithm(JWSAlgorithm.RS256)
                .generate()
                .toJSONString();
        kept =
            jdbi.inTransaction(
                handle -> {
                  handle
                      .createUpdate(
                          """
                          INSERT INTO installation_secret (name, value) VALUES (:name, :value)
                          ON CONFLICT (name) DO NOTHING
                          """)
                      .bind("name", name(id))
                      .bind("value", made)
                      .execute();
                  return read(handle, id);
                });
      }
      return RSAKey.parse(kept);
    } catch (JOSEException | ParseException e) {
      throw new IllegalStateException("the key that is kept is no RSA key", e);
    }
  }

  private static String name(String id) {
    return "azure-update-" + id;
  }

  private static String read(Handle handle, String id) {
    return handle
        .createQuery("SELECT value FROM installation_secret WHERE name = :name")
        .bind("name", name(id))
        .mapTo(String.class)
        .findOne()
        .orElse("");
  }
}
