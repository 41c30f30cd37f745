package dev.homeport.job;

import dev.homeport.Identity;
import dev.homeport.messaging.DirectMethod;
import dev.homeport.messaging.MethodService;
import dev.homeport.registry.RegistryService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Calls the method of a job on its devices. A device is marked before it is called, in a
 * transaction of its own, so that no later run calls it again. Devices that are not online stay
 * pending until they are, or until the job's time is over.
 */
final class MethodWork {

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

  private final Jdbi jdbi;
  private final TargetStore targets;
  private final RegistryService registry;
  private final MethodService methods;
  private final Semaphore permits;
  private final int batch;

  /**
   * @param permits one for each device that may be called at the same time, for all jobs
   * @param batch no more than there are permits
   */
  MethodWork(
      Jdbi jdbi,
      TargetStore targets,
      RegistryService registry,
      MethodService methods,
      Semaphore permits,
      int batch) {
    this.jdbi = jdbi;
    this.targets = targets;
    this.registry = registry;
    this.methods = methods;
    this.permits = permits;
    this.batch = batch;
  }

  /**
   * Calls all that can be called now, and waits for their answers.
   *
   * @return how long it took to look at all that are pending and find nobody to call; zero when the
   *     last look found somebody
   */
  Duration run(JobRun run, DirectMethod method) {
    Duration look = Duration.ZERO;
    try (MethodCalls calls = new MethodCalls(run, targets, methods, method, permits)) {
      do {
        long begin = System.nanoTime();
        boolean found = pass(run, calls);
        look = found ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - begin);
        run.catchUp();
      } while (!calls.await(JobRunner.PAUSE) && run.mayGoOn());
      while (!run.isStopping() && !calls.await(LOOK_EVERY)) {
        // the last answers, or time-outs, are on their way
      }
      calls.await(STOP_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // this node is stopping
    }
    return look;
  }

  /** Goes through all pending targets once, and says whether any was called. */
  private boolean pass(JobRun run, MethodCalls calls) throws InterruptedException {
    Identity last = null;
    boolean found = false;
    while (run.mayGoOn()) {
      List<Identity> page = pending(run.key(), last);
      if (page.isEmpty()) {
        return found;
      }
      last = page.getLast();
      Set<Identity> online = methods.connected(page);
      failDeleted(run, page, online);
      List<Identity> callable = page.stream().filter(online::contains).toList();
      if (!callable.isEmpty() && acquire(run, callable.size())) {
        start(run, callable).forEach(calls::start);
        found = true;
      }
    }
    return found;
  }

  private List<Identity> pending(JobKey key, @Nullable Identity last) {
    return jdbi.withHandle(handle -> targets.pending(handle, key, last, batch));
  }

  private void failDeleted(JobRun run, List<Identity> page, Set<Identity> online) {
    Set<Identity> deleted = new HashSet<>(page);
    deleted.removeAll(online);
    if (!deleted.isEmpty()) {
      deleted.removeAll(registry.findAll(deleted).keySet());
    }
    if (!deleted.isEmpty()) {
      List<Outcome> outcomes =
          deleted.stream()
              .map(gone -> Outcome.refused(gone, RegistryService.notFound(gone)))
              .toList();
      run.step(
          (handle, locked, now) ->
              JobStatistics.finished(targets.finish(handle, run.key(), null, outcomes, now)));
    }
  }

  private boolean acquire(JobRun run, int count) throws InterruptedException {
    while (!permits.tryAcquire(count, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
      if (!run.mayGoOn()) {
        return false;
      }
    }
    return true;
  }

  /** Marks devices as called; those whose mark is durable keep their permit. */
  private List<Identity> start(JobRun run, List<Identity> callable) {
    List<Identity> started = new ArrayList<>(callable.size());
    boolean marked = false;
    try {
      run.step(
          (handle, locked, now) -> {
            if (locked.status() != JobStatus.RUNNING) {
              return JobStatistics.NONE;
            }
            started.addAll(targets.start(handle, run.key(), run.number(), callable, now));
            return JobStatistics.started(started.size());
          });
      marked = true;
    } finally {
      permits.release(callable.size() - (marked ? started.size() : 0));
    }
    return started;
  }
}
