package dev.homeport.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.eventlog.Outbox;
import dev.homeport.twin.TwinService;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * Keeps what is known of devices' health. Where one stands, what became of it and its reported
 * property change together. Thread-safe.
 */
final class HealthWriter {

  private final Jdbi jdbi;
  private final TwinService twins;
  private final Outbox outbox;
  private final HealthStore store;

  HealthWriter(Jdbi jdbi, TwinService twins, Outbox outbox, ObjectMapper json) {
    this.jdbi = jdbi;
    this.twins = twins;
    this.outbox = outbox;
    this.store = new HealthStore(json);
  }

  /**
   * Writes changes.
   *
   * @param rows of the devices that have changed, as they are now
   * @param changes in their order
   * @return the devices that are gone, or another one of the same id; of them nothing is left
   */
  Set<String> write(HubName hub, List<HealthStore.Row> rows, List<HealthStore.Change> changes) {
    Set<String> gone = new HashSet<>();
    jdbi.useTransaction(
        handle -> {
          Map<String, String> generations =
              store.generations(
                  handle, hub, rows.stream().map(row -> row.memory().deviceId()).toList());
          Map<Boolean, List<HealthStore.Row>> living =
              rows.stream().collect(Collectors.partitioningBy(row -> isLiving(row, generations)));
          List<HealthStore.Row> dead = living.getOrDefault(false, List.of());
          dead.forEach(row -> gone.add(row.memory().deviceId()));
          Map<Identity, ObjectNode> patches = new HashMap<>();
          for (HealthStore.Row row : living.getOrDefault(true, List.of())) {
            patches.put(
                Identity.device(hub, new DeviceId(row.memory().deviceId())),
                HealthJson.patch(row.standing()));
          }
          twins.patchReported(handle, patches);
          store.save(handle, hub, living.getOrDefault(true, List.of()));
          store.addChanges(
              handle,
              hub,
              changes.stream().filter(change -> !gone.contains(change.deviceId())).toList());
          if (!dead.isEmpty()) {
            store.delete(handle, hub, dead);
          }
        });
    outbox.wake();
    return gone;
  }

  private static boolean isLiving(HealthStore.Row row, Map<String, String> generations) {
    return row.memory().generationId().equals(generations.get(row.memory().deviceId()));
  }

  /** Writes what is known of devices that are as they were. */
  void save(HubName hub, List<HealthStore.Row> rows) {
    jdbi.useHandle(handle -> store.save(handle, hub, rows));
  }

  List<DeviceHealth.Memory> load(HubName hub, Collection<String> devices) {
    return jdbi.withHandle(handle -> store.load(handle, hub, devices));
  }

  List<String> silent(HubName hub, Collection<Integer> partitions, Instant now, int limit) {
    return jdbi.withHandle(handle -> store.silent(handle, hub, partitions, now, limit));
  }

  List<String> after(HubName hub, Collection<Integer> partitions, String after, int limit) {
    return jdbi.withHandle(handle -> store.after(handle, hub, partitions, after, limit));
  }
}
