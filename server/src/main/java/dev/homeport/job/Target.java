package dev.homeport.job;

import dev.homeport.Identity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one device of a job.
 *
 * @param methodStatus what the device answered to the method
 * @param methodPayload a JSON text
 */
public record Target(
    Identity identity,
    TargetStatus status,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    Instant updatedAt,
    @Nullable Integer methodStatus,
    @Nullable String methodPayload,
    @Nullable String errorCode,
    @Nullable String errorDescription) {}
