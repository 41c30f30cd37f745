package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.update.deployment.MaintenanceWindow;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When devices may be told, in the time of the zone that they report as {@code timeZone}.
 *
 * @param days 1 Monday to 7 Sunday on which it opens; left out: every day
 * @param from for instance 22:00
 * @param to for instance 04:00, on the next day when it is not after {@code from}
 */
public record DeploymentWindow(
    @Nullable List<Integer> days, @Nullable String from, @Nullable String to) {

  MaintenanceWindow window() {
    if (from == null || to == null || (days != null && days.stream().anyMatch(Objects::isNull))) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "a window has days, from and to");
    }
    return new MaintenanceWindow(days == null ? List.of() : days, from, to);
  }
}
