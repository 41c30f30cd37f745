package dev.homeport.agent.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.agent.DeviceConnectionString;
import dev.homeport.agent.behaviour.SettingsFile;
import dev.homeport.agent.behaviour.SimulatedDevice;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LightConnectionTest {

  private final SimulatedDevice simulated =
      new SimulatedDevice(0, "TX-7", SettingsFile.inMemory(10));
  private final Tally tally = new Tally(1);
  private final AtomicInteger accepted = new AtomicInteger();
  private final LightConnection connection =
      new LightConnection(
          new DeviceConnectionString("hub.example", "d-1", "a2V5"),
          simulated,
          null,
          tally,
          new Random(7),
          accepted::incrementAndGet);
  private final ScriptedHub hub = new ScriptedHub(connection);

  @AfterEach
  void closes() {
    hub.channel().finishAndReleaseAll();
  }

  private ScriptedHub converse() {
    hub.shakeHands().accept().confirmSubscriptions().heard();
    return hub.publish("$iothub/twin/res/200/?$rid=1", "{\"desired\":{},\"reported\":{}}");
  }

  @Test
  void saysWhoItIsOnceTlsStands() {
    assertThat(hub.heard()).isEmpty();
    assertThat(hub.shakeHands().heard())
        .containsExactly("CONNECT d-1 hub.example/d-1/?api-version=2021-04-12");
    assertThat(accepted).hasValue(0);
  }

  @Test
  void subscribesThenAsksForItsTwinThenReports() {
    hub.shakeHands().heard();
    assertThat(hub.accept().heard()).containsExactly(ScriptedHub.SUBSCRIBED);
    assertThat(accepted).hasValue(1);
    assertThat(hub.confirmSubscriptions().heard())
        .containsExactly("PUBLISH $iothub/twin/GET/?$rid=1");

    hub.publish("$iothub/twin/res/200/?$rid=1", "{\"desired\":{\"telemetryInterval\":30}}");

    assertThat(hub.heard())
        .singleElement()
        .asString()
        .startsWith("PUBLISH $iothub/twin/PATCH/properties/reported/?$rid=2 {")
        .contains("\"telemetryInterval\":30", "\"model\":\"TX-7\"");
  }

  @Test
  void asksForItsTwinAgainWhenTheHubIsBusy() {
    hub.shakeHands().accept().confirmSubscriptions().heard();
    hub.publish("$iothub/twin/res/429/?$rid=1", "");
    assertThat(hub.passSeconds(4).heardWithoutTelemetry()).isEmpty();

    assertThat(hub.passSeconds(11).heardWithoutTelemetry())
        .containsExactly("PUBLISH $iothub/twin/GET/?$rid=2");
  }

  @Test
  void reportsAgainWhenTheHubIsBusy() {
    converse().heard();
    hub.publish("$iothub/twin/res/500/?$rid=2", "");

    assertThat(hub.passSeconds(15).heardWithoutTelemetry())
        .singleElement()
        .asString()
        .startsWith("PUBLISH $iothub/twin/PATCH/properties/reported/?$rid=3 {");
  }

  @Test
  void isContentWithAReportThatTheHubTook() {
    converse().heard();
    hub.publish("$iothub/twin/res/204/?$rid=2&$version=2", "");
    assertThat(hub.passSeconds(20).heardWithoutTelemetry()).isEmpty();
  }

  @Test
  void sendsTelemetryAtItsInterval() {
    converse().passSeconds(10);
    assertThat(hub.telemetryHeard()).isEqualTo(1);
    assertThat(hub.passSeconds(50).telemetryHeard()).isEqualTo(5);
  }

  @Test
  void honoursADesiredIntervalAtOnce() {
    converse().passSeconds(10).heard();
    hub.publish(
        "$iothub/twin/PATCH/properties/desired/?$version=2",
        "{\"telemetryInterval\":2,\"$version\":2}");

    assertThat(hub.heard()).singleElement().asString().contains("\"telemetryInterval\":2");
    assertThat(hub.passSeconds(10).telemetryHeard()).isEqualTo(5);
  }

  @Test
  void countsWhatTheHubAcknowledged() {
    converse().passSeconds(20);
    assertThat(tally.progress().acknowledged()).isZero();
    hub.acknowledge(2);
    assertThat(tally.progress().acknowledged()).isEqualTo(1);
  }

  @Test
  void skipsReadingsWhileTooManyAreUnacknowledged() {
    converse().passSeconds(10 * LightConnection.MAX_UNACKNOWLEDGED + 30);
    assertThat(hub.telemetryHeard()).isEqualTo(LightConnection.MAX_UNACKNOWLEDGED);
    assertThat(tally.progress().skipped()).isEqualTo(3);

    hub.acknowledge(2).passSeconds(10);

    assertThat(hub.telemetryHeard()).isEqualTo(1);
  }

  @Test
  void answersAMethodAndReportsWhatItChanged() {
    converse().heard();

    hub.publish("$iothub/methods/POST/setTelemetryInterval/?$rid=a9", "{\"seconds\":7}");

    assertThat(hub.heard())
        .hasSize(2)
        .first()
        .isEqualTo("PUBLISH $iothub/methods/res/200/?$rid=a9 {\"telemetryInterval\":7}");
    assertThat(tally.progress().methods()).isEqualTo(1);
    assertThat(simulated.telemetryInterval()).isEqualTo(7);
  }

  @Test
  void refusesAMethodThatItDoesNotHave() {
    converse().heard();
    hub.publish("$iothub/methods/POST/dance/?$rid=1", "null");
    assertThat(hub.heard())
        .containsExactly("PUBLISH $iothub/methods/res/404/?$rid=1 {\"error\":\"no method dance\"}");
  }

  @Test
  void forgetsItsSettingsAtAFactoryReset() {
    converse().heard();
    hub.publish("$iothub/methods/POST/setTelemetryInterval/?$rid=1", "{\"seconds\":7}").heard();

    hub.publish("$iothub/methods/POST/factoryReset/?$rid=2", "null");

    assertThat(hub.heard()).last().asString().contains("\"telemetryInterval\":10");
  }

  @Test
  void disconnectsAMomentAfterItHasAnsweredReboot() {
    converse().heard();
    hub.publish("$iothub/methods/POST/reboot/?$rid=3", "null");
    assertThat(hub.heard())
        .containsExactly("PUBLISH $iothub/methods/res/200/?$rid=3 {\"result\":\"rebooting\"}");
    assertThat(hub.channel().isOpen()).isTrue();

    assertThat(hub.passSeconds(1).heardWithoutTelemetry())
        .containsExactly(ScriptedHub.DISCONNECTED);

    assertThat(hub.channel().isOpen()).isFalse();
    assertThat(connection.ending()).isEqualTo(new Ending.Goodbye());
  }

  @Test
  void sendsNothingAfterItsEnd() {
    converse().heard();
    connection.leave();
    assertThat(hub.passSeconds(60).heard()).containsExactly(ScriptedHub.DISCONNECTED);
  }

  @Test
  void saysWhyTheHubRefusedIt() {
    hub.shakeHands().refuse(5);
    assertThat(hub.channel().isOpen()).isFalse();
    assertThat(connection.ending())
        .isEqualTo(new Ending.Lost("the hub refused the connection, CONNACK 5"));
    assertThat(accepted).hasValue(0);
  }

  @Test
  void doesNotWaitForeverToBeAccepted() {
    hub.shakeHands().passSeconds(LightConnection.ACCEPT_SECONDS);
    assertThat(hub.channel().isOpen()).isFalse();
    assertThat(connection.ending()).isInstanceOf(Ending.Lost.class);
  }

  @Test
  void closesWhenTheHubSaysWhatIsNoPacket() {
    converse().publish("$iothub/methods/POST/reboot/?$rid=3", "null");
    hub.publish("$iothub/twin/PATCH/properties/desired/?$version=2", "no JSON");
    assertThat(hub.channel().isOpen()).isFalse();
    assertThat(connection.ending()).isInstanceOf(Ending.Lost.class);
  }

  @Test
  void pingsWhenItHasLongSaidNothing() {
    converse().heard();
    hub.channel().pipeline().fireUserEventTriggered(IdleStateEvent.FIRST_WRITER_IDLE_STATE_EVENT);
    assertThat(hub.heard()).containsExactly("PINGREQ");
  }

  @Test
  void givesUpAHubThatIsSilent() {
    converse();
    hub.channel().pipeline().fireUserEventTriggered(IdleStateEvent.FIRST_READER_IDLE_STATE_EVENT);
    assertThat(connection.ending()).isEqualTo(new Ending.Lost("the hub is silent"));
  }
}
