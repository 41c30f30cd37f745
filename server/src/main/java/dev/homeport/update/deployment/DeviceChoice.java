package dev.homeport.update.deployment;

import dev.homeport.HubName;
import dev.homeport.twin.query.Condition;
import dev.homeport.twin.query.TwinKind;
import dev.homeport.twin.query.TwinQueries;
import dev.homeport.update.firmware.Firmware;
import dev.homeport.update.firmware.FirmwareLibrary;
import dev.homeport.update.firmware.VersionOrder;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Says which devices a deployment is for, and which of them it leaves out and why: before it is
 * made, when it begins, and for those that join later. Thread-safe.
 */
final class DeviceChoice {

  private static final int BATCH = 500;

  private final Jdbi jdbi;
  private final TwinQueries queries;
  private final FirmwareLibrary library;
  private final VersionOrder order;
  private final Clock clock;
  private final DeploymentDeviceStore devices = new DeploymentDeviceStore();

  DeviceChoice(
      Jdbi jdbi, TwinQueries queries, FirmwareLibrary library, VersionOrder order, Clock clock) {
    this.jdbi = jdbi;
    this.queries = queries;
    this.library = library;
    this.order = order;
    this.clock = clock;
  }

  /**
   * A device that a deployment is for.
   *
   * @param skip why it is left out; null when it is not
   */
  record Chosen(String device, @Nullable String fromVersion, DeviceFacts.@Nullable Skip skip) {}

  /** Hands over all devices that a target names, a batch at a time. */
  void preview(
      HubName hub,
      DeploymentTarget target,
      Firmware firmware,
      boolean downgrade,
      Consumer<Chosen> to) {
    forEachBatch(
        hub,
        target,
        batch -> {
          Map<String, DeviceFacts> facts = facts(hub, batch);
          for (String device : batch) {
            to.accept(chosen(device, facts.get(device), firmware, downgrade));
          }
        });
  }

  private Chosen chosen(
      String device, @Nullable DeviceFacts facts, Firmware firmware, boolean downgrade) {
    return facts == null
        ? new Chosen(device, null, DeviceFacts.NOT_FOUND)
        : new Chosen(device, facts.firmware(), facts.skip(firmware, order, downgrade).orElse(null));
  }

  private Map<String, DeviceFacts> facts(HubName hub, List<String> batch) {
    return jdbi.withHandle(handle -> DeviceFacts.read(handle, hub, batch));
  }

  private void forEachBatch(HubName hub, DeploymentTarget target, Consumer<List<String>> work) {
    String condition = target.query();
    if (condition != null) {
      queries.forEachId(
          hub,
          Condition.parse(condition),
          TwinKind.DEVICES,
          BATCH,
          found -> work.accept(found.stream().map(one -> one.deviceId().value()).toList()));
      return;
    }
    List<String> named = target.devices();
    for (int at = 0; at < named.size(); at += BATCH) {
      work.accept(named.subList(at, Math.min(at + BATCH, named.size())));
    }
  }

  /**
   * Adds the devices that are not in yet. Devices are added once, so that it may be broken off and
   * done again.
   *
   * @param wave of the new ones
   */
  void add(Deployment deployment, int wave) {
    Map<String, Optional<Firmware>> versions = new HashMap<>();
    if (deployment.rollsBack() != null) {
      addForRollBack(deployment, wave, versions);
      return;
    }
    if (deployment.firmwareId() == null) {
      throw new IllegalStateException("firmware of a deployment under way cannot be deleted");
    }
    Firmware firmware = library.firmware(deployment.hub(), deployment.firmwareId());
    boolean downgrade = deployment.plan().allowDowngrade();
    forEachBatch(
        deployment.hub(),
        deployment.target(),
        batch -> {
          Map<String, DeviceFacts> facts = facts(deployment.hub(), batch);
          List<DeploymentDevice> rows = new ArrayList<>(batch.size());
          for (String device : batch) {
            DeviceFacts its = facts.get(device);
            Chosen chosen = chosen(device, its, firmware, downgrade);
            rows.add(row(deployment, firmware, chosen, its, wave));
          }
          insert(deployment, rows);
        });
  }

