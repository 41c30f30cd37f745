package dev.homeport.app.console;

import dev.homeport.onboarding.StatusEvent;
import dev.homeport.onboarding.StatusHook;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A program that is told how far devices have come; its secret is not shown. */
@Schema(
    name = "StatusHook",
    requiredProperties = {"name", "url", "events", "enabled"})
public record StatusHookItem(
    String name,
    String url,
    @Schema(implementation = String[].class) List<String> events,
    boolean enabled) {

  static StatusHookItem of(StatusHook hook) {
    return new StatusHookItem(
        hook.name(),
        hook.to().url().toString(),
        hook.events().stream().map(StatusEvent::wire).sorted().toList(),
        hook.enabled());
  }
}
