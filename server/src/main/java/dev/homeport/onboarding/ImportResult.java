package dev.homeport.onboarding;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What became of a file of manufacturing records.
 *
 * @param rows without the first one, which names the columns
 * @param refused rows that were not taken
 * @param errors why, the first of them by line
 */
public record ImportResult(
    UUID id,
    Instant at,
    String by,
    long rows,
    long created,
    long updated,
    long unchanged,
    long refused,
    List<RowError> errors) {}
