package dev.homeport.health;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.eventlog.LogGroup;
import dev.homeport.messaging.Measurements;
import dev.homeport.twin.TwinService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Judges the devices of the partitions that are this node's. What is another standing than before
 * is written at once; what else is known of a device, every {@link #SAVE_EVERY}, and not before
 * that are the messages acknowledged. So a node that takes a partition over starts where the one
 * before had saved, hears the same messages, and comes to the same.
 *
 * <p>Confined to the group's thread.
 */
final class HealthMonitor implements LogGroup.Handler {

  static final Duration SAVE_EVERY = Duration.ofSeconds(20);
  static final Duration LISTEN_EVERY = Duration.ofSeconds(5);
  static final Duration RULES_EVERY = Duration.ofSeconds(1);
  static final int BATCH = 500;

  /** How long new thresholds may keep messages waiting. */
  private static final Duration AT_A_TIME = Duration.ofMillis(200);

  private final HubName hub;
  private final TwinService twins;
  private final ThresholdService thresholds;
  private final HealthWriter writer;
  private final Clock clock;
  private final HealthSettings settings;
  private final Restless restless;

  /** The least lately heard first. */
  private final LinkedHashMap<String, DeviceHealth> devices = new LinkedHashMap<>(64, 0.75f, true);

  private final Map<String, DeviceHealth> unsaved = new LinkedHashMap<>();
  private final Map<Integer, Instant> listeningSince = new HashMap<>();
  private final LongAdder judged = new LongAdder();
  private final LongAdder changed = new LongAdder();

  /** Read by others as well. */
  private volatile HealthRules rules = new HealthRules(List.of(), Map.of());

  private ThresholdStore.@Nullable Revision revision;
  private Instant rulesAt = Instant.EPOCH;
  private Instant savedAt = Instant.EPOCH;
  private Instant listenedAt = Instant.EPOCH;

  /** How far all devices are judged anew; null when they are. */
  private @Nullable String anew;

  HealthMonitor(
      HubName hub,
      TwinService twins,
      ThresholdService thresholds,
      HealthWriter writer,
      Clock clock,
      HealthSettings settings,
      Restless restless) {
    this.hub = hub;
    this.twins = twins;
    this.thresholds = thresholds;
    this.writer = writer;
    this.clock = clock;
    this.settings = settings;
    this.restless = restless;
  }

  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> batch) {
    followRules();
    List<Heard> messages = new ArrayList<>(batch.size());
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      Measurements.of(record)
          .ifPresent(measurements -> messages.add(new Heard(record, measurements)));
    }
    haveAtHand(messages.stream().map(Heard::deviceId).collect(Collectors.toSet()));
    makeKnown(messages);
    List<HealthStore.Change> changes = new ArrayList<>();
    for (Heard message : messages) {
      hear(message, changes);
    }
    write(changes);
    judged.add(messages.size());
  }

  private record Heard(ConsumerRecord<byte[], byte[]> record, Measurements measurements) {
    String deviceId() {
      return measurements.deviceId();
    }
  }

  /** Devices of whom it is the first message, or the first since they were registered anew. */
  private void makeKnown(List<Heard> messages) {
    List<DeviceHealth> fresh = new ArrayList<>();
    for (Heard message : messages) {
      DeviceHealth known = devices.get(message.deviceId());
      String generation = message.measurements().generationId();
      if (known == null || !known.generationId().equals(generation)) {
        DeviceHealth device = new DeviceHealth(message.deviceId(), generation);
        devices.put(message.deviceId(), device);
        unsaved.remove(message.deviceId());
        fresh.add(device);
      }
    }
    judgeByRules(fresh);
  }

  private void hear(Heard message, List<HealthStore.Change> changes) {
    ConsumerRecord<byte[], byte[]> record = message.record();
    DeviceHealth device = devices.get(message.deviceId());
    if (device == null
        || !device.generationId().equals(message.measurements().generationId())
        || device.has(record.partition(), record.offset())) {
      return;
    }
    device.hear(message.measurements(), record.partition(), record.offset(), record.timestamp());
    judge(device, Measurements.takenAt(record), changes);
    if (device.standing().isPresent()) {
      unsaved.put(device.deviceId(), device);
    }
  }

  private static void judge(DeviceHealth device, Instant at, List<HealthStore.Change> changes) {
    Optional<HealthStatus> before = device.standing().map(Standing::status);
    device
        .judge(at)
        .ifPresent(standing -> changes.add(change(device, before.orElse(null), at, standing)));
  }

  private static HealthStore.Change change(
      DeviceHealth device, @Nullable HealthStatus before, Instant at, Standing standing) {
    return new HealthStore.Change(device.deviceId(), device.generationId(), at, before, standing);
  }

  @Override
  public boolean settle(boolean caughtUp) {
    followRules();
    Instant now = clock.instant();
    judgeRestless(now);
    Instant enough = now.plus(AT_A_TIME);
    do {
      judgeAnew(now);
    } while (anew != null && !listeningSince.isEmpty() && clock.instant().isBefore(enough));
    if (caughtUp && !now.isBefore(listenedAt.plus(LISTEN_EVERY))) {
      noticeSilence(now);
      listenedAt = now;
    }
    if (now.isBefore(savedAt.plus(SAVE_EVERY)) && devices.size() <= settings.devices()) {
      return unsaved.isEmpty();
    }
    save(unsaved.values());
    unsaved.clear();
    savedAt = now;
    forgetOldest();
    return true;
  }

  /** Devices whose twin has changed in a way that thresholds depend on. */
  private void judgeRestless(Instant now) {
    if (restless.takeAll()) {
      anew = "";
    }
    Set<String> ids = restless.take(BATCH);
    if (!ids.isEmpty()) {
      ids.forEach(id -> Optional.ofNullable(devices.get(id)).ifPresent(DeviceHealth::doubt));
      judgeAgain(ids, now);
    }
  }

  /** The next devices after thresholds or groups have changed. */
  private void judgeAnew(Instant now) {
    String after = anew;
    if (after == null || listeningSince.isEmpty()) {
      return;
    }
    List<String> ids = writer.after(hub, listeningSince.keySet(), after, BATCH);
    judgeAgain(ids, now);
    anew = ids.size() < BATCH ? null : ids.getLast();
  }

  private void judgeAgain(Collection<String> ids, Instant now) {
    haveAtHand(ids);
    List<DeviceHealth> there =
        ids.stream()
            .flatMap(id -> Optional.ofNullable(devices.get(id)).stream())
            .filter(device -> listeningSince.containsKey(device.partition()))
            .toList();
    List<HealthStore.Change> changes = new ArrayList<>();
    for (DeviceHealth device : there) {
      if (device.standing().isPresent() && !device.isSilent()) {
        judge(device, now, changes);
        unsaved.put(device.deviceId(), device);
      }
    }
    write(changes);
  }

  private void noticeSilence(Instant now) {
    int noticed = BATCH;
    while (noticed == BATCH) {
      List<String> ids = writer.silent(hub, listeningSince.keySet(), now, BATCH);
      haveAtHand(ids);
      List<HealthStore.Change> changes = new ArrayList<>();
      for (String id : ids) {
        DeviceHealth device = devices.get(id);
        Instant listening = device == null ? null : listeningSince.get(device.partition());
        if (device != null
            && listening != null
            && !device.isSilent()
            && !now.isBefore(device.patientUntil(listening, settings))) {
          HealthStatus before = device.standing().map(Standing::status).orElse(null);
          device
              .silence(now, settings)
              .ifPresent(standing -> changes.add(change(device, before, now, standing)));
        }
      }
      write(changes);
      noticed = changes.size();
    }
  }

  private void followRules() {
    Instant now = clock.instant();
    if (now.isBefore(rulesAt.plus(RULES_EVERY))) {
      return;
    }
    rulesAt = now;
    ThresholdStore.Revision current = thresholds.revision(hub);
    if (!current.equals(revision)) {
      rules = thresholds.rules(hub);
      revision = current;
      anew = "";
    }
  }

  private void haveAtHand(Collection<String> ids) {
    Set<String> missing = new HashSet<>(ids);
    missing.removeAll(devices.keySet());
    if (!missing.isEmpty()) {
      writer
          .load(hub, missing)
          .forEach(memory -> devices.put(memory.deviceId(), new DeviceHealth(memory)));
    }
    judgeByRules(
        ids.stream()
            .flatMap(id -> Optional.ofNullable(devices.get(id)).stream())
            .filter(device -> !device.isJudgedBy(rules))
            .toList());
  }

  private void judgeByRules(List<DeviceHealth> some) {
    if (!rules.needTwins()) {
      List<Threshold> same = rules.of(MissingNode.getInstance());
      some.forEach(device -> device.judgeBy(rules, same));
      return;
    }
    Map<String, DeviceHealth> byId = new HashMap<>();
    some.forEach(device -> byId.put(device.deviceId(), device));
    twins
        .all(byId.keySet().stream().map(this::identity).toList())
        .forEach(
            twin -> {
              DeviceHealth device = byId.remove(twin.path("deviceId").asText());
              if (device != null) {
                device.judgeBy(rules, rules.of(twin));
              }
            });
    byId.values().forEach(gone -> gone.judgeBy(rules, List.of()));
  }

  private Identity identity(String deviceId) {
    return Identity.device(hub, new DeviceId(deviceId));
  }

  private void write(List<HealthStore.Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    Map<String, DeviceHealth> its = new LinkedHashMap<>();
    changes.forEach(
        change -> {
          DeviceHealth device = devices.get(change.deviceId());
          if (device != null) {
            its.put(change.deviceId(), device);
          }
        });
    Set<String> gone = writer.write(hub, rows(its.values()), changes);
    its.keySet().forEach(unsaved::remove);
    gone.forEach(devices::remove);
    changed.add(changes.size());
  }

  private void save(Collection<DeviceHealth> some) {
    List<HealthStore.Row> rows = rows(some);
    for (int i = 0; i < rows.size(); i += BATCH) {
      writer.save(hub, rows.subList(i, Math.min(rows.size(), i + BATCH)));
    }
  }

  private List<HealthStore.Row> rows(Collection<DeviceHealth> some) {
    List<HealthStore.Row> rows = new ArrayList<>(some.size());
    for (DeviceHealth device : some) {
      device
          .standing()
          .ifPresent(
              standing ->
                  rows.add(
                      new HealthStore.Row(
                          device.memory(),
                          standing,
                          device.isSilent()
                              ? null
                              : device.patientUntil(Instant.EPOCH, settings))));
    }
    return rows;
  }

  private void forgetOldest() {
    var oldest = devices.values().iterator();
    while (devices.size() > settings.devices() && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
  }

  @Override
  public void assigned(Set<Integer> partitions) {
    Instant now = clock.instant();
    partitions.forEach(partition -> listeningSince.put(partition, now));
    anew = "";
  }

  @Override
  public void release(Set<Integer> partitions) {
    save(
        unsaved.values().stream()
            .filter(device -> partitions.contains(device.partition()))
            .toList());
  }

  @Override
  public void forget(Set<Integer> partitions) {
    devices.values().removeIf(device -> partitions.contains(device.partition()));
    unsaved.values().removeIf(device -> partitions.contains(device.partition()));
    listeningSince.keySet().removeAll(partitions);
  }

  /** What devices are judged by; of any thread. */
  HealthRules rules() {
    return rules;
  }

  /** Messages judged since the start; of any thread. */
  long judgedCount() {
    return judged.sum();
  }

  /** Changes since the start; of any thread. */
  long changedCount() {
    return changed.sum();
  }
}
