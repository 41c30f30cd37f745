package dev.homeport.app.console;

import dev.homeport.alert.Alert;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that people want to be told of.
 *
 * @param subject a device's id, an address, or {@code server}
 * @param resolvedAt when its cause was over; null while it lasts
 * @param mutedUntil until when it, or its rule, makes no messages
 */
@Schema(
    name = "Alert",
    requiredProperties = {
      "id",
      "rule",
      "kind",
      "severity",
      "subject",
      "message",
      "openedAt",
      "acknowledgedAt",
      "acknowledgedBy",
      "resolvedAt",
      "mutedUntil"
    })
public record AlertItem(
    long id,
    String rule,
    @Schema(
            enumeration = {
              "offline",
              "health",
              "update",
              "deployment",
              "authentication",
              "addresses",
              "certificate"
            })
        String kind,
    @Schema(enumeration = {"warning", "critical"}) String severity,
    String subject,
    String message,
    @Schema(format = "date-time") String openedAt,
    @Schema(nullable = true, format = "date-time") @Nullable String acknowledgedAt,
    @Schema(nullable = true) @Nullable String acknowledgedBy,
    @Schema(nullable = true, format = "date-time") @Nullable String resolvedAt,
    @Schema(nullable = true, format = "date-time") @Nullable String mutedUntil) {

  static AlertItem of(Alert alert) {
    return new AlertItem(
        alert.id(),
        alert.rule(),
        alert.kind().wire(),
        alert.severity().wire(),
        alert.subject(),
        alert.message(),
        alert.openedAt().toString(),
        text(alert.acknowledgedAt()),
        alert.acknowledgedBy(),
        text(alert.resolvedAt()),
        text(alert.mutedUntil()));
  }

  static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
