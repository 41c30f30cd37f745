package dev.homeport.gateway.mqtt;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Runs the blocking work of one connection on virtual threads, one piece after the other, so that a
 * device's twin requests keep their order. Holds no thread while there is nothing to do.
 * Thread-safe; the caller bounds what it submits.
 */
final class SerialExecutor implements Executor {

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private boolean running;

  @Override
  public synchronized void execute(Runnable task) {
    tasks.add(task);
    if (!running) {
      running = true;
      Thread.startVirtualThread(this::run);
    }
  }

  private void run() {
    Runnable task = next();
    while (task != null) {
      task.run();
      task = next();
    }
  }

  @org.jspecify.annotations.Nullable
  private synchronized Runnable next() {
    Runnable task = tasks.poll();
    running = task != null;
    return task;
  }
}
