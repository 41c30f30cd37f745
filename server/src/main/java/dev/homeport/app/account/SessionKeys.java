package dev.homeport.app.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Signs with a key of this node (ES256) and checks what any node signed. The private key is never
 * written down: a node makes a new one at its start and every {@link #ROTATION}; the table holds
 * the public keys as long as something that they signed is good. Thread-safe; blocks.
 */
final class SessionKeys {

  static final Duration ROTATION = Duration.ofDays(1);

  private static final String CURVE = "secp256r1";

  private final Jdbi jdbi;
  private final Clock clock;
  private final Duration longest;
  private final ConcurrentHashMap<String, Public> known = new ConcurrentHashMap<>();
  private @Nullable Own own; // guarded by this

  private record Own(String id, ECPrivateKey key, Instant until) {}

  private record Public(ECPublicKey key, Instant until) {}

  /**
   * @param longest how long what is signed is good at most
   */
  SessionKeys(Jdbi jdbi, Clock clock, Duration longest) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.longest = longest;
  }

  /** The claims as a JWT. */
  String sign(JWTClaimsSet claims) {
    Own signing = signing();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(signing.id()).build(), claims);
    try {
      token.sign(new ECDSASigner(signing.key()));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  /** The claims of a JWT that a node signed, expired or not; empty for anything else. */
  Optional<JWTClaimsSet> verified(String text) {
    try {
      SignedJWT token = SignedJWT.parse(text);
      String id = token.getHeader().getKeyID();
      if (id == null || !token.getHeader().getAlgorithm().equals(JWSAlgorithm.ES256)) {
        return Optional.empty();
      }
      Optional<ECPublicKey> key = key(id);
      return key.isPresent() && token.verify(new ECDSAVerifier(key.get()))
          ? Optional.of(token.getJWTClaimsSet())
          : Optional.empty();
    } catch (ParseException | JOSEException e) {
      return Optional.empty(); // not ours
    }
  }

  private synchronized Own signing() {
    Instant now = clock.instant();
    Own current = own;
    if (current == null || !now.isBefore(current.until())) {
      current = fresh(now);
      own = current;
    }
    return current;
  }

  private Own fresh(Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(CURVE));
      KeyPair pair = generator.generateKeyPair();
      String id = UUID.randomUUID().toString();
      Instant until = now.plus(ROTATION);
      publish(id, pair.getPublic().getEncoded(), now, until.plus(longest));
      return new Own(id, (ECPrivateKey) pair.getPrivate(), until);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("EC is part of every JDK", e);
    }
  }

  private void publish(String id, byte[] key, Instant now, Instant expiresAt) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate("DELETE FROM session_key WHERE expires_at <= :now")
              .bind("now", now)
              .execute();
          handle
              .createUpdate(
                  """
                  INSERT INTO session_key (id, public_key, created_at, expires_at)
                  VALUES (:id, :key, :now, :expiresAt)
                  """)
              .bind("id", id)
              .bind("key", key)
              .bind("now", now)
              .bind("expiresAt", expiresAt)
              .execute();
        });
  }

  private Optional<ECPublicKey> key(String id) {
    Instant now = clock.instant();
    known.values().removeIf(key -> !now.isBefore(key.until()));
    Public cached = known.get(id); // bounded by the keys of a day
    if (cached != null) {
      return Optional.of(cached.key());
    }
    Optional<Public> found =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT public_key, expires_at FROM session_key
                        WHERE id = :id AND expires_at > :now
                        """)
                    .bind("id", id)
                    .bind("now", now)
                    .map(
                        (row, _) ->
                            new Public(decoded(row.getBytes(1)), row.getTimestamp(2).toInstant()))
                    .findOne());
    found.ifPresent(key -> known.put(id, key));
    return found.map(Public::key);
  }

  private static ECPublicKey decoded(byte[] key) {
    try {
      return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the table holds no public key", e);
    }
  }
}
