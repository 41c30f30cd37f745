package dev.homeport.provisioning;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks an enrollment to be.
 *
 * @param expiresAt from when on it provisions nobody; null: never
 */
public record NewEnrollment(
    EnrollmentKind kind,
    String id,
    boolean enabled,
    @Nullable Instant expiresAt,
    Attestation attestation,
    EnrollmentSettings settings) {}
