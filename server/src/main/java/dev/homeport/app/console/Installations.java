package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.gateway.Node;
import dev.homeport.mail.Mail;
import dev.homeport.mail.MailFailure;
import dev.homeport.mail.Mailer;
import java.util.List;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Tells how Homeport is set up, and tries out its mail. Thread-safe; blocks. */
public final class Installations {

  private final Jdbi jdbi;
  private final Node node;
  private final Mailer mailer;
  private final Facts facts;

  /**
   * What was known at the start.
   *
   * @param version of Homeport
   * @param mailFrom the sender of mail; null: mail is not set up
   */
  public record Facts(List<EffectiveSetting> settings, String version, @Nullable String mailFrom) {

    public Facts {
      settings = List.copyOf(settings);
    }
  }

  public Installations(Jdbi jdbi, Node node, Mailer mailer, Facts facts) {
    this.jdbi = jdbi;
    this.node = node;
    this.mailer = mailer;
    this.facts = facts;
  }

  Installation now() {
    return new Installation(
        node.address(),
        facts.settings(),
        node.all().stream().map(InstallationNode::of).toList(),
        new Installation.Versions(
            facts.version(),
            Runtime.version().toString(),
            jdbi.withHandle(
                handle -> handle.createQuery("SHOW server_version").mapTo(String.class).one()),
            AppInfoParser.getVersion(),
            "%s %s, %s"
                .formatted(
                    System.getProperty("os.name"),
                    System.getProperty("os.version"),
                    System.getProperty("os.arch"))),
        facts.mailFrom());
  }

  /**
   * Comes back when the mail server has taken the mail.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}; {@link
   *     ErrorCode#SERVICE_UNAVAILABLE} when the server has not
   */
  void tryMail(String recipient) {
    if (!Mailer.isAddress(recipient)) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "recipient is no mail address");
    }
    if (!mailer.isSetUp()) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "mail is not set up: homeport.mail.host is missing");
    }
    try {
      mailer.send(
          new Mail(
              List.of(recipient),
              "Homeport can send mail",
              "Somebody tried out the mail of the Homeport at " + node.address() + ".\n",
              null));
    } catch (MailFailure e) {
      throw new HubException(ErrorCode.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }
}
