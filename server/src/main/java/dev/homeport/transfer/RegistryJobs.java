package dev.homeport.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.homeport.ErrorCode;
import dev.homeport.ForeignHosts;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.blob.LentContainer;
import dev.homeport.transfer.RegistryJob.Status;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports and exports by way of containers of Azure Blob Storage, one of a hub and one of the
 * installation at a time. A job whose node dies is done again from its begin: an import then finds
 * what it had done. Thread-safe.
 */
public final class RegistryJobs {

  private static final Logger LOGGER = LoggerFactory.getLogger(RegistryJobs.class);
  private static final TaskDescriptor<Void> TASK = TaskDescriptor.of("registry-jobs");
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int MAX_LIST = 1_000;

  private final Jdbi jdbi;
  private final RegistryJobWork work;
  private final ForeignHosts hosts;
  private final Clock clock;
  private final Duration retention;
  private final RegistryJobStore store = new RegistryJobStore();

  /**
   * @param hosts that the containers may be on
   * @param retention how long jobs that are over are shown
   */
  public RegistryJobs(
      Jdbi jdbi,
      Exporter exporter,
      Importer importer,
      ObjectMapper json,
      ForeignHosts hosts,
      Clock clock,
      Duration retention) {
    this.jdbi = jdbi;
    this.work = new RegistryJobWork(exporter, importer, json, hosts);
    this.hosts = hosts;
    this.clock = clock;
    this.retention = retention;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}, or {@link
   *     ErrorCode#JOB_QUOTA_EXCEEDED} while another one is not over
   */
  RegistryJob create(HubName hub, JsonNode asked, String by) {
    RegistryJob job = RegistryJob.of(hub, UUID.randomUUID().toString(), asked, by, now());
    LentContainer.at(job.output(), hosts);
    if (job.input() != null) {
      LentContainer.at(job.input(), hosts);
    }
    boolean added =
        jdbi.inTransaction(
            handle -> {
              store.dropOld(handle, now(), retention);
              return store.add(handle, job);
            });
    if (!added) {
      throw new HubException(
          ErrorCode.JOB_QUOTA_EXCEEDED, "another import or export of this hub is not over");
    }
    return job;
  }

  /**
   * @throws HubException with {@link ErrorCode#JOB_NOT_FOUND}
   */
  RegistryJob job(HubName hub, String jobId) {
    return jdbi.withHandle(handle -> store.find(handle, hub, jobId))
        .orElseThrow(() -> new HubException(ErrorCode.JOB_NOT_FOUND, "no such job"));
  }

  /** The newest first. */
  List<RegistryJob> all(HubName hub) {
    return jdbi.withHandle(handle -> store.all(handle, hub, MAX_LIST));
  }

  /** Ends a job that is not over; what an import has done stays. */
  RegistryJob cancel(HubName hub, String jobId) {
    job(hub, jobId);
    jdbi.useHandle(handle -> store.end(handle, hub, jobId, Status.CANCELLED, null, now()));
    return job(hub, jobId);
  }

  /** What one node has to do. */
  public RecurringTask<Void> task() {
    return Tasks.recurring(TASK, FixedDelay.of(EVERY))
        .execute((_, context) -> work(context.getSchedulerState()::isShuttingDown));
  }

  /** Does all jobs that there are. */
  void work(BooleanSupplier stopping) {
    while (!stopping.getAsBoolean()) {
      Optional<RegistryJob> next = jdbi.withHandle(store::next);
      if (next.isEmpty() || !work(next.get(), stopping)) {
        return;
      }
    }
  }

  /** Whether it is over; else it is tried again a while later. */
  private boolean work(RegistryJob job, BooleanSupplier stopping) {
    try {
      String failed =
          work.run(
              job,
              percent -> {
                if (stopping.getAsBoolean()
                    || !jdbi.withHandle(handle -> store.progress(handle, job, percent))) {
                  throw new Interrupted();
                }
              });
      end(job, Status.COMPLETED, failed);
      return true;
    } catch (Interrupted e) {
      LOGGER.atInfo().addKeyValue("jobId", job.jobId()).log("registry job broken off");
      return !stopping.getAsBoolean();
    } catch (HubException e) {
      if (e.code() == ErrorCode.THROTTLED) {
        return false; // as many imports as this node takes are under way
      }
      end(job, Status.FAILED, e.getMessage());
    } catch (IOException e) {
      end(job, Status.FAILED, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOGGER.atError().addKeyValue("jobId", job.jobId()).setCause(e).log("a registry job failed");
      end(job, Status.FAILED, "a fault of the server; its log says more");
    }
    return true;
  }

  private void end(RegistryJob job, Status status, @Nullable String failure) {
    jdbi.useHandle(handle -> store.end(handle, job.hub(), job.jobId(), status, failure, now()));
    LOGGER
        .atInfo()
        .addKeyValue("hub", job.hub())
        .addKeyValue("jobId", job.jobId())
        .addKeyValue("status", status.wire())
        .log("registry job over");
  }

  /** It is cancelled, or this node stops. */
  private static final class Interrupted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Interrupted() {
      super("broken off", null, false, false);
    }
  }
}
