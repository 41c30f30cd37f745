package dev.homeport.onboarding;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.webhook.Webhook;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A program that is told how far devices have come.
 *
 * @param events what it is told
 * @param enabled whether it is told of what happens from now on
 */
public record StatusHook(String name, Webhook to, Set<StatusEvent> events, boolean enabled) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public StatusHook {
    events = Set.copyOf(events);
    if (!NAME.matcher(name).matches()) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "a name has 1 to 64 letters, digits, '.', '_' and '-'");
    }
    if (events.isEmpty()) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "events names one event at least");
    }
  }
}
