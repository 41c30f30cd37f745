package dev.homeport.app.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The jobs, or deployments, that have come further since they were last told of, each as far as it
 * has come: {@code {"type":"jobs","changed":[…]}}. They are not told again to a socket that was
 * away, which loads what it shows. Thread-safe.
 */
final class LiveProgress {

  static final int MAX_PENDING = 200;

  private final Map<String, String> pending = new LinkedHashMap<>();
  private final String type;
  private boolean overflown;

  /**
   * @param type of the message: {@code jobs} or {@code deployments}
   */
  LiveProgress(String type) {
    this.type = type;
  }

  synchronized void add(String id, String body) {
    if (pending.size() < MAX_PENDING || pending.containsKey(id)) {
      pending.put(id, body);
    } else {
      overflown = true;
    }
  }

  /**
   * The message for everybody.
   *
   * @param resync what to say instead when more have come further than a message can hold
   */
  synchronized Optional<String> flush(Supplier<String> resync) {
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    String text =
        overflown
            ? resync.get()
            : "{\"type\":\""
                + type
                + "\",\"changed\":["
                + String.join(",", pending.values())
                + "]}";
    pending.clear();
    overflown = false;
    return Optional.of(text);
  }
}
