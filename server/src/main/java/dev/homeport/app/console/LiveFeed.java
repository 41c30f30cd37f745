package dev.homeport.app.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.HubName;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.LogTail;
import dev.homeport.eventlog.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the sockets that are about a hub what changes there. Takes the hub's events, gathers the
 * ids of changed devices for {@link #TICK}, loads their rows with one query and sends them to
 * everybody; telemetry goes to those who asked for it; jobs and deployments as far as they have
 * come; an overview every two seconds. When more changes than a tick can load, or some cannot be
 * loaded, everybody is told to load again what it shows. Thread-safe.
 */
final class LiveFeed implements AutoCloseable {

  static final Duration TICK = Duration.ofMillis(250);
  static final int MAX_CHANGED = 2_000;
  static final int MAX_TELEMETRY_OF = 50;

  private static final Logger LOGGER = LoggerFactory.getLogger(LiveFeed.class);
  private static final int REMEMBERED = 10_000;
  private static final int BATCH = 500;
  private static final int TICKS_PER_OVERVIEW = 8;
  private static final int TICKS_PER_SESSION_CHECK = 8;

  private final Function<Collection<String>, List<DeviceSummary>> load;
  private final Supplier<Overview> overview;
  private final ObjectMapper json;
  private final LiveTelemetry telemetry;
  private final LiveProgress jobs = new LiveProgress("jobs");
  private final LiveProgress deployments = new LiveProgress("deployments");
  private final ChangeLog changes = new ChangeLog(REMEMBERED);
  private final Map<String, LiveClient> clients = new ConcurrentHashMap<>();
  private final Set<String> changed = new LinkedHashSet<>(); // guarded by itself
  private volatile boolean closed;
  private long ticks;

  LiveFeed(
      Function<Collection<String>, List<DeviceSummary>> load,
      Supplier<Overview> overview,
      LogFollower logs,
      HubName hub,
      ObjectMapper json) {
    this.load = load;
    this.overview = overview;
    this.json = json;
    this.telemetry = new LiveTelemetry(logs, Topics.telemetry(hub));
  }

  void start() {
    Thread.ofVirtual().name("live-feed").start(this::run);
  }

  private void run() {
    while (!closed) {
      try {
        Thread.sleep(TICK);
        tick();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOGGER.atWarn().addKeyValue("cause", e.toString()).log("live feed missed a tick");
      }
    }
  }

  /** Takes a record of the events' topic, which is about the hub. */
  void event(ConsumerRecord<byte[], byte[]> record) {
    switch (LogTail.event(record)) {
      case Event.JobChanged job -> jobs.add(job.jobId(), job.body());
      case Event.DeploymentChanged deployment ->
          deployments.add(deployment.deploymentId(), deployment.body());
      case Event.OfIdentity event -> {
        synchronized (changed) {
          if (changed.size() <= MAX_CHANGED) {
            changed.add(event.identity().deviceId().value());
          }
        }
      }
    }
  }

  /** A socket has opened: greets it. Changes go to it once it has subscribed. */
  void open(String id, LiveClient.Wire wire, BooleanSupplier signedIn) {
    String cursor = changes.cursor();
    LiveClient client = new LiveClient(wire, signedIn, cursor);
    client.send(positioned("hello", cursor), this::resync);
    clients.put(id, client);
    client.start(id);
    if (closed) {
      close(id);
    }
  }

  /**
   * A socket says what it wants.
   *
   * @param resumeFrom the cursor of the last thing it heard, or null
   */
  void subscribe(String id, Collection<String> telemetryOf, @Nullable String resumeFrom) {
    LiveClient client = clients.get(id);
    if (client == null) {
      return;
    }
    client.follow(telemetryOf.stream().limit(MAX_TELEMETRY_OF).collect(Collectors.toSet()));
    watch();
    String joined = client.activate();
    String from = resumeFrom == null ? joined : resumeFrom;
    if (from == null) {
      return;
    }
    String cursor = changes.cursor();
    Optional<Set<String>> missed = changes.since(from);
    if (missed.isEmpty() || missed.get().size() > MAX_CHANGED) {
      client.send(positioned("resync", cursor), this::resync);
    } else if (resumeFrom != null || !missed.get().isEmpty()) {
      client.send(devices(missed.get(), cursor), this::resync);
    }
  }

  void close(String id) {
    LiveClient client = clients.remove(id);
    if (client != null) {
      client.close();
      watch();
    }
  }

  private synchronized void watch() {
    Set<String> all = new HashSet<>();
    clients.values().forEach(client -> all.addAll(client.telemetryOf()));
    telemetry.watch(all);
  }

  /** What happens every {@link #TICK}. */
  void tick() {
    ticks++;
    if (clients.values().removeIf(LiveClient::isClosed)) {
      watch();
    }
    sendChanges();
    jobs.flush(this::resync).ifPresent(this::toActive);
    deployments.flush(this::resync).ifPresent(this::toActive);
    if (clients.isEmpty()) {
      return;
    }
    sendTelemetry();
    if (ticks % TICKS_PER_OVERVIEW == 0) {
      ObjectNode message = json.valueToTree(overview.get());
      String text = message.put("type", "overview").toString();
      clients.values().forEach(client -> client.sendDroppable(text));
    }
    if (ticks % TICKS_PER_SESSION_CHECK == 0) {
      clients.forEach(
          (id, client) -> {
            if (!client.isSignedIn()) {
              close(id);
            }
          });
    }
  }

  private void sendChanges() {
    List<String> ids;
    synchronized (changed) {
      ids = List.copyOf(changed);
      changed.clear();
    }
    if (ids.isEmpty()) {
      return;
    }
    if (ids.size() > MAX_CHANGED) {
      changes.restart();
      toActive(resync());
      return;
    }
    String cursor = changes.add(ids);
    if (clients.isEmpty()) {
      return;
    }
    try {
      toActive(devices(ids, cursor));
    } catch (RuntimeException e) {
      LOGGER.atWarn().addKeyValue("cause", e.toString()).log("changed devices not loaded");
      changes.restart();
      toActive(resync());
    }
  }

  private void toActive(String text) {
    for (LiveClient client : clients.values()) {
      if (client.isActive()) {
        client.send(text, this::resync);
      }
    }
  }

  private void sendTelemetry() {
    List<TelemetryItem> items = telemetry.flush();
    if (items.isEmpty()) {
      return;
    }
    for (LiveClient client : clients.values()) {
      Set<String> wanted = client.telemetryOf();
      List<TelemetryItem> its =
          items.stream().filter(item -> wanted.contains(item.deviceId())).toList();
      if (!its.isEmpty()) {
        client.sendDroppable(text(Map.of("type", "telemetry", "items", its)));
      }
    }
  }

  private String devices(Collection<String> ids, String cursor) {
    List<DeviceSummary> rows = new ArrayList<>();
    for (List<String> batch : DeviceDirectory.batches(ids, BATCH)) {
      rows.addAll(load.apply(batch));
    }
    Set<String> removed = new LinkedHashSet<>(ids);
    rows.forEach(row -> removed.remove(row.deviceId()));
    Map<String, Object> message = new HashMap<>();
    message.put("type", "devices");
    message.put("changed", rows);
    message.put("removed", removed);
    message.put("cursor", cursor);
    return text(message);
  }

  private String resync() {
    return positioned("resync", changes.cursor());
  }

  private String positioned(String type, String cursor) {
    return text(Map.of("type", type, "cursor", cursor));
  }

  private String text(Object message) {
    try {
      return json.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    clients.keySet().forEach(this::close);
  }
}