  /** Adds devices that meet the target by now, and those that were left out and need not be. */
  void addLate(Deployment deployment, int wave) {
    jdbi.useHandle(handle -> devices.reconsider(handle, deployment.id()));
    add(deployment, wave);
  }

  /** Each device gets the version that it had before, if that is still in the library. */
  private void addForRollBack(
      Deployment deployment, int wave, Map<String, Optional<Firmware>> versions) {
    forEachBatch(
        deployment.hub(),
        deployment.target(),
        batch -> {
          Map<String, DeviceFacts> facts = facts(deployment.hub(), batch);
          Map<String, String> before = versionsBefore(deployment, batch);
          List<DeploymentDevice> rows = new ArrayList<>(batch.size());
          for (String device : batch) {
            DeviceFacts its = facts.get(device);
            String version = before.getOrDefault(device, "");
            Optional<Firmware> firmware =
                versions.computeIfAbsent(
                    version, old -> library.find(deployment.hub(), deployment.firmwareName(), old));
            rows.add(
                firmware.isPresent()
                    ? row(
                        deployment,
                        firmware.get(),
                        chosen(device, its, firmware.get(), true),
                        its,
                        wave)
                    : row(
                        deployment,
                        null,
                        new Chosen(
                            device,
                            its == null ? null : its.firmware(),
                            new DeviceFacts.Skip(
                                "NoPreviousVersion",
                                version.isEmpty()
                                    ? "it is not known what it ran before"
                                    : version + " is not in the library")),
                        its,
                        wave));
          }
          insert(deployment, rows);
        });
  }

  private Map<String, String> versionsBefore(Deployment deployment, List<String> batch) {
    Map<String, String> versions = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT device_id, from_version FROM deployment_device
                    WHERE deployment_id = :id AND device_id = ANY(:devices)
                      AND from_version IS NOT NULL
                    """)
                .bind("id", Objects.requireNonNull(deployment.rollsBack()))
                .bindArray("devices", String.class, batch)
                .map((row, _) -> versions.put(row.getString(1), row.getString(2)))
                .list());
    return versions;
  }

  private DeploymentDevice row(
      Deployment deployment,
      @Nullable Firmware firmware,
      Chosen chosen,
      @Nullable DeviceFacts facts,
      int wave) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    DeviceFacts.Skip skip = chosen.skip();
    return new DeploymentDevice(
        deployment.id(),
        chosen.device(),
        firmware == null ? null : firmware.id(),
        firmware == null ? "" : firmware.version(),
        chosen.fromVersion(),
        facts == null ? DeviceFacts.UTC : facts.timeZone(),
        wave,
        skip == null ? DeviceUpdate.WAITING : DeviceUpdate.skipped(skip.reason(), skip.message()),
        false,
        0,
        0,
        null,
        now,
        null,
        null,
        now);
  }

  /** A device that another deployment took meanwhile is in, too, as one that is left out. */
  private void insert(Deployment deployment, List<DeploymentDevice> rows) {
    jdbi.useTransaction(
        handle -> {
          devices.add(handle, deployment.hub(), rows);
          devices.add(
              handle,
              deployment.hub(),
              rows.stream()
                  .filter(row -> !row.update().status().isFinal())
                  .map(DeviceChoice::busy)
                  .toList());
        });
  }

  private static DeploymentDevice busy(DeploymentDevice row) {
    return new DeploymentDevice(
        row.deploymentId(),
        row.deviceId(),
        row.firmwareId(),
        row.version(),
        row.fromVersion(),
        row.timeZone(),
        row.wave(),
        DeviceUpdate.skipped(DeviceFacts.BUSY.reason(), DeviceFacts.BUSY.message()),
        false,
        0,
        0,
        null,
        row.createdAt(),
        null,
        null,
        row.updatedAt());
  }
}
