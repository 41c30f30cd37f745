package dev.homeport.agent.update;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A device that remembers what its updater told the hub, and may lose power when it does. */
final class FakeDevice implements Updater.Device {

  private final List<String> story = new ArrayList<>();
  private @Nullable String powerFailsAt;
  private Map<String, Object> last = Map.of();
  private int restarts;

  /** The process dies at once when it has come to this step. */
  FakeDevice losingPowerAt(String step) {
    powerFailsAt = step;
    return this;
  }

  @Override
  public synchronized void report(Map<String, Object> patch) {
    last = patch;
    if (patch.get("firmwareUpdate") instanceof Map<?, ?> update) {
      Object word = update.get("step") == null ? update.get("status") : update.get("step");
      String line = update.get("reason") == null ? "" + word : word + " " + update.get("reason");
      if (story.isEmpty() || !story.getLast().equals(line)) {
        story.add(line);
      }
      notifyAll();
      if (line.equals(powerFailsAt)) {
        throw new PowerFailure();
      }
    }
  }

  @Override
  public synchronized void restart() {
    restarts++;
    notifyAll();
    if ("restart".equals(powerFailsAt)) {
      throw new PowerFailure();
    }
  }

  synchronized int restarts() {
    return restarts;
  }

  synchronized Map<String, Object> last() {
    return last;
  }

  synchronized List<String> story() {
    return List.copyOf(story);
  }

  FakeDevice awaitRestart() throws InterruptedException {
    return await(device -> device.restarts > 0);
  }

  /** Waits until the last line of the story is this one. */
  FakeDevice awaitLine(String line) throws InterruptedException {
    return await(device -> !device.story.isEmpty() && device.story.getLast().equals(line));
  }

  /** Waits until it has asked for a URL so many times. */
  FakeDevice awaitRequestForUrl(int number) throws InterruptedException {
    return await(
        device ->
            device.last.get("refreshUpdateUrl") instanceof Map<?, ?> asked
                && asked.get("request") instanceof Integer request
                && request >= number);
  }

  private synchronized FakeDevice await(Predicate<FakeDevice> condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.test(this)) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("it did not come to that: " + story);
      }
      wait(left);
    }
    return this;
  }

  /** Ends the thread that meets it, whatever that was about to do. */
  static final class PowerFailure extends Error {
    private static final long serialVersionUID = 1;

    PowerFailure() {
      super("power failed", null, false, false);
    }
  }
}
