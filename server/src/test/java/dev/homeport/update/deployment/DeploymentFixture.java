package dev.homeport.update.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.MutableClock;
import dev.homeport.Secret;
import dev.homeport.TestDatabase;
import dev.homeport.blob.BlobSas;
import dev.homeport.blob.FileBlobStore;
import dev.homeport.eventlog.Outbox;
import dev.homeport.messaging.CommandQueue;
import dev.homeport.messaging.DeviceLink;
import dev.homeport.messaging.MethodService;
import dev.homeport.registry.Hubs;
import dev.homeport.registry.NewIdentity;
import dev.homeport.registry.RegistryService;
import dev.homeport.twin.DeviceTwins;
import dev.homeport.twin.TwinJson;
import dev.homeport.twin.TwinService;
import dev.homeport.twin.query.Condition;
import dev.homeport.twin.query.TwinQueries;
import dev.homeport.update.firmware.AzureSignature;
import dev.homeport.update.firmware.Firmware;
import dev.homeport.update.firmware.FirmwareDraft;
import dev.homeport.update.firmware.FirmwareLibrary;
import dev.homeport.update.firmware.FirmwareUpload;
import dev.homeport.update.firmware.FirmwareUploads;
import dev.homeport.update.firmware.SigningKey;
import dev.homeport.update.firmware.VersionOrder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Deployments over a test's database and fake devices. Time stands still unless a test says so. */
final class DeploymentFixture implements AutoCloseable, DeviceLink {

  static final HubName HUB = HubName.DEFAULT;

  final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
  final ObjectMapper json = TwinJson.mapper();
  final Set<String> online = ConcurrentHashMap.newKeySet();
  final List<String> calls = java.util.Collections.synchronizedList(new ArrayList<>());
  volatile BiFunction<String, String, MethodOutcome> answer = (_, _) -> answered(202, "{}");

  final TestDatabase database;
  final RegistryService registry;
  final TwinService twins;
  final FirmwareLibrary library;
  private final FirmwareUploads uploads;
  private final Outbox outbox = new Outbox();
  private final TwinQueries queries;
  private final List<Deployments> all = new ArrayList<>();
  Deployments deployments;

  DeploymentFixture(TestDatabase database, Path folder) throws IOException {
    this.database = database;
    new Hubs(database.jdbi()).ensureDefault(List.of("localhost"));
    registry = new RegistryService(database.jdbi(), outbox, clock);
    twins = new TwinService(database.jdbi(), outbox, registry, json, clock);
    queries =
        new TwinQueries(
            database.jdbi(),
            twins,
            json,
            Duration.ofSeconds(10),
            (_, group) ->
                group.equals("north")
                    ? Optional.of(Condition.parse("tags.site = 'north'"))
                    : Optional.empty(),
            List.of(),
            Map.of());
    library =
        new FirmwareLibrary(
            database.jdbi(),
            new FileBlobStore(folder, new BlobSas(Secret.randomKey(64))),
            new SigningKey(database.jdbi()),
            json,
            clock,
            HubName::value);
    uploads =
        new FirmwareUploads(
            database.jdbi(), library, json, folder.resolve("uploads"), 1_000, clock);
    deployments = make();
  }

  private Deployments make() {
    Deployments made =
        new Deployments(
            new Deployments.Needs(
                database.jdbi(),
                outbox,
                json,
                clock,
                queries,
                new DeviceTwins(outbox, json, clock),
                new MethodService(this, identity -> registry.find(identity).isPresent()),
                new CommandQueue(database.jdbi(), outbox, clock),
                library,
                new AzureSignature(database.jdbi())),
            new Deployments.Habits(
                VersionOrder.SEMVER, Duration.ofHours(1), "homeport", "microsoft/swupdate:2"));
    all.add(made);
    return made;
  }

  /** Another node takes over. */
  void restart() {
    deployments = make();
  }

  static MethodOutcome answered(int status, String payload) {
    return new MethodOutcome.Answered(status, payload.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param models that it is for; all without any
   */
  Firmware firmware(String version, String... models) throws IOException {
    String content = "content of " + version;
    FirmwareUpload begun =
        uploads.begin(
            HUB,
            new FirmwareDraft(
                "agent", version, "", content.length(), null, List.of(models), null, List.of()),
            "ada");
    uploads.append(
        HUB, begun.id(), 0, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    return uploads.complete(HUB, begun.id());
  }

  static Identity device(String deviceId) {
    return Identity.device(HUB, new DeviceId(deviceId));
  }

  /** Registers a device that runs a version and is online. */
  void register(String deviceId, String version) {
    registerSilent(deviceId, true);
    report(deviceId, "{\"firmware\":\"%s\",\"model\":\"TX-100\"}".formatted(version));
  }

  /** Registers a device that is online and says nothing of itself. */
  void registerSilent(String deviceId, boolean enabled) {
    registry.create(
        device(deviceId),
        new NewIdentity(enabled, null, NewIdentity.sas(null, null), null, false, null, List.of()));
    online.add(deviceId);
  }

  void report(String deviceId, String patch) {
    byte[] body = patch.getBytes(StandardCharsets.UTF_8);
    twins.patchReported(device(deviceId), body, null);
    say(deviceId, "{\"properties\":{\"reported\":%s}}".formatted(patch));
  }

  private void say(String deviceId, String body) {
    deployments.take(
        HUB,
        List.of(deployments.reports().ofTwin(deviceId, body.getBytes(StandardCharsets.UTF_8))));
  }

  /** A device reports how far its update is. */
  void progress(String deviceId, UUID deployment, String rest) {
    report(
        deviceId, "{\"firmwareUpdate\":{\"deploymentId\":\"%s\",%s}}".formatted(deployment, rest));
  }

  JsonNode desired(String deviceId) {
    return twins.get(device(deviceId)).path("properties").path("desired");
  }

  JsonNode desiredFirmware(String deviceId) {
    return desired(deviceId).path("firmware");
  }

  UUID deploy(Firmware firmware, DeploymentTarget target, RolloutPlan plan) {
    return deployments
        .service()
        .create(HUB, new NewDeployment("rollout", firmware.id(), target, plan, null), "ada")
        .deployment()
        .id();
  }

  static DeploymentTarget condition(String condition) {
    return new DeploymentTarget(List.of(), null, condition);
  }

  void turn() {
    deployments.orchestrator().turn(() -> false);
  }

  Deployment deployment(UUID id) {
    return deployments.service().state(HUB, id).deployment();
  }

  DeviceProgress progress(UUID id, String deviceId) {
    return deployments
        .service()
        .devices(
            HUB, id, new DeviceQuery(null, deviceId, null, DeviceQuery.Sort.DEVICE_ID, true, 0, 10))
        .items()
        .stream()
        .filter(item -> item.deviceId().equals(deviceId))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public boolean isConnected(Identity identity) {
    return online.contains(identity.deviceId().value());
  }

  @Override
  public Set<Identity> connected(Collection<Identity> identities) {
    return identities.stream().filter(this::isConnected).collect(Collectors.toSet());
  }

  @Override
  public MethodOutcome invoke(Identity identity, MethodCall call, Duration responseTimeout) {
    String id = identity.deviceId().value();
    calls.add(id + " " + call.name());
    return answer.apply(id, new String(call.payload(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    all.forEach(Deployments::close);
    twins.close();
  }
}
