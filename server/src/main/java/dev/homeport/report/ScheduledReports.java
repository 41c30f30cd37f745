package dev.homeport.report;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.homeport.HubException;
import dev.homeport.mail.Mail;
import dev.homeport.mail.MailFailure;
import dev.homeport.mail.Mailer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails the reports that are due, on one node at a time. What fails is tried again after a while,
 * {@link #ATTEMPTS} times, then at its next time. A node that dies between the mail and its note
 * makes the mail come twice. Thread-safe.
 */
public final class ScheduledReports {

  static final int ATTEMPTS = 5;

  private static final Logger LOGGER = LoggerFactory.getLogger(ScheduledReports.class);
  private static final TaskDescriptor<Void> TASK = TaskDescriptor.of("report-schedules");
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
  private static final Duration FIRST_RETRY = Duration.ofMinutes(1);

  private final Jdbi jdbi;
  private final Reports reports;
  private final Mailer mailer;
  private final Clock clock;
  private final Limits limits;
  private final ScheduleStore store = new ScheduleStore();

  /**
   * What mail has to keep to.
   *
   * @param attachment bytes of a file that is mailed; a larger one is only told of
   * @param console where people download it instead
   */
  public record Limits(long attachment, String console) {}

  public ScheduledReports(Jdbi jdbi, Reports reports, Mailer mailer, Clock clock, Limits limits) {
    this.jdbi = jdbi;
    this.reports = reports;
    this.mailer = mailer;
    this.clock = clock;
    this.limits = limits;
  }

  /** The task for the scheduler of every node. */
  public RecurringTask<?> task() {
    return Tasks.recurring(TASK, FixedDelay.of(LOOK_EVERY))
        .execute((_, context) -> run(context.getSchedulerState()::isShuttingDown));
  }

  /** Mails what is due. */
  void run(BooleanSupplier stopping) {
    Optional<ScheduleStore.Due> due = due();
    while (due.isPresent() && !stopping.getAsBoolean()) {
      mail(due.get());
      due = due();
    }
  }

  private Optional<ScheduleStore.Due> due() {
    return jdbi.withHandle(handle -> store.due(handle, clock.instant()));
  }

  private void mail(ScheduleStore.Due due) {
    Schedule schedule = due.state().schedule();
    String error = attempt(due, schedule);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    int attempts = error == null ? 0 : due.state().attempts() + 1;
    boolean again = error != null && attempts < ATTEMPTS;
    Instant next =
        again
            ? now.plus(FIRST_RETRY.multipliedBy(1L << (2 * (attempts - 1))))
            : schedule.cadence().next(now);
    jdbi.useTransaction(
        handle -> store.attempted(handle, due, now, error, again ? attempts : 0, next));
    if (error == null) {
      LOGGER
          .atInfo()
          .addKeyValue("schedule", schedule.name())
          .addKeyValue("recipients", schedule.recipients().size())
          .log("report mailed");
    } else {
      LOGGER
          .atWarn()
          .addKeyValue("schedule", schedule.name())
          .addKeyValue("attempt", attempts)
          .addKeyValue("reason", error)
          .log("report not mailed");
    }
  }

  /** Why it was in vain; null when it was not. */
  private @Nullable String attempt(ScheduleStore.Due due, Schedule schedule) {
    if (!mailer.isSetUp()) {
      return "mail is not set up: homeport.mail.host is missing";
    }
    Path file = null;
    try {
      file = Files.createTempFile("homeport-report-", "." + schedule.format().wire());
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
          Table table = schedule.format().open(out, schedule.report())) {
        reports.write(due.hub(), schedule.request(), table);
      }
      mailer.send(mail(schedule, file));
      return null;
    } catch (MailFailure | HubException | JdbiException e) {
      return e.getMessage();
    } catch (IOException e) {
      return "the file could not be written: " + e.getMessage();
    } finally {
      delete(file);
    }
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOGGER.atWarn().addKeyValue("file", file).setCause(e).log("a report's file stays");
    }
  }

  private Mail mail(Schedule schedule, Path file) throws IOException {
    String day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
    String subject = schedule.report().title() + ", " + day;
    long bytes = Files.size(file);
    if (bytes > limits.attachment()) {
      return new Mail(schedule.recipients(), subject, tooLarge(schedule, bytes), null);
    }
    Mail.Attachment attachment =
        new Mail.Attachment(
            file,
            "%s-%s.%s".formatted(schedule.report().wire(), day, schedule.format().wire()),
            schedule.format().mediaType());
    return new Mail(schedule.recipients(), subject, text(schedule), attachment);
  }

  private String text(Schedule schedule) {
    return """
        The report "%s" is attached.

        %sIt comes by the schedule "%s" of Homeport at %s
        """
        .formatted(schedule.report().title(), devices(schedule), schedule.name(), limits.console());
  }

  private String tooLarge(Schedule schedule, long bytes) {
    return """
        The report "%s" has %d MB, which is too much for a mail. Download it from
        %s/reports?report=%s

        %sIt comes by the schedule "%s".
        """
        .formatted(
            schedule.report().title(),
            Math.ceilDiv(bytes, 1_000_000L),
            limits.console(),
            schedule.report().wire(),
            devices(schedule),
            schedule.name());
  }

  private static String devices(Schedule schedule) {
    List<String> limits =
        List.of(
            schedule.group().isEmpty() ? "" : "Group: " + schedule.group() + "\n",
            schedule.condition().isEmpty() ? "" : "Condition: " + schedule.condition() + "\n");
    return String.join("", limits);
  }
}
