package dev.homeport.app.console;

import dev.homeport.onboarding.ClaimCodeState;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a record's claim code, without the code.
 *
 * @param attempts wrong ones
 */
@Schema(
    name = "ClaimCode",
    requiredProperties = {"status", "madeBy", "madeAt", "expiresAt", "attempts", "usedAt"})
public record ClaimCodeItem(
    @Schema(enumeration = {"open", "used", "expired", "locked"}) String status,
    String madeBy,
    @Schema(format = "date-time") String madeAt,
    @Schema(format = "date-time") String expiresAt,
    int attempts,
    @Schema(nullable = true, format = "date-time") @Nullable String usedAt) {

  static ClaimCodeItem of(ClaimCodeState state) {
    Instant used = state.usedAt();
    return new ClaimCodeItem(
        state.status().wire(),
        state.madeBy(),
        state.madeAt().toString(),
        state.expiresAt().toString(),
        state.attempts(),
        used == null ? null : used.toString());
  }
}
