package dev.homeport.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.homeport.MutableClock;
import dev.homeport.TestMail;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MailerTest {

  private static final Clock CLOCK = new MutableClock(Instant.parse("2026-03-04T05:06:07Z"));
  private static final Mail NOTE =
      new Mail(List.of("a@example.com", "b@example.com"), "Grüße\r\nBcc: x@y.z", "Hi", null);

  private final GreenMail server = TestMail.server(ServerSetup.SMTP, ServerSetup.SMTPS);

  @TempDir @Nullable Path folder;

  @BeforeEach
  void setUp() {
    server.start();
  }

  @AfterEach
  void tearDown() {
    server.stop();
  }

  private MailSettings settings(MailSettings.Security security) {
    int port =
        security == MailSettings.Security.TLS
            ? server.getSmtps().getPort()
            : server.getSmtp().getPort();
    return new MailSettings("127.0.0.1", port, security, null, null, "homeport@example.com", null);
  }

  private static void send(MailSettings settings, Mail mail) throws MailFailure {
    new Mailer(settings, CLOCK).send(mail);
  }

  private Path file(String text) throws java.io.IOException {
    return Files.writeString(java.util.Objects.requireNonNull(folder).resolve("file"), text);
  }

  @Test
  void everyRecipientGetsTheMailAndTheSubjectStaysOneLine() throws Exception {
    send(settings(MailSettings.Security.NONE), NOTE);

    MimeMessage[] received = server.getReceivedMessages();
    assertThat(received).hasSize(2);
    assertThat(received[0].getSubject()).isEqualTo("Grüße  Bcc: x@y.z");
    assertThat(received[0].getAllRecipients()).hasSize(2);
    assertThat(received[0].getHeader("Bcc")).isNull();
    assertThat(received[0].getFrom()[0]).hasToString("homeport@example.com");
    assertThat(received[0].getSentDate()).isEqualTo(CLOCK.instant());
    assertThat(received[0].getContent().toString()).contains("Hi");
  }

  @Test
  void aFileGoesWithTheMailAsItIs() throws Exception {
    Mail.Attachment attachment = new Mail.Attachment(file("a,ü\r\n"), "r.csv", "text/csv");

    send(
        settings(MailSettings.Security.NONE),
        new Mail(List.of("a@example.com"), "Report", "Here", attachment));

    Message received = server.getReceivedMessages()[0];
    BodyPart part = ((MimeMultipart) received.getContent()).getBodyPart(1);
    assertThat(part.getFileName()).isEqualTo("r.csv");
    assertThat(part.getContentType()).startsWith("text/csv");
    assertThat(part.getInputStream().readAllBytes())
        .isEqualTo("a,ü\r\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void signsInWithThePasswordOfTheFile() throws Exception {
    server.setUser("homeport@example.com", "port", "secret");
    server.getUserManager().setAuthRequired(true);
    MailSettings plain = settings(MailSettings.Security.NONE);
    MailSettings right =
        new MailSettings(
            plain.host(),
            plain.port(),
            plain.security(),
            "port",
            file("secret\n"),
            plain.from(),
            null);

    send(right, NOTE);

    assertThat(server.getReceivedMessages()).hasSize(2);
    file("wrong");
    assertThatThrownBy(() -> send(right, NOTE))
        .isInstanceOf(MailFailure.class)
        .hasMessageContaining("127.0.0.1:" + plain.port())
        .hasMessageNotContaining("wrong");
  }

  @Test
  void nothingIsSentWithoutTheTlsThatIsAskedFor() {
    assertThatThrownBy(() -> send(settings(MailSettings.Security.STARTTLS), NOTE))
        .isInstanceOf(MailFailure.class)
        .hasMessageContaining("STARTTLS");
  }

  @Test
  void nothingIsSentToAServerWhoseCertificateNobodyVouchesFor() {
    assertThatThrownBy(() -> send(settings(MailSettings.Security.TLS), NOTE))
        .isInstanceOf(MailFailure.class)
        .hasMessageContaining("certification path");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aServerThatIsAwayIsNamed() {
    MailSettings settings = settings(MailSettings.Security.NONE);
    server.stop();

    assertThatThrownBy(() -> send(settings, NOTE))
        .isInstanceOf(MailFailure.class)
        .hasMessageContaining("127.0.0.1:" + settings.port());
  }

  @Test
  void knowsAddressesFromOtherText() {
    assertThat(List.of("a@b.c", "first.last+tag@example.com")).allMatch(Mailer::isAddress);
    assertThat(List.of("", "a", "a@", "@b", "a b@c.d", "A <a@b.c>", "a@b.c,d@e.f", "a@b.c\r\nX: y"))
        .noneMatch(Mailer::isAddress);
  }
}
