package dev.homeport.update.firmware;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.openssl.PEMParser;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The Ed25519 key that firmware of this installation is signed with (RFC 8032): made at its first
 * use, or an admin's own. Devices trust its public half. Thread-safe.
 */
public final class SigningKey {

  private static final String NAME = "firmware-signing";
  private static final String ALGORITHM = "Ed25519";
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private final Jdbi jdbi;

  public SigningKey(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The public half as PEM, SubjectPublicKeyInfo. */
  public String publicPem() {
    return jdbi.inTransaction(handle -> pem(load(handle)));
  }

  /** base64 of the signature over the UTF-8 of {@code text}. */
  String sign(Handle handle, String text) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(load(handle));
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 is part of every JDK", e);
    }
  }

  /**
   * Takes an admin's own key from PEM text, PKCS #8.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when it is no Ed25519 key
   */
  PrivateKey parse(String pem) {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      if (parser.readObject() instanceof PrivateKeyInfo info) {
        return KeyFactory.getInstance(ALGORITHM)
            .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
      }
    } catch (IOException | GeneralSecurityException e) {
      // told below, without what was in the text
    }
    throw new HubException(
        ErrorCode.ARGUMENT_INVALID, "the key is no Ed25519 private key in PEM (PKCS #8)");
  }

  /** From now on, firmware is signed with {@code key}. */
  void replace(Handle handle, PrivateKey key) {
    handle
        .createUpdate(
            """
            INSERT INTO installation_secret (name, value) VALUES (:name, :value)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
        .bind("name", NAME)
        .bind("value", Base64.getEncoder().encodeToString(key.getEncoded()))
        .execute();
  }

  String pem(PrivateKey key) {
    try {
      byte[] encoded =
          PrivateKeyFactory.createKey(key.getEncoded()) instanceof Ed25519PrivateKeyParameters own
              ? spki(own).getEncoded()
              : new byte[0];
      PublicKey checked =
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
      return "-----BEGIN PUBLIC KEY-----\n"
          + LINES.encodeToString(checked.getEncoded())
          + "\n-----END PUBLIC KEY-----\n";
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("the key that is kept is no Ed25519 key", e);
    }
  }

  private static SubjectPublicKeyInfo spki(Ed25519PrivateKeyParameters key) throws IOException {
    return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key.generatePublicKey());
  }

  private PrivateKey load(Handle handle) {
    try {
      String kept = read(handle);
      if (kept.isEmpty()) {
        handle
            .createUpdate(
                """
                INSERT INTO installation_secret (name, value) VALUES (:name, :value)
                ON CONFLICT (name) DO NOTHING
                """)
            .bind("name", NAME)
            .bind(
                "value",
                Base64.getEncoder()
                    .encodeToString(
                        KeyPairGenerator.getInstance(ALGORITHM)
                            .generateKeyPair()
                            .getPrivate()
                            .getEncoded()))
            .execute();
        kept = read(handle);
      }
      return KeyFactory.getInstance(ALGORITHM)
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(kept)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key that is kept is no Ed25519 key", e);
    }
  }

  private static String read(Handle handle) {
    return handle
        .createQuery("SELECT value FROM installation_secret WHERE name = :name")
        .bind("name", NAME)
        .mapTo(String.class)
        .findOne()
        .orElse("");
  }
}
