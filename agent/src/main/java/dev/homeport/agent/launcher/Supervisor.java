package dev.homeport.agent.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one agent running: starts the slot that {@link Boot} says, again when it ends, and returns
 * to the active slot when a try ends or is not confirmed in time.
 *
 * <p>{@link #run} is confined to one thread; {@link #stop} is called by another one.
 */
final class Supervisor {

  /** What the agent ends with when it wants to be started again at once. */
  static final int RESTART = 75;

  private static final int WRONG_USAGE = 2;
  private static final long POLL_MILLIS = 100;
  private static final long STOP_SECONDS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;
  private static final Duration STEADY = Duration.ofMinutes(1);

  /** Starts the build of a slot. */
  interface Starter {
    Process start(Slot slot) throws IOException;
  }

  private final StateFolder folder;
  private final Starter starter;
  private final Duration confirmWithin;
  private final long firstPauseMillis;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable Process child;

  /**
   * @param confirmWithin what a new build has from its start until it confirms itself
   * @param firstPauseMillis before an agent that has failed is started again; doubles each time
   */
  Supervisor(StateFolder folder, Starter starter, Duration confirmWithin, long firstPauseMillis) {
    this.folder = folder;
    this.starter = starter;
    this.confirmWithin = confirmWithin;
    this.firstPauseMillis = firstPauseMillis;
  }

  /** Returns the agent's code when it is over for good. */
  int run() throws IOException, InterruptedException {
    try {
      long pause = firstPauseMillis;
      while (true) {
        Boot boot = folder.boot();
        if (boot.mark() == Boot.Mark.TRYING) {
          fallBack("the device stopped before the new build confirmed itself");
          continue;
        }
        long begin = System.nanoTime();
        int code = boot.mark() == Boot.Mark.TRY ? tried(boot) : completed(boot.active());
        if (isStopping()) {
          return code;
        }
        boolean trial = boot.mark() == Boot.Mark.TRY;
        if (!trial && (code == 0 || code == WRONG_USAGE)) {
          return code;
        }
        boolean lasted = System.nanoTime() - begin > STEADY.toNanos();
        if (lasted || trial || code == RESTART) {
          pause = firstPauseMillis;
        }
        if (!trial) {
          say("the agent in slot " + boot.active() + " ended with code " + code);
          if (stopping.await(pause, TimeUnit.MILLISECONDS)) {
            return code;
          }
          pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
      }
    } finally {
      ended.countDown();
    }
  }

  private int completed(Slot slot) throws IOException, InterruptedException {
    return start(slot).waitFor();
  }

  /** One try of the other slot; the code with which it ended. */
  private int tried(Boot boot) throws IOException, InterruptedException {
    Slot slot = boot.next();
    folder.write(boot.trying());
    say("slot " + slot + " is tried");
    Process trial;
    try {
      trial = start(slot);
    } catch (IOException e) {
      fallBack("it could not be started: " + e.getMessage());
      return 1;
    }
    long deadline = System.nanoTime() + confirmWithin.toNanos();
    while (isUnconfirmed() && !trial.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() > deadline) {
        end(trial);
        if (isUnconfirmed()) {
          fallBack("it did not confirm itself in " + confirmWithin.toSeconds() + " s");
        }
        return trial.waitFor();
      }
    }
    if (!isUnconfirmed()) {
      say("slot " + slot + " has confirmed itself");
      return trial.waitFor();
    }
    int code = trial.waitFor();
    if (isStopping()) {
      folder.write(boot); // no fault of its own: the next start tries it
    } else {
      fallBack("it ended with code " + code);
    }
    return code;
  }

  private boolean isUnconfirmed() throws IOException {
    return folder.boot().mark() == Boot.Mark.TRYING;
  }

  private void fallBack(String why) throws IOException {
    Boot boot = folder.boot();
    say("back to slot " + boot.active() + ": " + why);
    folder.write(boot.failed(why));
  }

  private Process start(Slot slot) throws IOException {
    Process started = starter.start(slot);
    child = started;
    if (isStopping()) {
      started.destroy();
    }
    return started;
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /** Asks the agent to end, as the launcher was asked; kills it when it takes too long. */
  void stop() throws InterruptedException {
    stopping.countDown();
    Process current = child;
    if (current != null) {
      end(current);
    }
    ended.await(1, TimeUnit.SECONDS);
  }

  private static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private static void say(String what) {
    System.out.println("launcher: " + what);
  }
}
