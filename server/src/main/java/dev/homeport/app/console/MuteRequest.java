package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.alert.Alerts;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * For how long no messages are made.
 *
 * @param minutes 0: from now on there are messages again
 */
@Schema(
    name = "MuteRequest",
    requiredProperties = {"minutes"})
public record MuteRequest(@Schema(minimum = "0") @Nullable Integer minutes) {

  static Duration span(@Nullable MuteRequest request) {
    Integer minutes = request == null ? null : request.minutes();
    if (minutes == null || minutes < 0 || minutes > Alerts.MAX_MUTE.toMinutes()) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "minutes is 0 to " + Alerts.MAX_MUTE.toMinutes());
    }
    return Duration.ofMinutes(minutes);
  }
}
