package dev.homeport.agent.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.agent.launcher.Boot;
import dev.homeport.agent.launcher.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an update goes through its steps, over restarts and losses of power. */
final class UpdaterTest {

  private final UpdatingAgent agent;

  UpdaterTest(@TempDir Path root) throws IOException {
    agent = new UpdatingAgent(root);
  }

  @AfterEach
  void closes() {
    agent.close();
  }

  @Test
  void goesThroughAllStepsAndIsConfirmedInTheOtherSlot() throws Exception {
    assertThat(agent.start(agent.order())).isInstanceOf(Reception.Accepted.class);

    assertThat(agent.device.awaitRestart().story())
        .containsExactly("Queued", "Downloading", "Verifying", "Installing", "Rebooting");
    assertThat(agent.folder.boot()).isEqualTo(Boot.steady(Slot.A).toTry());

    FakeDevice anew = new FakeDevice();
    agent.launch(anew);
    assertThat(anew.story()).containsExactly("Rebooting", "Completed");
    assertThat(anew.last()).containsEntry("firmware", Map.of("version", "2.0.0"));
    assertThat(agent.folder.boot()).isEqualTo(Boot.steady(Slot.B));
  }

  @Test
  void reportsWhatTheHubAsksFor() throws Exception {
    agent.start(agent.order());
    agent.device.awaitRestart();

    assertThat(agent.device.last().get("firmwareUpdate"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("deploymentId", "d1")
        .containsEntry("version", "2.0.0")
        .containsEntry("status", "InProgress")
        .containsEntry("step", "Rebooting")
        .containsEntry("percent", null)
        .containsEntry("reason", null)
        .containsEntry("message", null)
        .containsKey("updatedAt");
  }

  @Test
  void fallsBackWhenTheNewBuildDidNotConfirmItself() throws Exception {
    agent.start(agent.order());
    agent.device.awaitRestart();
    agent.folder.write(new Boot(Slot.A, Boot.Mark.FAILED, "it ended with code 1"));

    FakeDevice anew = new FakeDevice();
    agent.launch(anew);

    assertThat(anew.story()).containsExactly("Rebooting", "Failed HealthCheckFailed");
    assertThat(anew.last()).containsEntry("firmware", Map.of("version", "1.0.0"));
    assertThat(agent.folder.boot()).isEqualTo(Boot.steady(Slot.A));
  }

  @Test
  void isNotConfirmedWhenTheBuildIsAnotherVersionThanWasOrdered() throws Exception {
    agent.start(agent.publisher.order("d1", "3.0.0", UpdatingAgent.FIRMWARE));
    agent.device.awaitRestart();
    FakeDevice trial = new FakeDevice();
    agent.launch(trial);

    assertThat(trial.restarts()).isEqualTo(1);
    assertThat(agent.folder.boot().mark()).isEqualTo(Boot.Mark.TRYING);

    agent.folder.write(new Boot(Slot.A, Boot.Mark.FAILED, "it ended with code 75"));
    FakeDevice back = new FakeDevice();
    agent.launch(back);
    assertThat(back.story()).endsWith("Failed HealthCheckFailed");
    assertThat(back.last().toString()).contains("the new build says that it is version 2.0.0");
  }

  /** Power may fail in every state; the device then goes on and ends where it should. */
  @ParameterizedTest
  @ValueSource(
      strings = {"Queued", "Downloading", "Verifying", "Installing", "Rebooting", "restart"})
  void goesOnAfterALossOfPower(String step) throws Exception {
    agent.device.losingPowerAt(step);
    try {
      agent.start(agent.order());
    } catch (FakeDevice.PowerFailure e) {
      assertThat(step).isEqualTo("Queued");
    }
    if (step.equals("restart")) {
      agent.device.awaitRestart();
    } else {
      agent.device.awaitLine(step);
    }
    agent.awaitNobody();

    FakeDevice anew = new FakeDevice();
    agent.launch(anew);
    if (!step.equals("restart")) {
      anew.awaitRestart();
      assertThat(agent.folder.boot()).isEqualTo(Boot.steady(Slot.A).toTry());
      anew = new FakeDevice();
      agent.launch(anew);
    }
    assertThat(anew.story()).endsWith("Completed");
    assertThat(agent.folder.boot()).isEqualTo(Boot.steady(Slot.B));
    assertThat(agent.folder.jar(Slot.B)).hasBinaryContent(UpdatingAgent.FIRMWARE);
  }

  @Test
  void goesOnWhenPowerFailedBetweenTheConfirmationAndItsRecord() throws Exception {
    agent.start(agent.order());
    agent.device.awaitRestart();
    agent.folder.write(Boot.steady(Slot.B));

    FakeDevice anew = new FakeDevice();
    agent.launch(anew);

    assertThat(anew.story()).containsExactly("Rebooting", "Completed");
  }

  @Test
  void keepsTheOutcomeUntilAHubHasHeardOfIt() throws Exception {
    agent.start(agent.order());
    agent.device.awaitRestart();
    agent.launch(new FakeDevice());

    FakeDevice later = new FakeDevice();
    agent.launch(later);

    assertThat(later.story()).containsExactly("Completed");
  }

  @Test
  void startsCleanlyWhenItsRecordIsDamaged() throws Exception {
    Files.writeString(agent.root.resolve("update.json"), "{\"order\":");
    FakeDevice anew = new FakeDevice();
    agent.launch(anew);
    assertThat(agent.updater.reported()).isEmpty();
    assertThat(agent.start(agent.order())).isInstanceOf(Reception.Accepted.class);
    anew.awaitRestart();
  }
}
