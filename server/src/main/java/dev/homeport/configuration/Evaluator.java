package dev.homeport.configuration;

import dev.homeport.DeviceId;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.eventlog.Outbox;
import dev.homeport.twin.DeviceTwins;
import dev.homeport.twin.TwinRow;
import dev.homeport.twin.group.GroupStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings devices to what the configurations of their hub make of them. What it does depends only on
 * what is in the database, so that doing it again changes nothing. A device is first looked at
 * without a lock, because most events concern no configuration; one that differs is locked, looked
 * at again and written in one transaction. Thread-safe; blocks.
 */
final class Evaluator {

  private static final Logger LOGGER = LoggerFactory.getLogger(Evaluator.class);
  private static final int BATCH = 100;

  private final Jdbi jdbi;
  private final EdgeModules modules;
  private final DeviceTwins twins;
  private final Outbox outbox;
  private final ConfigurationStore configurations;
  private final TraceStore traces;
  private final GroupStore groups;

  Evaluator(
      Jdbi jdbi,
      EdgeModules modules,
      DeviceTwins twins,
      Outbox outbox,
      ConfigurationStore configurations,
      TraceStore traces,
      GroupStore groups) {
    this.jdbi = jdbi;
    this.modules = modules;
    this.twins = twins;
    this.outbox = outbox;
    this.configurations = configurations;
    this.traces = traces;
    this.groups = groups;
  }

  /** Brings these devices, with their modules, to what they should be. */
  void evaluate(HubName hub, Collection<DeviceId> devices) {
    if (devices.isEmpty() || jdbi.withHandle(handle -> configurations.isIdle(handle, hub))) {
      return;
    }
    List<DeviceId> all = List.copyOf(Set.copyOf(devices));
    for (int from = 0; from < all.size(); from += BATCH) {
      evaluateBatch(hub, all.subList(from, Math.min(from + BATCH, all.size())));
    }
  }

  private void evaluateBatch(HubName hub, List<DeviceId> devices) {
    List<Seen> seen = jdbi.withHandle(handle -> look(handle, hub, devices, false));
    seen.forEach(this::registerMissing);
    Set<DeviceId> differing = new HashSet<>();
    for (Seen one : seen) {
      if (one.differs() || !one.evaluation().missing().isEmpty()) {
        differing.add(one.subject().device().identity().deviceId());
      }
    }
    if (!differing.isEmpty()) {
      jdbi.useTransaction(
          handle -> look(handle, hub, differing, true).forEach(one -> write(handle, one)));
      outbox.wake();
    }
  }

  /** A device and what it should be. */
  record Seen(Subject subject, Evaluation evaluation) {
    boolean differs() {
      return evaluation.twins().stream()
          .anyMatch(twin -> twin.differs(subject.trace(twin.row().identity())));
    }
  }

  /** What the configurations make of one device just now. */
  Optional<Seen> look(Handle handle, Identity device) {
    return look(handle, device.hub(), List.of(device.deviceId()), false).stream().findFirst();
  }

  private List<Seen> look(
      Handle handle, HubName hub, Collection<DeviceId> devices, boolean locked) {
    Map<DeviceId, List<TwinRow>> rows = new LinkedHashMap<>();
    if (locked) {
      configurations.excludeChanges(handle, hub);
    }
    List<TwinRow> read =
        locked ? twins.lock(handle, hub, devices) : twins.read(handle, hub, devices);
    read.forEach(
        row -> rows.computeIfAbsent(row.identity().deviceId(), _ -> new ArrayList<>()).add(row));
    List<Configuration> all =
        configurations.all(handle, hub).stream()
            .map(c -> c.withTarget(c.target().expanded(hub, groups.in(handle))))
            .toList();
    Set<DeviceId> edges = traces.edgeDevices(handle, hub, devices);
    Map<Identity, Subject.Trace> left = traces.traces(handle, hub, devices);
    List<Seen> seen = new ArrayList<>();
    rows.forEach(
        (device, own) -> {
          if (!own.getFirst().identity().isModule()) {
            Subject subject =
                new Subject(
                    own.getFirst(), edges.contains(device), own.subList(1, own.size()), left);
            seen.add(new Seen(subject, Evaluation.of(subject, all)));
          }
        });
    return seen;
  }

  private void write(Handle handle, Seen seen) {
    List<DeviceTwins.Patched> patches = new ArrayList<>();
    List<TwinRow> sections = new ArrayList<>();
    Map<Identity, Subject.Trace> left = new HashMap<>();
    for (Evaluation.OfTwin planned : seen.evaluation().twins()) {
      Identity identity = planned.row().identity();
      Subject.Trace before = seen.subject().trace(identity);
      if (planned.differs(before)) {
        Evaluation.OfTwin twin = fitting(planned, before, patches);
        Subject.Trace after = new Subject.Trace(twin.targets(), twin.change().held());
        if (!after.equals(before)) {
          left.put(identity, after);
        }
        if (!twin.section().equals(twin.row().configurations())) {
          sections.add(twin.row().withConfigurations(twin.section()));
        }
      }
    }
    twins.write(handle, patches);
    if (!sections.isEmpty()) {
      twins.writeConfigurations(handle, sections);
    }
    if (!left.isEmpty()) {
      traces.write(handle, left);
    }
  }

  /** Adds the patch; a twin that it does not fit into stays as it is, with nothing applied anew. */
  private Evaluation.OfTwin fitting(
      Evaluation.OfTwin twin, Subject.Trace before, List<DeviceTwins.Patched> patches) {
    if (twin.change().patch().isEmpty()) {
      return twin;
    }
    try {
      patches.add(twins.patched(twin.row(), twin.change().patch()));
      return twin;
    } catch (HubException e) {
      Evaluation.OfTwin refused = twin.refused(before);
      if (!refused.targets().equals(before.targets())) {
        LOGGER
            .atInfo()
            .addKeyValue("hub", twin.row().identity().hub())
            .addKeyValue("identity", twin.row().identity().path())
            .addKeyValue("reason", e.getMessage())
            .log("configurations do not fit into a twin");
      }
      return refused;
    }
  }

  private void registerMissing(Seen seen) {
    Identity device = seen.subject().device().identity();
    for (ModuleId module : seen.evaluation().missing()) {
      Identity identity = new Identity(device.hub(), device.deviceId(), module);
      try {
        modules.register(identity);
      } catch (HubException e) {
        LOGGER
            .atInfo()
            .addKeyValue("hub", identity.hub())
            .addKeyValue("identity", identity.path())
            .addKeyValue("reason", e.getMessage())
            .log("module of a deployment is not registered");
      }
    }
  }
}
