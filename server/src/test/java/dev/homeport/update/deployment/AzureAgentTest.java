package dev.homeport.update.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import dev.homeport.TestDatabase;
import dev.homeport.update.firmware.AzureSignature;
import dev.homeport.update.firmware.Firmware;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Agents of Azure Device Update, driven by their component. */
final class AzureAgentTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OLD =
      """
      {"deviceUpdate":{"__t":"c","agent":{"state":0,
       "deviceProperties":{"manufacturer":"homeport","model":"V-1"},
       "installedUpdateId":"{\\"provider\\":\\"homeport\\",\\"name\\":\\"agent\\",\\"version\\":\\"1.3.0\\"}"}}}""";

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private DeploymentFixture fleet;

  @SuppressWarnings("NullAway.Init")
  private Firmware wanted;

  @BeforeEach
  void setUp() throws IOException {
    fleet = new DeploymentFixture(database, folder);
    wanted = fleet.firmware("1.4.0");
    fleet.register("v-1", "ignored");
    fleet.report("v-1", "{\"firmware\":null,\"model\":null}");
    fleet.report("v-1", OLD);
  }

  @AfterEach
  void tearDown() {
    fleet.close();
  }

  private UUID deploy(int retries) {
    RolloutPlan usual = RolloutPlan.DEFAULT;
    UUID id =
        fleet.deploy(
            wanted,
            DeploymentFixture.condition("*"),
            new RolloutPlan(
                0,
                List.of(100),
                100,
                0,
                0,
                100,
                600,
                3_600,
                retries,
                10,
                null,
                RolloutPlan.Delivery.AZURE,
                false,
                usual.allowDowngrade()));
    fleet.turn();
    fleet.turn();
    await().until(() -> !service().path("workflow").isMissingNode());
    return id;
  }

  private JsonNode service() {
    return fleet.desired("v-1").path("deviceUpdate").path("service");
  }

  private void say(UUID id, int state, int result, String rest) {
    fleet.report(
        "v-1",
        """
        {"deviceUpdate":{"__t":"c","agent":{"state":%d,"workflow":{"action":3,"id":"%s",
         "retryTimestamp":"%s"},"lastInstallResult":{"resultCode":%d,"extendedResultCode":7,
         "resultDetails":"%s"}}}}"""
            .formatted(state, id, service().at("/workflow/retryTimestamp").asText(), result, rest));
  }

  @Test
  void isToldByAManifestThatARootKeyVouchesFor() throws Exception {
    UUID id = deploy(0);

    JsonNode service = service();
    assertThat(service.at("/workflow/action").asInt()).isEqualTo(3);
    assertThat(service.at("/workflow/id").asText()).isEqualTo(id.toString());
    String text = service.path("updateManifest").asText();
    JsonNode manifest = JSON.readTree(text);
    assertThat(manifest.at("/updateId/version").asText()).isEqualTo("1.4.0");
    String file = manifest.at("/instructions/steps/0/files/0").asText();
    assertThat(manifest.path("files").path(file).at("/hashes/sha256").asText())
        .isEqualTo(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(wanted.sha256())));
    assertThat(service.path("fileUrls").path(file).asText()).contains(wanted.sha256());

    RSAKey root = RSAKey.parse(new AzureSignature(database.jdbi()).rootKey());
    JWSObject signed = JWSObject.parse(service.path("updateManifestSignature").asText());
    JWSObject key = JWSObject.parse(signed.getHeader().getCustomParam("sjwk").toString());
    assertThat(key.getHeader().getKeyID()).isEqualTo(AzureSignature.ROOT);
    assertThat(key.verify(new RSASSAVerifier(root))).isTrue();
    assertThat(signed.verify(new RSASSAVerifier(RSAKey.parse(key.getPayload().toString()))))
        .isTrue();
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    assertThat(JSON.readTree(signed.getPayload().toString()).path("sha256").asText())
        .isEqualTo(Base64.getEncoder().encodeToString(hash));
  }

  @Test
  void tellsItsBeginAndItsEnd() {
    UUID id = deploy(0);
    DeviceProgress before = fleet.progress(id, "v-1");
    assertThat(before.fromVersion()).isEqualTo("1.3.0");

    say(id, 6, 0, "");
    assertThat(fleet.progress(id, "v-1").status()).isEqualTo(UpdateStatus.IN_PROGRESS);
    fleet.report("v-1", OLD.replace("1.3.0", "1.4.0"));

    assertThat(fleet.progress(id, "v-1").status()).isEqualTo(UpdateStatus.COMPLETED);
    fleet.turn();
    assertThat(fleet.deployment(id).status()).isEqualTo(DeploymentStatus.COMPLETED);
    fleet.turn();
    assertThat(service().isMissingNode()).isTrue();
  }

  @Test
  void triesAgainUnderAnotherTimeAndSaysWhyItFailed() {
    UUID id = deploy(1);
    String first = service().at("/workflow/retryTimestamp").asText();
    say(id, 255, 0, "no room");
    assertThat(fleet.progress(id, "v-1").attempt()).isEqualTo(2);

    fleet.clock.advance(Duration.ofSeconds(11));
    fleet.turn();
    await().until(() -> !service().at("/workflow/retryTimestamp").asText().equals(first));
    say(id, 255, 0, "no room");

    DeviceProgress end = fleet.progress(id, "v-1");
    assertThat(end.status()).isEqualTo(UpdateStatus.FAILED);
    assertThat(end.reason()).isEqualTo("InstallFailed");
    assertThat(end.message()).isEqualTo("result 0, extended 7: no room");
  }

  @Test
  void isAskedToGiveUp() {
    UUID id = deploy(0);
    say(id, 6, 0, "");

    fleet.deployments.service().cancel(DeploymentFixture.HUB, id, "ada");
    fleet.turn();

    assertThat(service().at("/workflow/action").asInt()).isEqualTo(255);
    assertThat(service().path("updateManifest").isMissingNode()).isTrue();
    assertThat(fleet.progress(id, "v-1").status()).isEqualTo(UpdateStatus.CANCELLED);
    fleet.turn();
    assertThat(fleet.deployment(id).status()).isEqualTo(DeploymentStatus.CANCELLED);
  }
}
