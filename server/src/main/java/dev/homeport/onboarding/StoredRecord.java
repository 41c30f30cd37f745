package dev.homeport.onboarding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A manufacturing record as it is kept.
 *
 * @param registration where the device went; null while it is on no hub
 */
public record StoredRecord(
    ManufacturingRecord record,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Registration registration) {}
