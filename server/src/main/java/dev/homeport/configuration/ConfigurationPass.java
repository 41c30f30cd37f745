package dev.homeport.configuration;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;

/** The pass over everything, which db-scheduler has one node at a time make. */
public final class ConfigurationPass {

  private static final TaskDescriptor<Void> PASS = TaskDescriptor.of("configuration-pass");

  private ConfigurationPass() {}

  /**
   * The task for the scheduler of every node.
   *
   * @param interval from the end of a pass to the begin of the next one
   */
  public static RecurringTask<Void> task(ConfigurationService configurations, Duration interval) {
    return Tasks.recurring(PASS, FixedDelay.of(interval))
        .execute((_, _) -> configurations.sweepAll());
  }
}
