package dev.homeport.app.console;

import dev.homeport.eventlog.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The jobs that have come further since they were last told of, each as far as it has come: {@code
 * {"type":"jobs","changed":[…]}}. They are not told again to a socket that was away, which loads
 * what it shows. Thread-safe.
 */
final class LiveJobs {

  static final int MAX_PENDING = 200;

  private final Map<String, String> pending = new LinkedHashMap<>();
  private boolean overflown;

  synchronized void add(Event.JobChanged job) {
    if (pending.size() < MAX_PENDING || pending.containsKey(job.jobId())) {
      pending.put(job.jobId(), job.body());
    } else {
      overflown = true;
    }
  }

  /**
   * The message for everybody.
   *
   * @param resync what to say instead when more jobs have come further than a message can hold
   */
  synchronized Optional<String> flush(Supplier<String> resync) {
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    String text =
        overflown
            ? resync.get()
            : "{\"type\":\"jobs\",\"changed\":[" + String.join(",", pending.values()) + "]}";
    pending.clear();
    overflown = false;
    return Optional.of(text);
  }
}
