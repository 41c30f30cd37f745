package dev.homeport.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteReschedule;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/**
 * Has one node of the installation take a job up when it is due, by db-scheduler on the table
 * {@code scheduled_tasks}. What a node that died had taken up is taken up again by whichever node
 * notices first, this one included after a new start. Thread-safe.
 */
public final class JobScheduler implements AutoCloseable {

  private static final TaskDescriptor<Void> JOB = TaskDescriptor.of("job");
  private static final TaskDescriptor<Void> CLEAN_UP = TaskDescriptor.of("job-clean-up");
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(3);
  private static final int MISSED_HEARTBEATS = 4;
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final Duration CLEAN_UP_EVERY = Duration.ofHours(1);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

  private final Scheduler scheduler;
  private final CustomTask<Void> job;

  /**
   * @param node names this node in the table
   * @param parallel how many jobs this node runs at the same time
   * @param others what other features have to be done from time to time
   */
  public JobScheduler(
      DataSource database,
      String node,
      JobRunner runner,
      JobHistory history,
      int parallel,
      List<RecurringTask<?>> others) {
    this.job =
        Tasks.custom(JOB)
            .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
            .onDeadExecutionRevive()
            .execute(
                (instance, context) -> {
                  BooleanSupplier stopping = context.getSchedulerState()::isShuttingDown;
                  return runner
                      .run(JobKey.ofInstance(instance.getId()), stopping)
                      .map(JobScheduler::again)
                      .orElseGet(OnCompleteRemove::new);
                });
    RecurringTask<Void> cleanUp =
        Tasks.recurring(CLEAN_UP, FixedDelay.of(CLEAN_UP_EVERY))
            .execute((_, context) -> history.cleanUp(context.getSchedulerState()::isShuttingDown));
    List<RecurringTask<?>> recurring = new ArrayList<>(others);
    recurring.add(cleanUp);
    this.scheduler =
        Scheduler.create(database, job)
            .startTasks(recurring)
            .jdbcCustomization(postgres())
            .schedulerName(new SchedulerName.Fixed(node))
            .executorService(
                Executors.newFixedThreadPool(
                    parallel, Thread.ofVirtual().name("job-", 0).factory()))
            .threads(parallel)
            .pollUsingLockAndFetch(0.5, 1.0)
            .pollingInterval(POLL)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(STOP_LIMIT)
            .build();
  }

  private static PostgreSqlJdbcCustomization postgres() {
    return new PostgreSqlJdbcCustomization(false, false);
  }

  private static CompletionHandler<Void> again(Duration pause) {
    return new OnCompleteReschedule<>(FixedDelay.of(pause));
  }

  public void start() {
    scheduler.start();
  }

  /** Schedules a job in the transaction of {@code handle}; {@link #wake} after the commit. */
  void schedule(Handle handle, JobKey key, Instant start) {
    SchedulerClient.Builder.create(TransactionSource.of(handle.getConnection()), job)
        .jdbcCustomization(postgres())
        .build()
        .schedule(
            JOB.instance(key.instance()).build(),
            start,
            SchedulerClient.ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
  }

  /** Looks for jobs that are due without waiting for the next poll. */
  void wake() {
    scheduler.triggerCheckForDueExecutions();
  }

  @Override
  public void close() {
    scheduler.stop();
  }
}
