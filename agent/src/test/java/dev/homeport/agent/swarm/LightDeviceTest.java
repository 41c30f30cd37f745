package dev.homeport.agent.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.agent.DeviceConnectionString;
import dev.homeport.agent.behaviour.SettingsFile;
import dev.homeport.agent.behaviour.SimulatedDevice;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LightDeviceTest {

  private final List<ScriptedHub> hubs = new ArrayList<>();
  private final EmbeddedChannel clock = new EmbeddedChannel();
  private final ConnectPace pace = new ConnectPace(1_000, 1, 0);
  private final Tally tally = new Tally(1);
  private final LightDevice device;
  private boolean reachable = true;
  private int dials;
  private long now;

  LightDeviceTest() throws IOException {
    device =
        new LightDevice(
            new DeviceConnectionString("hub.example", "d-1", "a2V5"),
            new SimulatedDevice(0, "TX-7", SettingsFile.inMemory(10)),
            null,
            this::dial,
            clock.eventLoop(),
            pace,
            tally,
            new Random(7));
    clock.freezeTime();
  }

  @AfterEach
  void closes() {
    hubs.forEach(hub -> hub.channel().finishAndReleaseAll());
    clock.finishAndReleaseAll();
  }

  private ChannelFuture dial(LightConnection connection) {
    dials++;
    if (!reachable) {
      return clock.newFailedFuture(new ConnectException("nobody listens"));
    }
    ScriptedHub hub = new ScriptedHub(connection);
    hubs.add(hub);
    return hub.channel().newSucceededFuture();
  }

  private void passMillis(long millis) {
    for (long i = 0; i < millis; i += 100) {
      now += TimeUnit.MILLISECONDS.toNanos(100);
      pace.tick(now);
      clock.advanceTimeBy(100, TimeUnit.MILLISECONDS);
      clock.runPendingTasks();
      clock.runScheduledPendingTasks();
      hubs.forEach(hub -> hub.channel().runPendingTasks());
    }
  }

  private ScriptedHub connected() {
    device.start();
    passMillis(100);
    return hubs.getLast().shakeHands().accept().confirmSubscriptions();
  }

  @Test
  void connectsWhenItIsItsTurn() {
    device.start();
    assertThat(dials).isZero();
    passMillis(100);
    assertThat(dials).isEqualTo(1);
    assertThat(tally.progress().connecting()).isEqualTo(1);

    hubs.getLast().shakeHands().accept();

    assertThat(tally.progress().connected()).isEqualTo(1);
    assertThat(tally.progress().connecting()).isZero();
    assertThat(tally.progress().allConnectedAfter()).isPositive();
  }

  @Test
  void connectsAgainAfterAReboot() {
    connected().publish("$iothub/methods/POST/reboot/?$rid=1", "null").passSeconds(1);
    assertThat(tally.progress().connected()).isZero();
    passMillis(LightDevice.REBOOT_MILLIS - 200);
    assertThat(dials).isEqualTo(1);

    passMillis(400);

    assertThat(dials).isEqualTo(2);
    hubs.getLast().shakeHands().accept();
    assertThat(tally.progress().connected()).isEqualTo(1);
    assertThat(tally.progress().losses()).isZero();
  }

  @Test
  void connectsAgainAfterTheHubClosedTheConnection() {
    connected().channel().close();
    assertThat(tally.progress().lastLoss()).isEqualTo("closed by the hub");

    passMillis(1_200);

    assertThat(dials).isEqualTo(2);
    hubs.getLast().shakeHands().accept();
    assertThat(tally.progress().connected()).isEqualTo(1);
  }

  @Test
  void triesAHubThatIsNotThereLessAndLessOften() {
    reachable = false;
    device.start();
    passMillis(8_000);
    int early = dials;
    passMillis(120_000);
    int late = dials;
    passMillis(120_000);

    assertThat(early).isBetween(3, 5);
    assertThat(dials - late).isBetween(2, 5);
    assertThat(tally.progress().losses()).isEqualTo(dials);
    assertThat(tally.progress().lastLoss()).isEqualTo("nobody listens");
    assertThat(tally.progress().connecting()).isZero();
  }

  @Test
  void givesItsTurnBackWhenTheHubRefusesIt() {
    List<String> turns = new ArrayList<>();
    device.start();
    passMillis(100);
    pace.request(() -> turns.add("next"));
    passMillis(100);
    assertThat(turns).isEmpty();

    hubs.getLast().shakeHands().refuse(5);
    passMillis(100);

    assertThat(turns).containsExactly("next");
  }

  @Test
  void saysGoodbyeWhenItStopsAndStaysAway() {
    ScriptedHub hub = connected();
    hub.heard();

    CompletableFuture<Void> stopped = device.stop();
    passMillis(100);

    assertThat(hub.heard()).containsExactly(ScriptedHub.DISCONNECTED);
    assertThat(stopped).isDone();
    passMillis(60_000);
    assertThat(dials).isEqualTo(1);
    assertThat(tally.progress().connected()).isZero();
  }

  @Test
  void stopsWhileItConnects() {
    device.start();
    passMillis(100);

    CompletableFuture<Void> stopped = device.stop();
    passMillis(100);

    assertThat(stopped).isDone();
    assertThat(tally.progress().connecting()).isZero();
    assertThat(hubs.getLast().channel().isOpen()).isFalse();
  }

  @Test
  void doesNotConnectAnyMoreWhenItStoppedWhileItWaited() {
    device.start();
    CompletableFuture<Void> stopped = device.stop();
    passMillis(5_000);

    assertThat(stopped).isDone();
    assertThat(dials).isZero();
  }
}
