package dev.homeport.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;

/** What db-scheduler has one node at a time do for health. Thread-safe. */
public final class HealthUpkeep {

  private static final TaskDescriptor<Void> CLEAN_UP = TaskDescriptor.of("health-clean-up");
  private static final Duration CLEAN_UP_EVERY = Duration.ofMinutes(30);
  private static final int AT_ONCE = 5_000;

  private final Jdbi jdbi;
  private final Clock clock;
  private final HealthSettings settings;
  private final HealthStore store;

  public HealthUpkeep(Jdbi jdbi, ObjectMapper json, Clock clock, HealthSettings settings) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.settings = settings;
    this.store = new HealthStore(json);
  }

  /** The task for the scheduler of every node. */
  public RecurringTask<?> task() {
    return Tasks.recurring(CLEAN_UP, FixedDelay.of(CLEAN_UP_EVERY))
        .execute((_, context) -> cleanUp(context.getSchedulerState()::isShuttingDown));
  }

  /** Drops changes that are older than they are kept, and what is left of devices that are gone. */
  void cleanUp(BooleanSupplier stopping) {
    Instant oldest = clock.instant().minus(settings.history());
    int deleted = AT_ONCE;
    while (deleted == AT_ONCE && !stopping.getAsBoolean()) {
      deleted = jdbi.withHandle(handle -> store.deleteChanges(handle, oldest, AT_ONCE));
    }
    deleted = AT_ONCE;
    while (deleted == AT_ONCE && !stopping.getAsBoolean()) {
      deleted = jdbi.withHandle(handle -> store.deleteGone(handle, AT_ONCE));
    }
  }
}
