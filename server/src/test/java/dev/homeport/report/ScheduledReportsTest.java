package dev.homeport.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.homeport.DeviceId;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.MutableClock;
import dev.homeport.TestDatabase;
import dev.homeport.TestMail;
import dev.homeport.eventlog.Outbox;
import dev.homeport.mail.MailSettings;
import dev.homeport.mail.Mailer;
import dev.homeport.registry.RegistryService;
import dev.homeport.twin.TwinJson;
import dev.homeport.twin.TwinService;
import dev.homeport.twin.query.TwinQueries;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ScheduledReportsTest {

  private static final HubName HUB = HubName.DEFAULT;
  private static final String CONSOLE = "https://hub.example.com";
  private static final Instant EVENING = Instant.parse("2026-03-01T20:00:00Z");
  private static final Instant MORNING = Instant.parse("2026-03-02T07:00:00Z");

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private final MutableClock clock = new MutableClock(EVENING);
  private final GreenMail server = TestMail.server(ServerSetup.SMTP);
  private @Nullable TwinService twins;
  private int port;

  @BeforeEach
  void setUp() {
    server.start();
    port = server.getSmtp().getPort();
    ObjectMapper json = TwinJson.mapper();
    Outbox outbox = new Outbox();
    twins =
        new TwinService(
            database.jdbi(),
            outbox,
            new RegistryService(database.jdbi(), outbox, clock),
            json,
            clock);
    database.register(Identity.device(HUB, new DeviceId("d-1")));
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO twin (hub, device_id, desired_metadata, reported_metadata)
                    VALUES ('main', 'd-1', '{}', '{}')
                    """));
  }

  @AfterEach
  void tearDown() {
    server.stop();
    if (twins != null) {
      twins.close();
    }
  }

  private Reports reports() {
    return new Reports(
        database.jdbi(),
        new TwinQueries(
            database.jdbi(),
            Objects.requireNonNull(twins),
            TwinJson.mapper(),
            Duration.ofSeconds(10),
            (_, _) -> Optional.empty(),
            List.of(),
            Map.of()),
        Clock.systemUTC());
  }

  private Schedules schedules() {
    return new Schedules(database.jdbi(), reports(), clock);
  }

  private void look(long attachmentLimit) {
    MailSettings settings =
        new MailSettings(
            "127.0.0.1",
            port,
            MailSettings.Security.NONE,
            null,
            null,
            "homeport@example.com",
            null);
    new ScheduledReports(
            database.jdbi(),
            reports(),
            new Mailer(settings, clock),
            clock,
            new ScheduledReports.Limits(attachmentLimit, CONSOLE))
        .run(() -> false);
  }

  private ScheduleState state() {
    return schedules().all(HUB).getFirst();
  }

  private static Schedule daily(String name, String condition, boolean enabled) {
    return new Schedule(
        name,
        Report.INVENTORY,
        ReportFormat.CSV,
        condition,
        "",
        List.of(),
        "",
        List.of("boss@example.com"),
        Cadence.of("day", 1, "07:00", "UTC"),
        enabled);
  }

  @Test
  void mailsAReportWhenItIsDueAndNotAgainBeforeTheNextTime() throws Exception {
    schedules().save(HUB, daily("daily", "deviceId = 'd-1'", true), "ann");
    look(1_000_000);
    assertThat(server.getReceivedMessages()).isEmpty();

    clock.advance(Duration.between(EVENING, MORNING));
    look(1_000_000);
    look(1_000_000);

    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(server.getReceivedMessages()).hasSize(1);
    assertThat(mail.getSubject()).isEqualTo("Device inventory, 2026-03-02");
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getBodyPart(0).getContent().toString())
        .contains("Condition: deviceId = 'd-1'", "schedule \"daily\"", CONSOLE);
    assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("inventory-2026-03-02.csv");
    assertThat(
            new String(
                parts.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .startsWith("deviceId,status,")
        .contains("\r\nd-1,enabled,Disconnected,");
    assertThat(state())
        .satisfies(
            state -> {
              assertThat(state.changedBy()).isEqualTo("ann");
              assertThat(state.nextAt()).isEqualTo(MORNING.plus(Duration.ofDays(1)));
              assertThat(state.lastAt()).isEqualTo(MORNING);
              assertThat(state.lastError()).isNull();
            });
  }

  @Test
  void aFileThatIsTooLargeIsOnlyToldOf() throws Exception {
    schedules().save(HUB, daily("daily", "", true), "ann");
    schedules().sendNow(HUB, "daily");

    look(10);

    String mail = GreenMailUtil.getBody(server.getReceivedMessages()[0]);
    assertThat(mail).contains("1 MB", CONSOLE + "/reports?report=inventory");
  }

  @Test
  void triesAgainWithGrowingPausesWhenTheServerIsAwayAndThenWaitsForTheNextTime() {
    schedules().save(HUB, daily("daily", "", true), "ann");
    server.stop();
    clock.advance(Duration.between(EVENING, MORNING));

    for (long minutes : List.of(1L, 4L, 16L, 64L)) {
      look(1_000_000);
      assertThat(state().nextAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(minutes)));
      assertThat(state().lastError()).contains("127.0.0.1:" + port);
      clock.advance(Duration.ofMinutes(minutes));
    }
    look(1_000_000);

    assertThat(state().attempts()).isZero();
    assertThat(state().lastError()).isNotNull();
    assertThat(state().nextAt()).isEqualTo(MORNING.plus(Duration.ofDays(1)));
  }

  @Test
  void aReportThatCannotBeMadeAnyMoreHindersNoOther() {
    schedules().save(HUB, daily("a", "", true), "ann");
    schedules().save(HUB, daily("b", "", true), "ann");
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE report_schedule SET device_group = 'gone' WHERE name = 'a'"));
    clock.advance(Duration.between(EVENING, MORNING));

    look(1_000_000);

    assertThat(server.getReceivedMessages()).hasSize(1);
    assertThat(state().lastError()).contains("gone");
  }

  @Test
  void whatIsDisabledIsNotMailed() {
    schedules().save(HUB, daily("daily", "", false), "ann");
    clock.advance(Duration.ofDays(3));

    look(1_000_000);

    assertThat(server.getReceivedMessages()).isEmpty();
    assertThatThrownBy(() -> schedules().sendNow(HUB, "daily")).isInstanceOf(HubException.class);
  }

  @Test
  void aScheduleCanBeChangedAndDeleted() {
    schedules().save(HUB, daily("daily", "", true), "ann");
    schedules().save(HUB, daily("daily", "deviceId = 'x'", false), "bob");

    assertThat(state().schedule().condition()).isEqualTo("deviceId = 'x'");
    assertThat(state().changedBy()).isEqualTo("bob");
    schedules().delete(HUB, "daily");
    assertThat(schedules().all(HUB)).isEmpty();
    assertThatThrownBy(() -> schedules().delete(HUB, "daily")).isInstanceOf(HubException.class);
  }

  @Test
  void refusesAConditionThatCannotBeReadAndRecipientsThatAreNone() {
    assertThatThrownBy(() -> schedules().save(HUB, daily("daily", "deviceId =", true), "ann"))
        .isInstanceOf(HubException.class);
    assertThatThrownBy(
            () ->
                new Schedule(
                    "daily",
                    Report.HEALTH,
                    ReportFormat.XLSX,
                    "",
                    "",
                    List.of(),
                    "",
                    List.of("boss@example.com", "Boss <b@example.com>"),
                    Cadence.of("day", 1, "07:00", "UTC"),
                    true))
        .hasMessageContaining("no mail address");
  }
}
