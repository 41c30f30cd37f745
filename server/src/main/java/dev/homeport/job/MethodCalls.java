package dev.homeport.job;

import dev.homeport.Batcher;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.messaging.DirectMethod;
import dev.homeport.messaging.MethodService;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of a run that are under way, each on a virtual thread. Their outcomes are written many
 * in one transaction; while the database is away, they wait for it. Thread-safe.
 */
final class MethodCalls implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(MethodCalls.class);
  private static final int OUTCOMES_AT_ONCE = 500;
  private static final Duration SHORTEST_CALL = Duration.ofSeconds(1);
  private static final Duration WRITE_AGAIN = Duration.ofSeconds(1);
  private static final int WRITE_TRIES = 60;

  private final JobRun run;
  private final TargetStore targets;
  private final MethodService methods;
  private final DirectMethod method;
  private final Semaphore permits;
  private final Batcher<Outcome, Boolean> outcomes;
  private int underWay; // guarded by this

  MethodCalls(
      JobRun run,
      TargetStore targets,
      MethodService methods,
      DirectMethod method,
      Semaphore permits) {
    this.run = run;
    this.targets = targets;
    this.methods = methods;
    this.method = method;
    this.permits = permits;
    this.outcomes =
        new Batcher<>("job-outcomes-" + run.key().jobId(), 1, OUTCOMES_AT_ONCE, this::write);
  }

  /** Calls a device that is marked and holds a permit. */
  void start(Identity identity) {
    synchronized (this) {
      underWay++;
    }
    Thread.ofVirtual().name("job-call-" + identity).start(() -> call(identity));
  }

  private void call(Identity identity) {
    try {
      tell(outcome(identity));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      permits.release();
      synchronized (this) {
        underWay--;
        notifyAll();
      }
    }
  }

  private Outcome outcome(Identity identity) {
    try {
      return Outcome.of(identity, methods.call(identity, method, timeout()));
    } catch (RuntimeException e) {
      LOGGER.atError().addKeyValue("identity", identity).setCause(e).log("call of a job failed");
      return Outcome.refused(
          identity, new HubException(ErrorCode.SERVER_ERROR, "something went wrong in the hub"));
    }
  }

  /** What the method allows, but not beyond the job's time. */
  private Duration timeout() {
    Duration left = run.timeLeft();
    Duration limit = left.compareTo(SHORTEST_CALL) < 0 ? SHORTEST_CALL : left;
    return method.responseTimeout().compareTo(limit) < 0 ? method.responseTimeout() : limit;
  }

  private void tell(Outcome outcome) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        outcomes.submit(run.key(), outcome).get();
        return;
      } catch (ExecutionException | RejectedExecutionException e) {
        if (e.getCause() instanceof JobRun.Superseded) {
          return; // the run after this one has told that the outcome is unknown
        }
        if (tries == WRITE_TRIES || run.isStopping()) {
          LOGGER
              .atError()
              .addKeyValue("identity", outcome.identity())
              .setCause(e)
              .log("outcome of a job's call not written");
          return;
        }
        Thread.sleep(WRITE_AGAIN);
      }
    }
  }

  private List<Boolean> write(List<Outcome> batch) {
    run.step(
        (handle, locked, now) -> {
          List<TargetStatus> written = targets.finish(handle, run.key(), run.number(), batch, now);
          return JobStatistics.finished(written).andNoLongerRunning(written.size());
        });
    return Collections.nCopies(batch.size(), true);
  }

  /** Waits until no call is under way; false when that takes longer than {@code limit}. */
  synchronized boolean await(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (underWay > 0) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  @Override
  public void close() {
    outcomes.close();
  }
}
