package dev.homeport.alert;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.homeport.twin.query.TwinQueries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one node at a time does for alerts: looks at what no event tells, and sends messages. A
 * message that is not taken is tried again after growing pauses, {@link #ATTEMPTS} times. A node
 * that dies between a message and its note makes it come twice. Thread-safe.
 */
public final class AlertUpkeep {

  static final int ATTEMPTS = 8;

  private static final Logger LOGGER = LoggerFactory.getLogger(AlertUpkeep.class);
  private static final TaskDescriptor<Void> LOOK = TaskDescriptor.of("alert-look");
  private static final TaskDescriptor<Void> SEND = TaskDescriptor.of("alert-send");
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
  private static final Duration SEND_EVERY = Duration.ofSeconds(5);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(15);
  private static final Duration MESSAGE_LIMIT = Duration.ofMinutes(5);
  private static final Duration SIGNALS_KEPT = Duration.ofDays(1).plusMinutes(1);
  private static final int AT_ONCE = 1_000;

  /** Subjects of a rule that is about the whole hub. */
  private static final int MAX_SUBJECTS = 10_000;

  private final Jdbi jdbi;
  private final DeviceMatch match;
  private final Notifier notifier;
  private final Clock clock;
  private final Supplier<Instant> certificateEnd;
  private final Duration retention;
  private final RuleStore rules = new RuleStore();
  private final AlertStore alerts = new AlertStore();
  private final OfflineStore offline = new OfflineStore();
  private final SignalStore signals = new SignalStore();
  private final ChannelStore channels = new ChannelStore();

  /**
   * @param certificateEnd when the server's certificate ends
   * @param retention how long alerts are kept whose cause is over
   */
  public AlertUpkeep(
      Jdbi jdbi,
      TwinQueries queries,
      Notifier notifier,
      Clock clock,
      Supplier<Instant> certificateEnd,
      Duration retention) {
    this.jdbi = jdbi;
    this.match = new DeviceMatch(queries);
    this.notifier = notifier;
    this.clock = clock;
    this.certificateEnd = certificateEnd;
    this.retention = retention;
  }

  /** The tasks for the scheduler of every node. */
  public List<RecurringTask<?>> tasks() {
    return List.of(
        Tasks.recurring(LOOK, FixedDelay.of(LOOK_EVERY))
            .execute((_, context) -> look(context.getSchedulerState()::isShuttingDown)),
        Tasks.recurring(SEND, FixedDelay.of(SEND_EVERY))
            .execute((_, context) -> send(context.getSchedulerState()::isShuttingDown)));
  }

  /** Opens and ends alerts. */
  void look(BooleanSupplier stopping) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    each(AlertKind.OFFLINE, now, stopping, this::lookForOffline);
    each(AlertKind.AUTHENTICATION, now, stopping, this::lookForRefused);
    each(AlertKind.ADDRESSES, now, stopping, this::lookForAddresses);
    each(AlertKind.CERTIFICATE, now, stopping, this::lookForCertificates);
    jdbi.useTransaction(
        handle -> {
          alerts.resolveForgotten(handle, now);
          alerts.dropOld(handle, now, retention);
          signals.dropBefore(handle, now.minus(SIGNALS_KEPT));
        });
  }

  private interface Look {
    void at(RuleState state, Instant now);
  }

  private void each(AlertKind kind, Instant now, BooleanSupplier stopping, Look look) {
    for (RuleState state : jdbi.withHandle(handle -> rules.enabled(handle, kind, now))) {
      if (!stopping.getAsBoolean()) {
        look.at(state, now);
      }
    }
  }

  private void lookForOffline(RuleState state, Instant now) {
    int minutes = state.rule().minutes();
    Instant before = now.minus(Duration.ofMinutes(minutes));
    List<OfflineStore.Offline> found;
    do {
      found = jdbi.withHandle(handle -> offline.unchecked(handle, state, before, AT_ONCE));
      List<String> ids = found.stream().map(OfflineStore.Offline::deviceId).toList();
      Set<String> matching = match.matching(state, ids);
      Map<String, String> messages = new LinkedHashMap<>();
      for (OfflineStore.Offline device : found) {
        if (matching.contains(device.deviceId())) {
          messages.put(
              device.deviceId(),
              "%s: offline since %s"
                  .formatted(device.deviceId(), device.since().truncatedTo(ChronoUnit.SECONDS)));
        }
      }
      jdbi.useTransaction(
          handle -> {
            offline.check(handle, state, ids);
            alerts.open(handle, state, messages, now);
          });
    } while (found.size() == AT_ONCE);
  }

  private void lookForRefused(RuleState state, Instant now) {
    Instant since = since(state, now);
    Map<String, String> messages = new LinkedHashMap<>();
    jdbi.useHandle(
        handle -> {
          for (SignalStore.Kind kind :
              List.of(SignalStore.Kind.REFUSED_DEVICE, SignalStore.Kind.REFUSED_ADDRESS)) {
            for (SignalStore.Sum sum : signals.often(handle, state, kind, since, MAX_SUBJECTS)) {
              messages.put(
                  sum.subject(),
                  "%s: refused %,d times within %d minutes"
                      .formatted(sum.subject(), sum.times(), state.rule().minutes()));
            }
          }
        });
    settle(state, messages, now);
  }

  private void lookForAddresses(RuleState state, Instant now) {
    Map<String, String> messages =
        jdbi
            .withHandle(
                handle ->
                    signals.varied(
                        handle, state, SignalStore.Kind.CAME_FROM, since(state, now), MAX_SUBJECTS))
            .stream()
            .collect(
                Collectors.toMap(
                    SignalStore.Sum::subject,
                    sum ->
                        "%s: came from %,d addresses within %d minutes"
                            .formatted(sum.subject(), sum.times(), state.rule().minutes())));
    settle(state, messages, now);
  }

  private static Instant since(RuleState state, Instant now) {
    return now.minus(Duration.ofMinutes(state.rule().minutes()));
  }

  private void lookForCertificates(RuleState state, Instant now) {
    Instant before = now.plus(Duration.ofDays(state.rule().threshold()));
    Map<String, String> messages = new LinkedHashMap<>();
    Instant own = certificateEnd.get();
    if (!own.isAfter(before)) {
      messages.put("server", "the server's certificate ends " + own);
    }
    for (OfflineStore.Ending device :
        jdbi.withHandle(handle -> offline.ending(handle, state.hub(), before, MAX_SUBJECTS))) {
      messages.put(
          device.deviceId(),
          "%s: its certificate ends %s".formatted(device.deviceId(), device.notAfter()));
    }
    settle(state, messages, now);
  }

  /** Has those alerts of a rule open, and no others. */
  private void settle(RuleState state, Map<String, String> messages, Instant now) {
    jdbi.useTransaction(
        handle -> {
          alerts.resolveOthers(handle, state, messages.keySet(), now);
          if (!messages.isEmpty()) {
            alerts.open(handle, state, messages, now);
          }
        });
  }

  /** Sends the messages that are due. */
  void send(BooleanSupplier stopping) {
    while (!stopping.getAsBoolean()) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
      Optional<ChannelStore.Due> due =
          jdbi.inTransaction(handle -> channels.take(handle, now, now.plus(MESSAGE_LIMIT)));
      if (due.isEmpty()) {
        return;
      }
      send(due.get(), now);
    }
  }

  private void send(ChannelStore.Due due, Instant now) {
    Optional<ChannelState> channel =
        jdbi.withHandle(handle -> channels.find(handle, due.hub(), due.channel()));
    String error =
        channel.isEmpty()
            ? null
            : notifier.send(channel.get().channel(), due.notice(), Long.toString(due.id()));
    conclude(due, now, error);
  }

  private void conclude(ChannelStore.Due due, Instant now, @Nullable String error) {
    jdbi.useTransaction(
        handle -> {
          channels.note(handle, due.hub(), due.channel(), now, error);
          if (error == null || due.attempts() >= ATTEMPTS) {
            channels.done(handle, due.id());
          } else {
            channels.later(
                handle, due.id(), now.plus(FIRST_RETRY.multipliedBy(1L << (due.attempts() - 1))));
          }
        });
    if (error != null) {
      LOGGER
          .atWarn()
          .addKeyValue("channel", due.channel())
          .addKeyValue("attempt", due.attempts())
          .addKeyValue("reason", error)
          .log("alerts not sent");
    }
  }
}
