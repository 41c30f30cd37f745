package dev.homeport.update.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.TestDatabase;
import dev.homeport.messaging.DeviceLink.MethodOutcome;
import dev.homeport.update.firmware.Firmware;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class DeploymentsTest {

  private static final String DONE = "\"version\":\"1.4.0\",\"status\":\"Completed\"";
  private static final String FAILED =
      "\"version\":\"1.4.0\",\"status\":\"Failed\",\"reason\":\"SignatureInvalid\"";

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private DeploymentFixture fleet;

  @SuppressWarnings("NullAway.Init")
  private Firmware old;

  @SuppressWarnings("NullAway.Init")
  private Firmware wanted;

  @BeforeEach
  void setUp() throws IOException {
    fleet = new DeploymentFixture(database, folder);
    old = fleet.firmware("1.3.0");
    wanted = fleet.firmware("1.4.0");
  }

  @AfterEach
  void tearDown() {
    fleet.close();
  }

  private static RolloutPlan plan(int canary, int failurePercent, int observation) {
    RolloutPlan usual = RolloutPlan.DEFAULT;
    return new RolloutPlan(
        canary,
        List.of(100),
        100,
        0,
        observation,
        failurePercent,
        600,
        3_600,
        0,
        10,
        null,
        usual.delivery(),
        false,
        false);
  }

  private void register(int count) {
    for (int i = 0; i < count; i++) {
      fleet.register("d-" + i, "1.3.0");
    }
  }

  private UUID deployToAll(RolloutPlan plan) {
    UUID id = fleet.deploy(wanted, DeploymentFixture.condition("*"), plan);
    fleet.turn();
    fleet.turn();
    return id;
  }

  private void awaitTaken(UUID id, String device) {
    await()
        .until(
            () ->
                fleet.progress(id, device).status() == UpdateStatus.QUEUED
                    && fleet.calls.contains(device + " startUpdate"));
  }

  private DeploymentCounts counts(UUID id) {
    return fleet.deployments.service().state(DeploymentFixture.HUB, id).counts();
  }

  @Test
  void everyDeviceIsUpdatedAndTheDeploymentCompletes() {
    register(3);
    UUID id = deployToAll(plan(0, 10, 0));
    await().until(() -> fleet.calls.size() == 3);

    for (int i = 0; i < 3; i++) {
      fleet.progress(
          "d-" + i, id, "\"status\":\"InProgress\",\"step\":\"Downloading\",\"percent\":50");
      fleet.progress("d-" + i, id, DONE);
    }
    fleet.turn();

    assertThat(counts(id).of(UpdateStatus.COMPLETED)).isEqualTo(3);
    assertThat(fleet.deployment(id).status()).isEqualTo(DeploymentStatus.COMPLETED);
    assertThat(
            fleet
                .deployments
                .service()
                .history(DeploymentFixture.HUB, DeploymentFixture.device("d-0").deviceId()))
        .hasSize(1);
  }

  @Test
  void theCanarysFailurePausesTheRolloutUntilSomebodyGoesOn() {
    register(10);
    UUID id = deployToAll(plan(2, 10, 0));
    await().until(() -> fleet.calls.size() == 2);
    List<String> canary = fleet.calls.stream().map(call -> call.split(" ", -1)[0]).toList();

    fleet.progress(canary.get(0), id, FAILED);
    fleet.turn();

    assertThat(fleet.deployment(id).status()).isEqualTo(DeploymentStatus.PAUSED);
    assertThat(fleet.deployment(id).reason()).contains("1 of 2 devices failed");
    fleet.progress(canary.get(1), id, DONE);
    fleet.turn();
    assertThat(fleet.calls).hasSize(2);
    assertThat(fleet.deployments.service().state(DeploymentFixture.HUB, id).failures())
        .singleElement()
        .satisfies(group -> assertThat(group.reason()).isEqualTo("SignatureInvalid"));

    fleet.deployments.service().resume(DeploymentFixture.HUB, id);
    fleet.turn();
    await().until(() -> fleet.calls.size() == 10);
  }

  @Test
  void aRollBackGivesEachDeviceItsVersionBefore() {
    register(2);
    UUID id = deployToAll(plan(0, 50, 0));
    await().until(() -> fleet.calls.size() == 2);
    for (int i = 0; i < 2; i++) {
      fleet.progress("d-" + i, id, DONE);
      fleet.report("d-" + i, "{\"firmware\":\"1.4.0\"}");
    }
    fleet.turn();

    UUID back =
        fleet.deployments.service().rollBack(DeploymentFixture.HUB, id, "ada").deployment().id();
    fleet.turn();
    fleet.turn();

    await().until(() -> fleet.calls.size() == 4);
    assertThat(fleet.progress(back, "d-0").version()).isEqualTo("1.3.0");
    fleet.report("d-0", "{\"firmware\":\"1.3.0\"}");
    fleet.report("d-1", "{\"firmware\":\"1.3.0\"}");
    fleet.turn();
    assertThat(fleet.deployment(back).status()).isEqualTo(DeploymentStatus.COMPLETED);
  }

  @Test
  void twoDeploymentsDoNotFightOverADevice() {
    register(2);
    UUID first =
        fleet.deploy(wanted, new DeploymentTarget(List.of("d-0"), null, null), plan(0, 10, 0));
    fleet.turn();
    UUID second = deployToAll(plan(0, 10, 0));

    assertThat(fleet.progress(first, "d-0").status()).isEqualTo(UpdateStatus.QUEUED);
    assertThat(fleet.progress(second, "d-0").status()).isEqualTo(UpdateStatus.SKIPPED);
    assertThat(fleet.progress(second, "d-0").reason()).isEqualTo("Busy");
    assertThat(fleet.progress(second, "d-1").status()).isEqualTo(UpdateStatus.QUEUED);
  }

  @Test
  void whoIsLeftOutIsToldWhyBeforeAndAfter() {
    register(2);
    fleet.register("new", "1.4.0");
    fleet.register("newer", "2.0.0");
    DeploymentTarget target =
        new DeploymentTarget(List.of("d-0", "d-1", "new", "newer", "ghost"), null, null);

    Preview preview =
        fleet
            .deployments
            .service()
            .preview(DeploymentFixture.HUB, wanted.id(), target, plan(1, 10, 0));

    assertThat(preview.updated()).isEqualTo(2);
    assertThat(preview.waves()).containsExactly(1, 2);
    assertThat(preview.skipped()).containsOnlyKeys("AlreadyUpToDate", "NewerVersion", "NotFound");
    UUID id = fleet.deploy(wanted, target, plan(0, 10, 0));
    fleet.turn();
    assertThat(fleet.progress(id, "newer").message()).isEqualTo("it runs 2.0.0");
    assertThat(counts(id).of(UpdateStatus.SKIPPED)).isEqualTo(3);
  }

  @Test
  void whoIsAwayFindsTheOrderInItsTwinAndIsRidOfItAfterwards() {
    register(1);
    fleet.online.clear();

    UUID id = deployToAll(plan(0, 10, 0));

    assertThat(fleet.desiredFirmware("d-0").path("deploymentId").asText()).isEqualTo(id.toString());
    assertThat(fleet.desiredFirmware("d-0").path("manifest").asText()).isEqualTo(wanted.manifest());
    assertThat(fleet.calls).isEmpty();
    fleet.progress("d-0", id, DONE);
    fleet.turn();
    assertThat(fleet.desiredFirmware("d-0").isMissingNode()).isTrue();
    assertThat(fleet.deployment(id).status()).isEqualTo(DeploymentStatus.COMPLETED);
  }

  @Test
  void aFreshUrlIsGivenOnceForEachRequest() {
    register(1);
    UUID id = deployToAll(plan(0, 10, 0));
    awaitTaken(id, "d-0");
    String ask = "{\"refreshUpdateUrl\":{\"deploymentId\":\"%s\",\"request\":%d}}";

    fleet.clock.advance(Duration.ofMinutes(5));
    fleet.report("d-0", ask.formatted(id, 1));
    String first = fleet.desiredFirmware("d-0").path("url").asText();
    assertThat(first).contains("&si=" + id + "%2Fd-0&").contains("se=2026-03-01T11%3A05");

    fleet.clock.advance(Duration.ofMinutes(5));
    fleet.report("d-0", ask.formatted(id, 1));
    assertThat(fleet.desiredFirmware("d-0").path("url").asText()).isEqualTo(first);
    fleet.report("d-0", ask.formatted(id, 2));
    assertThat(fleet.desiredFirmware("d-0").path("url").asText()).contains("se=2026-03-01T11%3A10");
  }

  @Test
  void aUrlIsGoodOnlyWhileItsDeviceHasTheOrder() {
    register(1);
    UUID id = deployToAll(plan(0, 10, 0));
    DeploymentService service = fleet.deployments.service();

    assertThat(service.mayDownload(id + "/d-0")).isTrue();
    assertThat(service.mayDownload(id + "/d-1")).isFalse();
    assertThat(service.mayDownload(UUID.randomUUID() + "/d-0")).isFalse();
    assertThat(service.mayDownload("nonsense")).isFalse();
    fleet.progress("d-0", id, DONE);
    assertThat(service.mayDownload(id + "/d-0")).isFalse();
  }

  @Test
  void aNodeThatDiesIsFollowedByOneThatTellsAgain() {
    register(1);
    fleet.answer = (_, _) -> new MethodOutcome.NotOnline();
    fleet.answer =
        (_, _) -> {
          throw new IllegalStateException("the node died");
        };
    UUID id = deployToAll(plan(0, 10, 0));
    await().until(() -> fleet.calls.size() == 1);

    fleet.restart();
    fleet.answer = (_, _) -> DeploymentFixture.answered(202, "{}");
    fleet.clock.advance(UpdateRules.CALL_LIMIT);
    fleet.turn();
    fleet.turn();

    await().until(() -> fleet.calls.size() == 2);
    assertThat(fleet.progress(id, "d-0").attempt()).isEqualTo(1);
    fleet.progress("d-0", id, DONE);
    fleet.turn();
    assertThat(counts(id).of(UpdateStatus.COMPLETED)).isEqualTo(1);
  }

  @Test
  void whoIsCriticalOrAwayWhileWatchedHasFailed() {
    register(2);
    UUID id = deployToAll(plan(0, 100, 300));
    await().until(() -> fleet.calls.size() == 2);
    fleet.progress("d-0", id, DONE);
    fleet.progress("d-1", id, DONE);
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO session (hub, device_id, session_number, node_id, protocol,
                                         remote_address, connected_at)
                    VALUES ('main', 'd-0', 1, gen_random_uuid(), 'mqtt', '', now())
                    """));
    fleet.report("d-0", "{\"health\":{\"status\":\"critical\"}}");

    fleet.turn();

    assertThat(fleet.progress(id, "d-0").message()).isEqualTo("its health was critical");
    assertThat(fleet.progress(id, "d-1").message()).isEqualTo("it did not stay connected");
    assertThat(fleet.progress(id, "d-1").reason()).isEqualTo("HealthCheckFailed");
  }

  @Test
  void cancellingWaitsForThoseThatArePastThePointOfReturn() {
    register(2);
    UUID id = deployToAll(plan(0, 10, 0));
    awaitTaken(id, "d-0");
    awaitTaken(id, "d-1");
    fleet.answer =
        (device, _) -> DeploymentFixture.answered(device.equals("d-0") ? 409 : 200, "{}");

    fleet.deployments.service().cancel(DeploymentFixture.HUB, id, "ada");
    fleet.turn();
    await().until(() -> fleet.progress(id, "d-1").status() == UpdateStatus.CANCELLED);
    fleet.turn();
    assertThat(fleet.deployment(id).status()).isEqualTo(DeploymentStatus.CANCELLING);

    fleet.progress("d-0", id, DONE);
    fleet.turn();
    assertThat(fleet.deployment(id).status()).isEqualTo(DeploymentStatus.CANCELLED);
    assertThatThrownBy(() -> fleet.deployments.service().cancel(DeploymentFixture.HUB, id, "ada"))
        .isInstanceOf(HubException.class)
        .hasMessage("the deployment is cancelled");
  }

  @Test
  void firmwareThatADeploymentNeedsIsNotDeleted() {
    register(1);
    UUID id = deployToAll(plan(0, 10, 0));

    assertThatThrownBy(
            () ->
                fleet.library.delete(
                    DeploymentFixture.HUB, wanted.id(), fleet.deployments.service()))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("not over");
    fleet.progress("d-0", id, DONE);
    fleet.turn();
    fleet.library.delete(DeploymentFixture.HUB, wanted.id(), fleet.deployments.service());
    assertThat(fleet.library.all(DeploymentFixture.HUB)).containsExactly(old);
    assertThat(fleet.deployment(id).version()).isEqualTo("1.4.0");
  }

  @Test
  void whatMakesNoSenseIsCountedAndChangesNothing() {
    register(1);
    UUID id = deployToAll(plan(0, 10, 0));
    awaitTaken(id, "d-0");
    fleet.progress("d-0", id, "\"status\":\"InProgress\",\"step\":\"Installing\"");

    fleet.progress("d-0", id, "\"status\":\"InProgress\",\"step\":\"Downloading\"");
    fleet.progress("d-0", id, "\"status\":17");
    fleet.progress("d-0", UUID.randomUUID(), DONE);

    DeviceProgress device = fleet.progress(id, "d-0");
    assertThat(device.step()).isEqualTo(UpdateStep.INSTALLING);
    assertThat(device.passedOver()).isEqualTo(1);
    assertThat(device.lastPassedOver()).isEqualTo("reported InProgress backwards");
  }

  private static RolloutPlan plannedForLate() {
    return new RolloutPlan(
        0,
        List.of(100),
        100,
        0,
        0,
        10,
        600,
        3_600,
        0,
        10,
        null,
        RolloutPlan.DEFAULT.delivery(),
        true,
        false);
  }

  @Test
  void whoJoinsLaterIsIncludedWhenTheDeploymentSaysSo() {
    register(1);
    UUID id = deployToAll(plannedForLate());
    await().until(() -> fleet.calls.size() == 1);
    fleet.progress("d-0", id, DONE);
    fleet.turn();
    assertThat(fleet.deployment(id).status()).isEqualTo(DeploymentStatus.RUNNING);

    fleet.register("late", "1.3.0");
    fleet.clock.advance(Duration.ofMinutes(1));
    fleet.turn();

    await().until(() -> fleet.calls.contains("late startUpdate"));
  }

  @Test
  void whoWasLeftOutIsIncludedOnceNothingSpeaksAgainstIt() throws IOException {
    Firmware forModel = fleet.firmware("1.5.0", "TX-100");
    fleet.register("busy", "1.3.0");
    fleet.registerSilent("silent", true);
    fleet.registerSilent("other", true);
    fleet.registerSilent("disabled", false);
    UUID before =
        fleet.deploy(wanted, new DeploymentTarget(List.of("busy"), null, null), plan(0, 10, 0));
    fleet.turn();
    List<String> all = List.of("busy", "silent", "other", "disabled", "unknown");
    UUID id = fleet.deploy(forModel, new DeploymentTarget(all, null, null), plannedForLate());
    fleet.turn();
    assertThat(counts(id).of(UpdateStatus.SKIPPED)).isEqualTo(5);

    fleet.clock.advance(Duration.ofMinutes(1));
    fleet.turn();
    assertThat(counts(id).of(UpdateStatus.SKIPPED)).isEqualTo(5);

    fleet.deployments.service().cancel(DeploymentFixture.HUB, before, "ada");
    fleet.turn();
    fleet.progress("busy", before, "\"status\":\"Cancelled\"");
    fleet.report("silent", "{\"firmware\":\"1.3.0\",\"model\":\"TX-100\"}");
    fleet.report("other", "{\"firmware\":\"1.3.0\",\"model\":\"TX-200\"}");
    fleet.register("unknown", "1.3.0");
    fleet.clock.advance(Duration.ofMinutes(1));
    fleet.turn();

    assertThat(fleet.progress(id, "busy").status()).isEqualTo(UpdateStatus.QUEUED);
    assertThat(fleet.progress(id, "silent").status()).isEqualTo(UpdateStatus.QUEUED);
    assertThat(fleet.progress(id, "unknown").status()).isEqualTo(UpdateStatus.QUEUED);
    assertThat(fleet.progress(id, "other").reason()).isEqualTo("Incompatible");
    assertThat(fleet.progress(id, "disabled").reason()).isEqualTo("Disabled");
  }

  @Test
  void whatADeviceOfAnotherHubSaysIsNotTakenForThatOfThisOnesDevice() {
    register(1);
    UUID id = deployToAll(plan(0, 10, 0));
    awaitTaken(id, "d-0");
    byte[] done =
        "{\"firmwareUpdate\":{\"deploymentId\":\"%s\",%s}}"
            .formatted(id, DONE)
            .getBytes(StandardCharsets.UTF_8);
    List<DeviceReports.Said> said = List.of(fleet.deployments.reports().ofTelemetry("d-0", done));

    fleet.deployments.take(new HubName("north"), said);
    assertThat(fleet.progress(id, "d-0").status()).isEqualTo(UpdateStatus.QUEUED);

    fleet.deployments.take(DeploymentFixture.HUB, said);
    assertThat(fleet.progress(id, "d-0").status()).isEqualTo(UpdateStatus.COMPLETED);
  }

  @Test
  void noDeploymentOfAHubThatIsBeingRemovedGoesOn() {
    register(1);
    database.jdbi().useHandle(handle -> handle.execute("UPDATE hub SET removed_at = now()"));

    UUID id = deployToAll(plan(0, 10, 0));

    assertThat(fleet.deployment(id).status()).isEqualTo(DeploymentStatus.SCHEDULED);
  }
}
