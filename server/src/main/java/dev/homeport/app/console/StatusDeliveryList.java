package dev.homeport.app.console;

import dev.homeport.onboarding.StatusDelivery;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The latest messages to a status hook, the newest first. */
@Schema(
    name = "StatusDeliveryList",
    requiredProperties = {"items"})
public record StatusDeliveryList(List<StatusDeliveryItem> items) {

  /** A message, and how it fares. */
  @Schema(
      name = "StatusDelivery",
      requiredProperties = {
        "id",
        "event",
        "serial",
        "createdAt",
        "state",
        "attempts",
        "nextAt",
        "lastError",
        "deliveredAt"
      })
  public record StatusDeliveryItem(
      String id,
      String event,
      String serial,
      @Schema(format = "date-time") String createdAt,
      @Schema(enumeration = {"due", "delivered", "dead"}) String state,
      int attempts,
      @Schema(nullable = true, format = "date-time") @Nullable String nextAt,
      @Schema(nullable = true) @Nullable String lastError,
      @Schema(nullable = true, format = "date-time") @Nullable String deliveredAt) {

    static StatusDeliveryItem of(StatusDelivery delivery) {
      Instant delivered = delivery.deliveredAt();
      return new StatusDeliveryItem(
          delivery.id().toString(),
          delivery.event().wire(),
          delivery.serial(),
          delivery.createdAt().toString(),
          delivery.state().wire(),
          delivery.attempts(),
          delivery.state() == StatusDelivery.State.DUE ? delivery.nextAt().toString() : null,
          delivery.lastError(),
          delivered == null ? null : delivered.toString());
    }
  }
}
