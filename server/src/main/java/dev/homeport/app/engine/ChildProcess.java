package dev.homeport.app.engine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child process that is started again when it dies, until it is closed.
 *
 * <pre>
 *   running ──dies──→ waiting (0.2 s, doubling to 5 s) ──→ running
 *      │                 │ ten times within a minute
 *      └──close()──→ stopped ←──────┘ (then the server ends too)
 * </pre>
 */
final class ChildProcess implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(ChildProcess.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration STEADY = Duration.ofMinutes(1);
  private static final int MAX_FAILURES = 10;

  private final String name;
  private final List<String> command;
  private final Path log;
  private final Path folder;
  private final Path pidFile;
  private final Duration stopLimit;
  private final String stopSignal;
  private volatile @Nullable Process process;
  private volatile boolean closed;

  /**
   * @param folder the engine's own; its name stands in the command
   * @param stopSignal what asks the process to end in order, {@code TERM} or {@code INT}
   */
  ChildProcess(
      String name,
      List<String> command,
      Path log,
      Path folder,
      String stopSignal,
      Duration stopLimit) {
    this.name = name;
    this.command = command;
    this.log = log;
    this.folder = folder;
    this.pidFile = folder.resolve("server.pid");
    this.stopSignal = stopSignal;
    this.stopLimit = stopLimit;
  }

  /** Ends what an earlier server left running, then starts. */
  void start() {
    endOrphan();
    launch();
    Thread.ofPlatform().daemon().name("supervise-" + name).start(this::supervise);
  }

  private void launch() {
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
      process = started;
      Files.writeString(pidFile, Long.toString(started.pid()));
      LOGGER
          .atInfo()
          .addKeyValue("engine", name)
          .addKeyValue("pid", started.pid())
          .log("engine started");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void supervise() {
    int failures = 0;
    Duration pause = FIRST_PAUSE;
    while (!closed) {
      long startedAt = System.nanoTime();
      try {
        Process running = process;
        int exit = running == null ? -1 : running.waitFor();
        if (closed) {
          return;
        }
        if (System.nanoTime() - startedAt > STEADY.toNanos()) {
          failures = 0;
          pause = FIRST_PAUSE;
        }
        LOGGER
            .atError()
            .addKeyValue("engine", name)
            .addKeyValue("exit", exit)
            .log("engine died, starting it again");
        if (++failures > MAX_FAILURES) {
          LOGGER.atError().addKeyValue("engine", name).log("engine does not stay up, giving up");
          Runtime.getRuntime().exit(1);
          return;
        }
        Thread.sleep(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                ? LONGEST_PAUSE
                : pause.multipliedBy(2);
        synchronized (this) {
          if (!closed) {
            launch();
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (UncheckedIOException e) {
        LOGGER.atError().addKeyValue("engine", name).setCause(e).log("engine not started");
      }
    }
  }

  /** Two processes on one data directory would destroy it. */
  private void endOrphan() {
    try {
      if (!Files.exists(pidFile)) {
        return;
      }
      long pid = Long.parseLong(Files.readString(pidFile, StandardCharsets.UTF_8).trim());
      Optional<ProcessHandle> orphan = ProcessHandle.of(pid).filter(this::isOurs);
      if (orphan.isPresent()) {
        LOGGER.atWarn().addKeyValue("engine", name).addKeyValue("pid", pid).log("ending an orphan");
        stop(orphan.get(), Duration.ofSeconds(3));
      }
    } catch (IOException | NumberFormatException e) {
      LOGGER.atWarn().addKeyValue("file", pidFile).log("process file cannot be read");
    }
  }

  /** A process number may have been given to somebody else since. */
  private boolean isOurs(ProcessHandle handle) {
    try {
      String line = Files.readString(Path.of("/proc", Long.toString(handle.pid()), "cmdline"));
      return line.contains(folder.toString());
    } catch (IOException e) {
      return false;
    }
  }

  private void stop(ProcessHandle handle, Duration limit) {
    try {
      new ProcessBuilder("kill", "-" + stopSignal, Long.toString(handle.pid())).start().waitFor();
      handle.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      handle.destroyForcibly();
      handle.onExit().join();
    } catch (IOException | java.util.concurrent.ExecutionException e) {
      handle.destroyForcibly();
    } catch (InterruptedException e) {
      handle.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  boolean isAlive() {
    Process running = process;
    return running != null && running.isAlive();
  }

  @Override
  public void close() {
    Process running;
    synchronized (this) {
      closed = true;
      running = process;
    }
    if (running != null && running.isAlive()) {
      stop(running.toHandle(), stopLimit);
    }
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      LOGGER.atWarn().addKeyValue("file", pidFile).log("process file not removed");
    }
  }
}
