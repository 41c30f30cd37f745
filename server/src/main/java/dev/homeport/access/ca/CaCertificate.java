package dev.homeport.access.ca;

import java.security.cert.X509Certificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of an authority, as its owner has it.
 *
 * @param verified whether somebody proved to hold its key, or an administrator vouched for it
 * @param enabled whether it counts, when it is verified
 * @param verificationCode what the proof has to be named; null while none is asked for
 */
public record CaCertificate(
    String name,
    X509Certificate certificate,
    boolean verified,
    boolean enabled,
    @Nullable String verificationCode,
    Instant createdAt,
    Instant updatedAt) {

  /** Whether it counts for devices at that time. */
  public boolean isTrusted(Instant at) {
    return verified && enabled && Certificates.isValidAt(certificate, at);
  }
}
