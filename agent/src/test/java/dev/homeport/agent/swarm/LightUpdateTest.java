package dev.homeport.agent.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.agent.DeviceConnectionString;
import dev.homeport.agent.behaviour.SettingsFile;
import dev.homeport.agent.behaviour.SimulatedDevice;
import dev.homeport.agent.behaviour.SimulatedUpdates;
import dev.homeport.agent.behaviour.UpdateFaults;
import dev.homeport.agent.update.Publisher;
import dev.homeport.agent.update.Updater;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class LightUpdateTest {

  private final Publisher publisher = new Publisher();
  private final SimulatedDevice simulated =
      new SimulatedDevice(0, "TX-7", SettingsFile.inMemory(10));
  private final CountDownLatch restart = new CountDownLatch(1);
  private final Updater updater;
  private ScriptedHub hub;

  LightUpdateTest(@TempDir Path folder) throws IOException {
    updater =
        SimulatedUpdates.pretending(
                publisher.trustedIn(folder), Duration.ZERO, UpdateFaults.none(), 1)
            .of(
                0,
                "TX-7",
                new Updater.Device() {
                  @Override
                  public void report(Map<String, Object> patch) {}

                  @Override
                  public void restart() {
                    restart.countDown();
                  }
                });
    hub = connect();
  }

  @AfterEach
  void closes() {
    updater.close();
    hub.channel().finishAndReleaseAll();
  }

  private ScriptedHub connect() {
    ScriptedHub fresh =
        new ScriptedHub(
            new LightConnection(
                new DeviceConnectionString("hub.example", "d-1", "a2V5"),
                simulated,
                updater,
                new Tally(1),
                new Random(7),
                () -> {}));
    fresh.shakeHands().accept().confirmSubscriptions().heard();
    return fresh;
  }

  private String order() {
    return publisher.order("d1", "9.0.0", "firmware".getBytes(StandardCharsets.UTF_8)).toString();
  }

  private void restartsIntoTheNewVersion() throws InterruptedException {
    assertThat(restart.await(60, TimeUnit.SECONDS)).isTrue();
    hub.channel().finishAndReleaseAll();
    hub = connect();
    hub.publish("$iothub/twin/res/200/?$rid=1", "{\"desired\":{},\"reported\":{}}");

    List<String> heard = hub.heard();
    assertThat(heard.getFirst()).contains("\"status\":\"InProgress\",\"step\":\"Rebooting\"");
    assertThat(heard.getLast())
        .contains("\"status\":\"Completed\"", "\"firmware\":{\"version\":\"9.0.0\"}");
    assertThat(new String(simulated.telemetry(java.time.Instant.now()), StandardCharsets.UTF_8))
        .contains("\"firmware\":\"9.0.0\"");
  }

  @Test
  void followsAMethod() throws Exception {
    hub.publish("$iothub/twin/res/200/?$rid=1", "{\"desired\":{}}").heard();
    hub.publish("$iothub/methods/POST/startUpdate/?$rid=5", order());
    assertThat(hub.heard())
        .containsExactly("PUBLISH $iothub/methods/res/202/?$rid=5 {\"status\":\"Queued\"}");
    restartsIntoTheNewVersion();
  }

  @Test
  void followsAMessageWithTheCommandAndNoOther() throws Exception {
    hub.publish("$iothub/twin/res/200/?$rid=1", "{\"desired\":{}}").heard();
    String topic = "devices/d-1/messages/devicebound/%24.to=%2Fdevices%2Fd-1&command=";
    hub.publish(topic + "dance", "{}");
    hub.publish(topic + "startUpdate", order());
    restartsIntoTheNewVersion();
  }

  @Test
  void followsATwinThatWishedItWhileItWasAway() throws Exception {
    hub.publish("$iothub/twin/res/200/?$rid=1", "{\"desired\":{\"firmware\":" + order() + "}}");
    restartsIntoTheNewVersion();
  }

  @Test
  void followsAChangeOfItsTwin() throws Exception {
    hub.publish("$iothub/twin/res/200/?$rid=1", "{\"desired\":{}}").heard();
    hub.publish(
        "$iothub/twin/PATCH/properties/desired/?$version=2", "{\"firmware\":" + order() + "}");
    restartsIntoTheNewVersion();
  }

  @Test
  void reportsEverythingOnceMoreWhenTheHubRefusedAReport() {
    hub.publish("$iothub/twin/res/200/?$rid=1", "{\"desired\":{}}").heard();
    hub.publish("$iothub/twin/res/500/?$rid=2", "");
    hub.publish("$iothub/twin/res/429/?$rid=3", "");
    assertThat(hub.passSeconds(30).heardWithoutTelemetry()).hasSize(1);
  }
}
