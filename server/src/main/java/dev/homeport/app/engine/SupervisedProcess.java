package dev.homeport.app.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine's process: started once nobody else uses its data, started again when it dies, ended
 * with the server. Thread-safe.
 *
 * <pre>
 *   preparing ──→ starting ──answers──→ ready
 *       ↑            │ dies               │ dies
 *       └── pause ←──┴────────────────────┘
 *           0.1 s, doubling to 5 s; {@link #MAX_FAILURES} times without a steady minute ──→ given up
 *   close(): from any state ──→ stopped
 * </pre>
 */
final class SupervisedProcess implements AutoCloseable {

  static final int MAX_FAILURES = 8;

  private static final Logger LOGGER = LoggerFactory.getLogger(SupervisedProcess.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration STEADY = Duration.ofMinutes(1);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(10);

  private final Program program;
  private final EngineListener listener;
  private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
  private final Counter restarts;
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean ready;
  private volatile @Nullable Process process;

  SupervisedProcess(Program program, EngineListener listener) {
    this.program = program;
    this.listener = listener;
    this.restarts =
        Counter.builder("homeport.engine.restarts")
            .description("How often an embedded engine died and was started again")
            .tag("engine", program.name())
            .register(Metrics.globalRegistry);
    Gauge.builder("homeport.engine.up", () -> ready ? 1 : 0)
        .description("Whether an embedded engine answers")
        .tag("engine", program.name())
        .register(Metrics.globalRegistry);
    // A platform thread that stays: Linux ties "tell me when my parent dies" to this very thread.
    this.thread =
        Thread.ofPlatform().daemon().name("engine-" + program.name()).unstarted(this::supervise);
  }

  void start() {
    thread.start();
  }

  /** Waits until the engine answered for the first time; fails when it was given up before. */
  void awaitReady() {
    firstReady.join();
  }

  boolean isReady() {
    return ready;
  }

  private void supervise() {
    int failures = 0;
    while (!closed) {
      long begin = System.nanoTime();
      String death = runOnce();
      ready = false;
      if (closed) {
        return;
      }
      boolean steady = System.nanoTime() - begin > STEADY.toNanos();
      failures = steady ? 1 : failures + 1;
      if (failures > MAX_FAILURES) {
        giveUp(death);
        return;
      }
      restarts.increment();
      LOGGER
          .atError()
          .addKeyValue("engine", program.name())
          .addKeyValue("cause", death)
          .addKeyValue("failures", failures)
          .log("engine died, starting it again");
      pause(failures);
    }
  }

  private void giveUp(String death) {
    String message =
        "%s did not stay up after %d starts: %s".formatted(program.name(), MAX_FAILURES, death);
    LOGGER
        .atError()
        .addKeyValue("engine", program.name())
        .addKeyValue("cause", death)
        .log("gave up");
    firstReady.completeExceptionally(new IllegalStateException(message));
    listener.onGivenUp(message);
  }

  private void pause(int failures) {
    long millis = FIRST_PAUSE.toMillis() << (failures - 1);
    try {
      Thread.sleep(Math.min(millis, LONGEST_PAUSE.toMillis()));
    } catch (InterruptedException e) {
      // close() does that; the loop looks at it
    }
  }

  /** Runs the engine until it ends; says how it ended. */
  private String runOnce() {
    try {
      endLeftovers();
      program.prepare();
      Process started;
      synchronized (this) {
        if (closed) {
          return "closed";
        }
        started = program.command().start();
        process = started;
      }
      Files.writeString(program.pidFile(), Long.toString(started.pid()));
      long begin = System.nanoTime();
      LOGGER
          .atInfo()
          .addKeyValue("engine", program.name())
          .addKeyValue("pid", started.pid())
          .log("engine started");
      if (awaitAnswer(started)) {
        ready = true;
        if (firstReady.complete(null)) {
          listener.onReady(program.name());
        }
        LOGGER
            .atInfo()
            .addKeyValue("engine", program.name())
            .addKeyValue("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin))
            .log("engine ready");
      } else if (started.isAlive()) {
        started.destroyForcibly();
      }
      return "exit code " + waitFor(started);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      return "interrupted";
    }
  }

  private boolean awaitAnswer(Process started) throws InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (started.isAlive() && System.nanoTime() < deadline) {
      if (program.isReady(started)) {
        return true;
      }
      Thread.sleep(POLL);
    }
    return false;
  }

  /** This thread must outlive the process, so an interrupt by close() does not end the waiting. */
  private static int waitFor(Process started) {
    while (true) {
      try {
        return started.waitFor();
      } catch (InterruptedException e) {
        // close() is stopping the process; wait for its end
      }
    }
  }

  /**
   * Ends what still uses the data directory: an engine that outlived a killed server, or the
   * children of a killed engine. Two on one directory would destroy it.
   */
  private void endLeftovers() throws IOException, InterruptedException {
    List<ProcessHandle> leftovers = program.processes();
    if (leftovers.isEmpty()) {
      return;
    }
    LOGGER
        .atWarn()
        .addKeyValue("engine", program.name())
        .addKeyValue("pids", leftovers.stream().map(ProcessHandle::pid).toList())
        .log("ending what was left running on the data directory");
    program.askToStop(leftovers.getFirst());
    if (awaitNone(program.stopLimit())) {
      return;
    }
    program.processes().forEach(ProcessHandle::destroyForcibly);
    if (!awaitNone(KILL_LIMIT)) {
      throw new IOException("the data directory is still used by other processes");
    }
  }

  private boolean awaitNone(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!program.processes().isEmpty()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(POLL);
    }
    return true;
  }

  @Override
  public void close() {
    Process running;
    synchronized (this) {
      closed = true;
      running = process;
    }
    thread.interrupt();
    if (running == null || !running.isAlive()) {
      return;
    }
    program.askToStop(running.toHandle());
    try {
      running.onExit().get(program.stopLimit().toMillis(), TimeUnit.MILLISECONDS);
      Files.deleteIfExists(program.pidFile());
      LOGGER.atInfo().addKeyValue("engine", program.name()).log("engine stopped");
    } catch (IOException e) {
      LOGGER.atWarn().addKeyValue("file", program.pidFile()).log("process file not removed");
    } catch (TimeoutException | ExecutionException e) {
      LOGGER.atWarn().addKeyValue("engine", program.name()).log("engine killed, it did not stop");
      running.destroyForcibly();
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
