package dev.homeport.app;

import dev.homeport.HubName;
import dev.homeport.registry.Hub;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What this node runs once for each hub, as hubs come and go. Thread-safe. */
final class PerHub implements AutoCloseable {

  /** What runs for a hub until it is ended. */
  @FunctionalInterface
  interface Running {
    void end();
  }

  private final Function<HubName, Running> start;
  private final Map<HubName, Running> running = new ConcurrentHashMap<>();
  private boolean closed; // guarded by this

  PerHub(Function<HubName, Running> start) {
    this.start = start;
  }

  /** Starts what is missing. Ends what is too much in the background, as it may take a while. */
  synchronized void follow(List<Hub> hubs) {
    if (closed) {
      return;
    }
    Set<HubName> there = hubs.stream().map(Hub::name).collect(Collectors.toSet());
    there.forEach(hub -> running.computeIfAbsent(hub, start));
    for (HubName hub : Set.copyOf(running.keySet())) {
      Running gone = there.contains(hub) ? null : running.remove(hub);
      if (gone != null) {
        Thread.ofVirtual().name("end-hub-" + hub).start(gone::end);
      }
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    running.values().forEach(Running::end);
    running.clear();
  }
}
