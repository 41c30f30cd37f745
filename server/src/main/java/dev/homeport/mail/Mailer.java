package dev.homeport.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Hands mail to an SMTP server, each over a connection of its own. Thread-safe; blocks. */
public final class Mailer {

  private static final String CONNECT_MILLIS = "10000";
  private static final String ANSWER_MILLIS = "60000";
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final @Nullable MailSettings settings;
  private final Clock clock;

  /**
   * @param settings null where no mail is sent
   */
  public Mailer(@Nullable MailSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether there is a server to hand mail to. */
  public boolean isSetUp() {
    return settings != null;
  }

  /** Whether text is an address that mail can be sent to. */
  public static boolean isAddress(String text) {
    try {
      InternetAddress address = new InternetAddress(text, true);
      return text.equals(address.getAddress()) && text.indexOf('@') > 0;
    } catch (AddressException e) {
      return false;
    }
  }

  /**
   * Comes back when the server has taken the mail for all recipients.
   *
   * @throws MailFailure when it has not; some recipients may have it all the same
   */
  public void send(Mail mail) throws MailFailure {
    MailSettings to = settings;
    if (to == null) {
      throw new MailFailure("mail is not set up: homeport.mail.host is missing");
    }
    String server = to.host() + ":" + to.port();
    Session session = Session.getInstance(properties(to));
    try {
      MimeMessage message = message(session, to, mail);
      try (Transport transport = session.getTransport("smtp")) {
        transport.connect(to.host(), to.port(), to.user(), password(to));
        transport.sendMessage(message, message.getAllRecipients());
      }
    } catch (MessagingException e) {
      throw new MailFailure("the mail server " + server + " did not take it: " + reason(e), e);
    } catch (IOException e) {
      throw new MailFailure("the mail could not be made: " + e.getMessage(), e);
    }
  }

  private static String reason(MessagingException problem) {
    Throwable deepest = problem;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String text = Objects.toString(deepest.getMessage(), deepest.getClass().getSimpleName());
    return text.strip();
  }

  private static @Nullable String password(MailSettings to) throws IOException {
    return to.passwordFile() == null ? null : Files.readString(to.passwordFile()).strip();
  }

  private static Properties properties(MailSettings to) {
    Properties properties = new Properties();
    properties.put("mail.smtp.auth", Boolean.toString(to.user() != null));
    properties.put("mail.smtp.connectiontimeout", CONNECT_MILLIS);
    properties.put("mail.smtp.timeout", ANSWER_MILLIS);
    properties.put("mail.smtp.writetimeout", ANSWER_MILLIS);
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    switch (to.security()) {
      case NONE -> {
        // As it is.
      }
      case STARTTLS -> {
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.put("mail.smtp.ssl.enable", "true");
    }
    if (to.tls() != null) {
      properties.put("mail.smtp.ssl.socketFactory", to.tls());
    }
    return properties;
  }

  private MimeMessage message(Session session, MailSettings to, Mail mail)
      throws MessagingException, IOException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(to.from(), true));
    List<Address> recipients = new ArrayList<>();
    for (String recipient : mail.recipients()) {
      recipients.add(new InternetAddress(recipient, true));
    }
    message.setRecipients(Message.RecipientType.TO, recipients.toArray(new Address[0]));
    message.setSubject(mail.subject().replaceAll("\\p{Cntrl}", " "), UTF_8);
    message.setSentDate(Date.from(clock.instant()));
    // Nobody's holiday notice is wanted (RFC 3834).
    message.setHeader("Auto-Submitted", "auto-generated");
    Mail.Attachment attachment = mail.attachment();
    if (attachment == null) {
      message.setText(mail.text(), UTF_8);
    } else {
      MimeBodyPart text = new MimeBodyPart();
      text.setText(mail.text(), UTF_8);
      MimeBodyPart file = new MimeBodyPart();
      file.attachFile(attachment.file().toFile(), attachment.mediaType(), "base64");
      file.setFileName(attachment.name());
      message.setContent(new MimeMultipart(text, file));
    }
    return message;
  }
}
