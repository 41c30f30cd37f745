package dev.homeport.alert;

import dev.homeport.HubName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is stored.
 *
 * @param revision another number with each change
 * @param mutedUntil when its alerts make messages again; null when they do now
 */
public record RuleState(
    HubName hub, AlertRule rule, long revision, String changedBy, @Nullable Instant mutedUntil) {}
