package dev.homeport.app.console;

import dev.homeport.alert.Channel;
import dev.homeport.alert.ChannelState;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How people or programs are told of alerts; a webhook's secret is not shown.
 *
 * @param url {@code ""} of a mail channel
 * @param lastError why the last message was not taken
 */
@Schema(
    name = "AlertChannel",
    requiredProperties = {"name", "kind", "recipients", "url", "lastAt", "lastError"})
public record AlertChannel(
    String name,
    @Schema(enumeration = {"mail", "webhook"}) String kind,
    List<String> recipients,
    String url,
    @Schema(nullable = true, format = "date-time") @Nullable String lastAt,
    @Schema(nullable = true) @Nullable String lastError) {

  static AlertChannel of(ChannelState state) {
    String lastAt = AlertItem.text(state.lastAt());
    return switch (state.channel()) {
      case Channel.ToMail(String name, List<String> recipients) ->
          new AlertChannel(name, "mail", recipients, "", lastAt, state.lastError());
      case Channel.ToWebhook(String name, var to) ->
          new AlertChannel(
              name, "webhook", List.of(), to.url().toString(), lastAt, state.lastError());
    };
  }
}
