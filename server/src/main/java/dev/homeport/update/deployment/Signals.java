package dev.homeport.update.deployment;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.Outbox;
import dev.homeport.update.firmware.VersionOrder;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what signals make of devices: the rows of many devices are locked, each signal goes
 * through the state machine, and what changed is written with its events in one transaction.
 * Thread-safe.
 */
final class Signals {

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final Clock clock;
  private final VersionOrder order;
  private final Progress progress;
  private final DeploymentStore deployments;
  private final DeploymentDeviceStore devices = new DeploymentDeviceStore();
  private final AtomicLong steps = new AtomicLong();

  Signals(Jdbi jdbi, Outbox outbox, ObjectMapper json, Clock clock, VersionOrder order) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.clock = clock;
    this.order = order;
    this.progress = new Progress(json);
    this.deployments = new DeploymentStore(json);
  }

  /**
   * A signal and whom it is about.
   *
   * @param deployment null: the one that has the device now
   */
  record To(String device, @Nullable UUID deployment, Signal signal) {}

  /** How many steps of devices were written since the start. */
  long stepCount() {
    return steps.get();
  }

  /** The devices whose state changed, as they are now. */
  List<DeploymentDevice> apply(HubName hub, Collection<To> signals) {
    if (signals.isEmpty()) {
      return List.of();
    }
    List<DeploymentDevice> changed = jdbi.inTransaction(handle -> apply(handle, hub, signals));
    outbox.wake();
    return changed;
  }

  List<DeploymentDevice> apply(Handle handle, HubName hub, Collection<To> signals) {
    Set<String> about = new HashSet<>();
    Set<UUID> named = new HashSet<>();
    for (To signal : signals) {
      about.add(signal.device());
      if (signal.deployment() != null) {
        named.add(signal.deployment());
      }
    }
    Round round = new Round(devices.lock(handle, hub, about, named));
    round.deployments.putAll(load(handle, round.rows.values()));
    for (To signal : signals) {
      round.take(signal);
    }
    devices.update(handle, round.touched.values());
    outbox.append(handle, round.events);
    steps.addAndGet(round.changed.size());
    return List.copyOf(round.changed.values());
  }

  private Map<UUID, Deployment> load(Handle handle, Collection<DeploymentDevice> rows) {
    Set<UUID> ids = new HashSet<>();
    rows.forEach(row -> ids.add(row.deploymentId()));
    Map<UUID, Deployment> loaded = new HashMap<>();
    if (!ids.isEmpty()) {
      deployments.all(handle, ids).forEach(one -> loaded.put(one.id(), one));
    }
    return loaded;
  }

  private record Key(UUID deployment, String device) {}

  /** The work of one transaction. */
  private final class Round {

    private final Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    private final Map<Key, DeploymentDevice> rows = new HashMap<>();
    private final Map<UUID, Deployment> deployments = new HashMap<>();
    private final Map<Key, DeploymentDevice> touched = new LinkedHashMap<>();
    private final Map<Key, DeploymentDevice> changed = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();

    Round(List<DeploymentDevice> locked) {
      locked.forEach(row -> rows.put(new Key(row.deploymentId(), row.deviceId()), row));
    }

    private Optional<DeploymentDevice> row(To to) {
      if (to.deployment() != null) {
        return Optional.ofNullable(rows.get(new Key(to.deployment(), to.device())));
      }
      return rows.values().stream()
          .filter(row -> row.deviceId().equals(to.device()))
          .filter(row -> !row.update().status().isFinal())
          .findAny();
    }

    void take(To to) {
      DeploymentDevice row = row(to).orElse(null);
      if (row == null) {
        return;
      }
      Deployment deployment = Objects.requireNonNull(deployments.get(row.deploymentId()));
      DeviceUpdate before = row.update();
      DeviceUpdate.Outcome outcome =
          before.on(to.signal(), deployment.rules(row.version(), order), now);
      boolean isChanged = !outcome.next().equals(before);
      if (!isChanged && outcome.passedOver() == null) {
        return;
      }
      DeploymentDevice next = next(row, outcome);
      Key key = new Key(row.deploymentId(), row.deviceId());
      rows.put(key, next);
      touched.put(key, next);
      if (isChanged) {
        changed.put(key, next);
        change(before, next.update())
            .ifPresent(
                change ->
                    events.add(
                        new Event.UpdateChanged(
                            Identity.device(deployment.hub(), new DeviceId(row.deviceId())),
                            now,
                            change,
                            progress.body(deployment, next))));
      }
    }

    private DeploymentDevice next(DeploymentDevice row, DeviceUpdate.Outcome outcome) {
      DeviceUpdate update = outcome.next();
      boolean justTold =
          update.told() != DeviceUpdate.Told.NO && row.update().told() == DeviceUpdate.Told.NO;
      boolean justEnded = update.status().isFinal() && !row.update().status().isFinal();
      String passedOver = outcome.passedOver();
      return new DeploymentDevice(
          row.deploymentId(),
          row.deviceId(),
          row.firmwareId(),
          row.version(),
          row.fromVersion(),
          row.timeZone(),
          row.wave(),
          update,
          row.inTwin(),
          row.refreshed(),
          row.passedOver() + (passedOver == null ? 0 : 1),
          passedOver == null ? row.lastPassedOver() : passedOver,
          row.createdAt(),
          justTold ? now : row.toldAt(),
          justEnded ? now : row.endedAt(),
          now);
    }
  }

  /** What of a change the event log tells: begin and end, not each step. */
  private static Optional<Event.UpdateChange> change(DeviceUpdate before, DeviceUpdate after) {
    return switch (after.status()) {
      case COMPLETED -> Optional.of(Event.UpdateChange.COMPLETED);
      case FAILED -> Optional.of(Event.UpdateChange.FAILED);
      case CANCELLED -> Optional.of(Event.UpdateChange.CANCELLED);
      case QUEUED, IN_PROGRESS ->
          before.isWaiting() && !after.isWaiting()
              ? Optional.of(Event.UpdateChange.ORDERED)
              : Optional.empty();
      case SKIPPED -> Optional.empty();
    };
  }
}
