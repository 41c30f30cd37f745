package dev.homeport.agent.update;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.agent.launcher.Boot;
import dev.homeport.agent.launcher.Slot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which orders are followed, taken back or refused, by method. */
final class UpdateOrdersTest {

  private final UpdatingAgent agent;

  UpdateOrdersTest(@TempDir Path root) throws IOException {
    agent = new UpdatingAgent(root);
  }

  @AfterEach
  void closes() {
    agent.close();
  }

  @Test
  void installsNothingThatSomebodyElseSigned() throws Exception {
    ObjectNode order = new Publisher().order("d1", "2.0.0", UpdatingAgent.FIRMWARE);
    agent.start(order);
    agent.device.awaitLine("Failed SignatureInvalid");
    assertThat(agent.folder.jar(Slot.B)).doesNotExist();
  }

  @Test
  void installsNothingWithoutATrustedKey() throws Exception {
    agent.trustNobody();
    agent.start(agent.order());
    agent.device.awaitLine("Failed SignatureInvalid");
  }

  @Test
  void installsNothingThatDiffersFromItsManifest() throws Exception {
    agent.start(agent.order().put("size", 12));
    agent.device.awaitLine("Failed InvalidOrder");

    agent.start(agent.order().put("version", "2.0.1"));
    agent.device.awaitLine("Failed InvalidOrder");
    assertThat(agent.device.last().toString()).contains("differ in version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"models", "hardwareRevisions"})
  void installsNothingMadeForOthers(String member) throws Exception {
    ObjectNode manifest = agent.publisher.manifest("2.0.0", UpdatingAgent.FIRMWARE);
    agent.start(
        agent.publisher.order("d1", Publisher.restricted(manifest, member, List.of("other"))));
    agent.device.awaitLine("Failed Incompatible");
  }

  @Test
  void installsNothingThatNeedsANewerVersionFirst() throws Exception {
    ObjectNode manifest =
        agent.publisher.manifest("2.0.0", UpdatingAgent.FIRMWARE).put("minimumVersion", "1.0.1");
    agent.start(agent.publisher.order("d1", manifest));
    agent.device.awaitLine("Failed Incompatible");
  }

  @Test
  void installsNothingWithAnotherHash() throws Exception {
    agent.served = "the new built".repeat(100).getBytes(UTF_8);
    agent.start(agent.order());
    agent.device.awaitLine("Failed HashMismatch");
    assertThat(agent.folder.boot()).isEqualTo(Boot.steady(Slot.A));
    assertThat(agent.folder.jar(Slot.B)).doesNotExist();
  }

  @Test
  void takesOneAtATime() {
    ObjectNode slow = agent.order().put("url", "https://hub.example/slow");
    assertThat(agent.start(slow)).isInstanceOf(Reception.Accepted.class);
    assertThat(agent.start(slow)).isInstanceOf(Reception.Accepted.class);
    assertThat(agent.start(agent.publisher.order("d2", "2.1.0", UpdatingAgent.FIRMWARE)))
        .isInstanceOf(Reception.Busy.class);
  }

  @Test
  void hasNothingToDoForTheVersionThatRuns() {
    assertThat(agent.start(agent.publisher.order("d1", "1.0.0", UpdatingAgent.FIRMWARE)))
        .isInstanceOf(Reception.AlreadyThere.class);
    assertThat(agent.device.story()).containsExactly("Completed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{", "{\"deploymentId\":\"d1\"}", "7"})
  void refusesWhatIsNoOrder(String payload) {
    assertThat(agent.updater.start(payload)).isInstanceOf(Reception.Invalid.class);
    assertThat(agent.device.story()).isEmpty();
  }

  @Test
  void stopsWhenItIsCancelledAndTakesAnother() throws Exception {
    agent.start(agent.order().put("url", "https://hub.example/slow"));
    agent.device.awaitLine("Downloading");

    assertThat(agent.updater.cancel("{\"deploymentId\":\"other\"}"))
        .isInstanceOf(Reception.NotUnderWay.class);
    assertThat(agent.updater.cancel("{\"deploymentId\":\"d1\"}"))
        .isInstanceOf(Reception.Cancelled.class);
    assertThat(agent.device.story()).endsWith("Failed Cancelled");

    agent.start(agent.publisher.order("d2", "2.0.0", UpdatingAgent.FIRMWARE));
    agent.device.awaitRestart();
  }

  @Test
  void cannotBeCancelledOnceItIsInstalled() throws Exception {
    agent.start(agent.order());
    agent.device.awaitRestart();
    assertThat(agent.updater.cancel("{\"deploymentId\":\"d1\"}"))
        .isInstanceOf(Reception.TooLate.class);
  }
}
