package dev.homeport.access.ca;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The certificate authorities of hubs and of the provisioning service. An uploaded one counts when
 * it is verified and enabled:
 *
 * <pre>
 *   unverified ──code asked for──→ awaiting its proof ──certificate with the code as its name──→ verified
 *       └────────────────────── uploaded as verified by an administrator ──────────────────────────↑
 * </pre>
 *
 * Changes count from the next handshake on, on every node. Thread-safe; blocks on the database.
 */
public final class CertificateAuthorities {

  /** Of one owner. */
  public static final int MAX = 100;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int CODE_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Jdbi jdbi;
  private final Clock clock;
  private final CertificateStore store = new CertificateStore();

  public CertificateAuthorities(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** All of an owner, by name. */
  public List<CaCertificate> all(CaScope scope) {
    return jdbi.withHandle(handle -> store.all(handle, scope));
  }

  public Optional<CaCertificate> find(CaScope scope, String name) {
    return jdbi.withHandle(handle -> store.find(handle, scope, name));
  }

  /**
   * Takes up a certificate.
   *
   * @param name 1 to 64 letters, digits, {@code . _ -}
   * @param text PEM or base64 of DER
   * @param verified whether the caller vouches for it
   */
  public CaCertificate upload(CaScope scope, String name, String text, boolean verified) {
    if (!NAME.matcher(name).matches()) {
      throw invalid("a certificate's name has 1 to 64 letters, digits, dots, hyphens, underscores");
    }
    X509Certificate certificate = Certificates.parse(text);
    Instant now = now();
    Certificates.requireAuthority(certificate, now);
    CaCertificate added = new CaCertificate(name, certificate, verified, true, null, now, now);
    return jdbi.inTransaction(
        handle -> {
          store.lock(handle, scope);
          if (store.all(handle, scope).size() >= MAX) {
            throw new HubException(
                ErrorCode.QUOTA_EXCEEDED, "there are " + MAX + " certificates already");
          }
          if (!store.insert(handle, scope, added)) {
            throw new HubException(
                ErrorCode.CERTIFICATE_ALREADY_EXISTS,
                "this name or this certificate is there already");
          }
          return added;
        });
  }

  /** A new code for the proof of possession; codes before it count no longer. */
  public CaCertificate askForProof(CaScope scope, String name) {
    return change(
        scope,
        name,
        current -> {
          if (current.verified()) {
            throw invalid("the certificate is verified already");
          }
          byte[] code = new byte[CODE_BYTES];
          RANDOM.nextBytes(code);
          return new CaCertificate(
              current.name(),
              current.certificate(),
              false,
              current.enabled(),
              HexFormat.of().withUpperCase().formatHex(code),
              current.createdAt(),
              now());
        });
  }

  /**
   * Takes the proof of possession.
   *
   * @param text a certificate, PEM or base64 of DER, whose common name is the code and which the
   *     authority's key signed
   */
  public CaCertificate verify(CaScope scope, String name, String text) {
    X509Certificate proof = Certificates.parse(text);
    return change(
        scope,
        name,
        current -> {
          requireProof(current, proof);
          return new CaCertificate(
              current.name(),
              current.certificate(),
              true,
              current.enabled(),
              null,
              current.createdAt(),
              now());
        });
  }

  private void requireProof(CaCertificate authority, X509Certificate proof) {
    String code = authority.verificationCode();
    if (authority.verified()) {
      throw invalid("the certificate is verified already");
    }
    if (code == null) {
      throw invalid("ask for a verification code first");
    }
    if (Certificates.commonName(proof).filter(code::equals).isEmpty()) {
      throw invalid("the proof's common name (CN) is not the verification code " + code);
    }
    if (!Certificates.isValidAt(proof, clock.instant())) {
      throw invalid("the proof is not valid now");
    }
    if (!proof.getIssuerX500Principal().equals(authority.certificate().getSubjectX500Principal())) {
      throw invalid("the proof was issued by another authority");
    }
    try {
      proof.verify(authority.certificate().getPublicKey());
    } catch (GeneralSecurityException e) {
      throw invalid("the proof is not signed with the authority's key");
    }
  }

  /** Has it count, or count no longer. */
  public CaCertificate enable(CaScope scope, String name, boolean enabled) {
    return change(
        scope,
        name,
        current ->
            new CaCertificate(
                current.name(),
                current.certificate(),
                current.verified(),
                enabled,
                current.verificationCode(),
                current.createdAt(),
                now()));
  }

  public void delete(CaScope scope, String name) {
    if (!jdbi.inTransaction(handle -> store.delete(handle, scope, name))) {
      throw notFound(name);
    }
  }

  /** Verified, enabled authorities that have one of these subjects. */
  List<X509Certificate> trusted(CaScope scope, Collection<String> subjects) {
    return jdbi.withHandle(
        handle ->
            store.trusted(handle, scope, subjects).stream()
                .map(CaCertificate::certificate)
                .toList());
  }

  /** Those of them that have one of these names. */
  List<X509Certificate> trusted(
      CaScope scope, Collection<String> names, Collection<String> subjects) {
    return jdbi.withHandle(
        handle ->
            store.trusted(handle, scope, subjects).stream()
                .filter(one -> names.contains(one.name()))
                .map(CaCertificate::certificate)
                .toList());
  }

  private CaCertificate change(CaScope scope, String name, UnaryOperator<CaCertificate> change) {
    return jdbi.inTransaction(
        (Handle handle) -> {
          CaCertificate changed =
              change.apply(store.locked(handle, scope, name).orElseThrow(() -> notFound(name)));
          store.update(handle, scope, changed);
          return changed;
        });
  }

  /** As precise as the database keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }

  private static HubException notFound(String name) {
    return new HubException(ErrorCode.NOT_FOUND, "no certificate " + name);
  }
}
