package dev.homeport.alert;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.mail.Mailer;
import dev.homeport.webhook.Webhook;
import java.util.List;

/** How people or programs are told of alerts. */
public sealed interface Channel {

  String name();

  /** Mail to some people. */
  record ToMail(String name, List<String> recipients) implements Channel {

    private static final int MAX_RECIPIENTS = 50;

    public ToMail {
      recipients = List.copyOf(recipients);
      requireName(name);
      if (recipients.isEmpty() || recipients.size() > MAX_RECIPIENTS) {
        throw invalid("a mail channel has 1 to " + MAX_RECIPIENTS + " recipients");
      }
      for (String recipient : recipients) {
        if (!Mailer.isAddress(recipient)) {
          throw invalid("'" + recipient + "' is no mail address");
        }
      }
    }
  }

  /** JSON to a program. */
  record ToWebhook(String name, Webhook to) implements Channel {

    public ToWebhook {
      requireName(name);
    }
  }

  private static void requireName(String name) {
    if (!AlertRule.NAME.matcher(name).matches()) {
      throw invalid("a channel's name has 1 to 64 letters, digits, '.', '_' and '-'");
    }
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }
}
