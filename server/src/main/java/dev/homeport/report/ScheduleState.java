package dev.homeport.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A schedule, and how it goes.
 *
 * @param changedBy who saved it last
 * @param nextAt when it is due, or tried again after {@code attempts} in vain
 * @param lastAt of the last attempt; null before the first
 * @param lastError why that was in vain; null when it was not
 */
public record ScheduleState(
    Schedule schedule,
    String changedBy,
    Instant nextAt,
    int attempts,
    @Nullable Instant lastAt,
    @Nullable String lastError) {}
