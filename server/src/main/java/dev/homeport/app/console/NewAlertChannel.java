package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.alert.Channel;
import dev.homeport.webhook.Webhook;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a channel is to be.
 *
 * @param recipients of a mail channel
 * @param url of a webhook
 * @param secret that a webhook's messages are signed with, of 16 characters at least; left out: the
 *     one that it has
 */
@Schema(
    name = "NewAlertChannel",
    requiredProperties = {"kind"})
public record NewAlertChannel(
    @Schema(enumeration = {"mail", "webhook"}) @Nullable String kind,
    @Nullable List<String> recipients,
    @Nullable String url,
    @Nullable String secret) {

  /**
   * The channel.
   *
   * @param before what has the name now
   */
  Channel named(String name, Optional<Channel> before) {
    return switch (Objects.requireNonNullElse(kind, "")) {
      case "mail" ->
          new Channel.ToMail(
              name,
              recipients == null
                  ? List.of()
                  : recipients.stream().filter(Objects::nonNull).toList());
      case "webhook" ->
          new Channel.ToWebhook(
              name,
              Webhook.of(
                  url == null ? "" : url,
                  secret == null || secret.isEmpty() ? known(before) : secret));
      default -> throw new HubException(ErrorCode.ARGUMENT_INVALID, "kind is mail or webhook");
    };
  }

  private static String known(Optional<Channel> before) {
    return before.orElse(null) instanceof Channel.ToWebhook hook ? hook.to().secret().reveal() : "";
  }

  @Override
  public String toString() {
    return "NewAlertChannel[" + kind + ", " + recipients + ", " + url + ", ***]";
  }
}
