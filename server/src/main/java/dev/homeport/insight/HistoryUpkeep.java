package dev.homeport.insight;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What db-scheduler has one node at a time do for the history. Thread-safe. */
public final class HistoryUpkeep {

  private static final Logger LOGGER = LoggerFactory.getLogger(HistoryUpkeep.class);
  private static final TaskDescriptor<Void> ROLL_UP = TaskDescriptor.of("history-roll-up");
  private static final TaskDescriptor<Void> CLEAN_UP = TaskDescriptor.of("history-clean-up");
  private static final Duration ROLL_UP_EVERY = Duration.ofSeconds(20);
  private static final Duration CLEAN_UP_EVERY = Duration.ofMinutes(30);

  /** Between the age at which values are refused and that at which they go, for nodes' clocks. */
  private static final Duration MARGIN = Duration.ofHours(1);

  private static final int SERIES_AT_ONCE = 5_000;

  private final Clock clock;
  private final HistorySettings settings;
  private final Partitions partitions;
  private final SeriesStore series;
  private final RollUp rollUp;

  public HistoryUpkeep(Jdbi jdbi, Clock clock, HistorySettings settings) {
    this.clock = clock;
    this.settings = settings;
    this.partitions = new Partitions(jdbi);
    this.series = new SeriesStore(jdbi);
    this.rollUp = new RollUp(jdbi, clock, partitions);
  }

  /** The tasks for the scheduler of every node. */
  public List<RecurringTask<?>> tasks() {
    return List.of(
        Tasks.recurring(ROLL_UP, FixedDelay.of(ROLL_UP_EVERY))
            .execute((_, context) -> rollUp.run(context.getSchedulerState()::isShuttingDown)),
        Tasks.recurring(CLEAN_UP, FixedDelay.of(CLEAN_UP_EVERY))
            .execute((_, context) -> cleanUp(context.getSchedulerState()::isShuttingDown)));
  }

  /** Brings minutes and hours up to date. */
  void rollUp() {
    rollUp.run(() -> false);
  }

  /** Drops what is older than it is kept, and the series of identities that are gone. */
  void cleanUp(BooleanSupplier stopping) {
    Instant now = clock.instant().minus(MARGIN);
    int dropped =
        partitions.dropBefore(Partitions.Table.METRIC_VALUE, now.minus(settings.values()))
            + partitions.dropBefore(Partitions.Table.METRIC_MINUTE, now.minus(settings.minutes()))
            + partitions.dropBefore(Partitions.Table.METRIC_HOUR, now.minus(settings.hours()))
            + partitions.dropBefore(Partitions.Table.TIMELINE, now.minus(settings.timeline()));
    if (dropped > 0) {
      LOGGER.atInfo().addKeyValue("partitions", dropped).log("old history dropped");
    }
    int deleted = SERIES_AT_ONCE;
    while (deleted == SERIES_AT_ONCE && !stopping.getAsBoolean()) {
      deleted = series.deleteOld(now.minus(settings.hours()), SERIES_AT_ONCE);
    }
  }
}
