package dev.homeport.provisioning;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who may be provisioned, how they prove themselves, and what they become.
 *
 * @param id the registration id, or the name of the group
 * @param expiresAt from when on it provisions nobody; null: never
 */
public record Enrollment(
    EnrollmentKind kind,
    String id,
    String etag,
    boolean enabled,
    @Nullable Instant expiresAt,
    Attestation attestation,
    EnrollmentSettings settings,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * Checks that its time has not come.
   *
   * @throws HubException with {@link ErrorCode#ENROLLMENT_EXPIRED}
   */
  void requireUnexpired(Instant now) {
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      throw new HubException(ErrorCode.ENROLLMENT_EXPIRED, "the enrollment has expired");
    }
  }
}
