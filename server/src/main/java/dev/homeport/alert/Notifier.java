package dev.homeport.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.mail.Mail;
import dev.homeport.mail.MailFailure;
import dev.homeport.mail.Mailer;
import dev.homeport.webhook.SignedPost;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends messages over channels. Thread-safe; blocks. */
public final class Notifier {

  private final Mailer mailer;
  private final SignedPost posts;
  private final ObjectMapper json;
  private final String console;

  /**
   * @param console where people look alerts up
   */
  public Notifier(Mailer mailer, SignedPost posts, ObjectMapper json, String console) {
    this.mailer = mailer;
    this.posts = posts;
    this.json = json;
    this.console = console;
  }

  /**
   * Sends a message.
   *
   * @param id the same for each attempt
   * @return why it was in vain; null when it was not
   */
  @Nullable String send(Channel channel, Notice notice, String id) {
    return switch (channel) {
      case Channel.ToMail mail -> mail(mail, notice);
      case Channel.ToWebhook hook -> posts.post(hook.to(), id, json(notice, id));
    };
  }

  /** What programs get. */
  private record Body(
      String id,
      String hub,
      String rule,
      String kind,
      String severity,
      String openedAt,
      long alerts,
      List<String> subjects,
      List<String> messages,
      String console) {}

  private String json(Notice notice, String id) {
    try {
      return json.writeValueAsString(
          new Body(
              id,
              notice.hub(),
              notice.rule(),
              notice.kind(),
              notice.severity(),
              notice.openedAt().toString(),
              notice.alerts(),
              notice.subjects(),
              notice.messages(),
              console + "/alerts"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are JSON", e);
    }
  }

  private @Nullable String mail(Channel.ToMail channel, Notice notice) {
    try {
      mailer.send(new Mail(channel.recipients(), notice.title(), notice.text(console), null));
      return null;
    } catch (MailFailure e) {
      return e.getMessage();
    }
  }
}
