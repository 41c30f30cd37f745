package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.onboarding.StatusEvent;
import dev.homeport.onboarding.StatusHook;
import dev.homeport.webhook.Webhook;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a status hook is to be.
 *
 * @param secret that messages are signed with, of 16 characters at least; left out: the one that it
 *     has
 * @param events {@code enrolled}, {@code assigned}, {@code firstConnected}, {@code failed}; all
 *     when left out
 * @param enabled true when left out
 */
@Schema(
    name = "NewStatusHook",
    requiredProperties = {"url"})
public record NewStatusHook(
    @Nullable String url,
    @Nullable String secret,
    @Schema(implementation = String[].class) @Nullable List<String> events,
    @Nullable Boolean enabled) {

  StatusHook of(String name, @Nullable StatusHook before) {
    String kept = before == null ? "" : before.to().secret().reveal();
    return new StatusHook(
        name,
        Webhook.of(url == null ? "" : url, secret == null || secret.isEmpty() ? kept : secret),
        told(),
        enabled == null || enabled);
  }

  private Set<StatusEvent> told() {
    if (events == null) {
      return EnumSet.allOf(StatusEvent.class);
    }
    Set<StatusEvent> told = EnumSet.noneOf(StatusEvent.class);
    for (String word : events) {
      told.add(
          StatusEvent.of(word)
              .orElseThrow(
                  () -> new HubException(ErrorCode.ARGUMENT_INVALID, "there is no event " + word)));
    }
    return told;
  }

  @Override
  public String toString() {
    return "NewStatusHook[" + url + "]";
  }
}
