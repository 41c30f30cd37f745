package dev.homeport.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that people want to be told of.
 *
 * @param subject a device's id, an address, or {@code server}
 * @param resolvedAt when its cause was over; null while it lasts
 * @param mutedUntil until when it, or its rule, makes no messages; null when it does
 */
public record Alert(
    long id,
    String rule,
    AlertKind kind,
    Severity severity,
    String subject,
    String message,
    Instant openedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable String acknowledgedBy,
    @Nullable Instant resolvedAt,
    @Nullable Instant mutedUntil) {}
