package dev.homeport.insight;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * Makes minutes of values, and hours of minutes. Minutes are made soon after they are over; a value
 * that comes later marks its minute, which is then made again. So the cost is that of reading each
 * value once, whatever the number of series. Doing a step twice changes nothing.
 */
final class RollUp {

  /** How long a minute stays open after its end, for values on their way. */
  static final Duration OPEN = Duration.ofSeconds(10);

  private static final Duration AT_ONCE = Duration.ofMinutes(30);
  private static final int LATE_AT_ONCE = 5_000;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Partitions partitions;
  private final RollUpStore store = new RollUpStore();

  RollUp(Jdbi jdbi, Clock clock, Partitions partitions) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.partitions = partitions;
  }

  /** Brings minutes and hours up to date. */
  void run(BooleanSupplier stopping) {
    Instant until = clock.instant().minus(OPEN).truncatedTo(ChronoUnit.MINUTES);
    jdbi.useTransaction(handle -> store.close(handle, until));
    RollUpStore.Progress progress = jdbi.withHandle(store::progress);
    makeMinutes(progress.minutesUntil(), progress.closedUntil(), stopping);
    makeHours(progress.hoursUntil(), stopping);
    remakeLate(stopping);
  }

  private void makeMinutes(Instant begin, Instant end, BooleanSupplier stopping) {
    Instant from = begin;
    while (from.isBefore(end) && !stopping.getAsBoolean()) {
      Instant start = from;
      Instant until = earlier(from.plus(AT_ONCE), end);
      partitions.ensure(Partitions.Table.METRIC_MINUTE, Set.of(start, until));
      jdbi.useTransaction(handle -> store.makeMinutes(handle, start, until));
      from = until;
    }
  }

  private void makeHours(Instant begin, BooleanSupplier stopping) {
    Instant end = jdbi.withHandle(store::progress).minutesUntil().truncatedTo(ChronoUnit.HOURS);
    Instant from = begin;
    while (from.isBefore(end) && !stopping.getAsBoolean()) {
      Instant start = from;
      Instant until = from.plus(Duration.ofHours(1));
      partitions.ensure(Partitions.Table.METRIC_HOUR, Set.of(start));
      jdbi.useTransaction(handle -> store.makeHours(handle, start, until));
      from = until;
    }
  }

  private void remakeLate(BooleanSupplier stopping) {
    RollUpStore.Progress progress = jdbi.withHandle(store::progress);
    int taken = LATE_AT_ONCE;
    while (taken == LATE_AT_ONCE && !stopping.getAsBoolean()) {
      taken =
          jdbi.inTransaction(
              handle -> {
                List<RollUpStore.LateMinute> late =
                    store.takeLate(handle, progress.minutesUntil(), LATE_AT_ONCE);
                Set<Instant> minutes =
                    late.stream().map(RollUpStore.LateMinute::minute).collect(Collectors.toSet());
                partitions.ensure(Partitions.Table.METRIC_MINUTE, minutes);
                partitions.ensure(Partitions.Table.METRIC_HOUR, minutes);
                store.remakeLate(handle, late, progress.hoursUntil());
                return late.size();
              });
    }
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
