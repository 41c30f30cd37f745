package dev.homeport.insight;

import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.eventlog.Event;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The time lines of devices: what happened to them, as the event log tells it. Thread-safe. */
public final class Timeline {

  public static final int MAX_ENTRIES = 500;

  /** The longest detail that is kept, in bytes. */
  static final int MAX_DETAIL = 8 << 10;

  /** An event with its place in the log. */
  record Logged(Event event, long offset) {}

  private final Jdbi jdbi;
  private final Clock clock;
  private final Duration retention;
  private final Partitions partitions;
  private final TimelineStore store = new TimelineStore();

  /**
   * @param retention how long entries are kept
   */
  public Timeline(Jdbi jdbi, Clock clock, Duration retention) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.retention = retention;
    this.partitions = new Partitions(jdbi);
  }

  /**
   * A device's entries and those of its modules, newest first.
   *
   * @param kinds empty for all
   * @param before where the page begins; null for the newest entry
   * @param limit 1 to {@link #MAX_ENTRIES}
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}
   */
  public TimelinePage page(
      HubName hub,
      DeviceId deviceId,
      Set<TimelineEntry.Kind> kinds,
      TimelinePage.@Nullable Position before,
      int limit) {
    if (limit < 1 || limit > MAX_ENTRIES) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "the limit is between 1 and " + MAX_ENTRIES);
    }
    return jdbi.withHandle(handle -> store.page(handle, hub, deviceId, kinds, before, limit));
  }

  /** Adds what is about a device; adding it twice is as adding it once. */
  void add(List<Logged> events) {
    Instant oldest = clock.instant().minus(retention);
    List<TimelineStore.Row> rows =
        events.stream()
            .filter(logged -> !logged.event().time().isBefore(oldest))
            .flatMap(logged -> row(logged).stream())
            .toList();
    if (rows.isEmpty()) {
      return;
    }
    partitions.ensure(
        Partitions.Table.TIMELINE, rows.stream().map(row -> row.entry().time()).toList());
    jdbi.useTransaction(handle -> store.insert(handle, rows));
  }

  private static Optional<TimelineStore.Row> row(Logged logged) {
    return switch (logged.event()) {
      case Event.ConnectionChanged event -> row(event, TimelineEntry.Kind.CONNECTION, logged);
      case Event.DeviceFirstConnected event -> row(event, TimelineEntry.Kind.CONNECTION, logged);
      case Event.TwinChanged event -> row(event, TimelineEntry.Kind.TWIN, logged);
      case Event.IdentityChanged event -> row(event, TimelineEntry.Kind.IDENTITY, logged);
      case Event.MessageQueued event -> row(event, TimelineEntry.Kind.MESSAGE, logged);
      case Event.UpdateChanged event -> row(event, TimelineEntry.Kind.UPDATE, logged);
      case Event.JobChanged _, Event.DeploymentChanged _ -> Optional.empty();
    };
  }

  private static Optional<TimelineStore.Row> row(
      Event.OfIdentity event, TimelineEntry.Kind kind, Logged logged) {
    String body = event.body();
    boolean keeps = body.getBytes(StandardCharsets.UTF_8).length <= MAX_DETAIL;
    return Optional.of(
        new TimelineStore.Row(
            event.identity(),
            new TimelineEntry(
                event.identity().moduleColumn(),
                event.time(),
                kind,
                event.type(),
                keeps ? body : null),
            logged.offset()));
  }
}
