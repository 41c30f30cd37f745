package dev.homeport.agent.update;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the twin wishes, with URLs that end. */
final class UpdateWishesTest {

  private final UpdatingAgent agent;

  UpdateWishesTest(@TempDir Path root) throws IOException {
    agent = new UpdatingAgent(root);
  }

  @AfterEach
  void closes() {
    agent.close();
  }

  @Test
  void followsTheTwinAndStopsWhenTheTwinWithdrawsIt() throws Exception {
    agent.updater.heed(
        UpdatingAgent.desired(agent.order().put("url", "https://hub.example/slow")), true);
    agent.device.awaitLine("Downloading");

    Map<String, Object> gone = new HashMap<>();
    gone.put("firmware", null);
    agent.updater.heed(Map.of("telemetryInterval", 7), false);
    assertThat(agent.device.story()).endsWith("Downloading");
    agent.updater.heed(gone, false);

    assertThat(agent.device.story()).endsWith("Failed Cancelled");
  }

  @Test
  void isNotStoppedByATwinThatSaysNothingAboutAnUpdateByMethod() throws Exception {
    agent.start(agent.order().put("url", "https://hub.example/slow"));
    agent.updater.heed(Map.of("telemetryInterval", 7), true);
    agent.network.countDown();
    agent.device.awaitRestart();
  }

  @Test
  void readsNumbersAsTheTwinsOfTheSdkWriteThem() throws Exception {
    ObjectNode order = agent.order();
    order.put("size", (double) UpdatingAgent.FIRMWARE.length);
    agent.updater.heed(UpdatingAgent.desired(order), true);
    agent.device.awaitRestart();
  }

  @Test
  void triesAWishOfTheTwinAgainOnlyWithAFreshUrl() throws Exception {
    agent.served = "tampered".getBytes(UTF_8);
    agent.updater.heed(UpdatingAgent.desired(agent.order()), true);
    agent.device.awaitLine("Failed HashMismatch");
    agent.awaitNobody();

    agent.updater.heed(UpdatingAgent.desired(agent.order()), true);
    assertThat(agent.device.story()).endsWith("Failed HashMismatch");

    agent.served = UpdatingAgent.FIRMWARE;
    agent.updater.heed(
        UpdatingAgent.desired(agent.order().put("url", "https://hub.example/firmware?sig=2")),
        false);
    agent.device.awaitRestart();
  }

  @Test
  void saysWhyAWishOfTheTwinIsNone() {
    agent.updater.heed(
        UpdatingAgent.desired(agent.order().put("url", "http://hub.example/plain")), true);
    assertThat(agent.device.story()).containsExactly("Failed InvalidOrder");
    assertThat(agent.device.last().toString()).contains("url is missing or cannot be used");
  }

  @Test
  void takesTheTwinsNextWishWhenOneIsOver() throws Exception {
    agent.start(agent.order().put("url", "https://hub.example/slow"));
    agent.updater.heed(
        UpdatingAgent.desired(agent.publisher.order("d2", "2.0.0", UpdatingAgent.FIRMWARE)), false);
    agent.updater.cancel("{\"deploymentId\":\"d1\"}");

    agent.device.awaitRestart();
    assertThat(agent.device.last().toString()).contains("deploymentId=d2");
  }

  @Test
  void asksForAFreshUrlWhenItsOwnHasEnded() throws Exception {
    agent.start(agent.order().put("url", "https://hub.example/ended"));
    agent.device.awaitRequestForUrl(1).awaitRequestForUrl(2);

    agent.updater.heed(UpdatingAgent.desired(agent.order()), false);

    assertThat(agent.device.awaitRestart().story())
        .containsExactly("Queued", "Downloading", "Verifying", "Installing", "Rebooting");
  }

  @Test
  void givesUpWhenNoFreshUrlComes() throws Exception {
    agent.expectFewUrls();
    agent.start(agent.order().put("url", "https://hub.example/ended"));
    agent.device.awaitLine("Failed DownloadFailed");
    assertThat(agent.device.last().toString()).contains("request=5");
  }
}
