package dev.homeport.agent.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IncomingTest {

  @Test
  void readsAnswersAboutTheTwin() {
    assertThat(Incoming.of("$iothub/twin/res/200/?$rid=1"))
        .isEqualTo(new Incoming.TwinAnswer(200, "1"));
    assertThat(Incoming.of("$iothub/twin/res/204/?$rid=ab-7&$version=12"))
        .isEqualTo(new Incoming.TwinAnswer(204, "ab-7"));
  }

  @Test
  void readsChangesOfDesiredProperties() {
    assertThat(Incoming.of("$iothub/twin/PATCH/properties/desired/?$version=4"))
        .isEqualTo(new Incoming.DesiredChange());
  }

  @Test
  void readsMethodCalls() {
    assertThat(Incoming.of("$iothub/methods/POST/reboot/?$rid=f3"))
        .isEqualTo(new Incoming.MethodCall("reboot", "f3"));
  }

  @Test
  void readsThePropertiesOfMessages() {
    assertThat(Incoming.of("devices/d/messages/devicebound/%24.mid=7&command=startUpdate"))
        .isEqualTo(new Incoming.Message(Set.of("%24.mid=7", "command=startUpdate")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "$iothub/twin/res/200",
        "$iothub/twin/res/?$rid=1",
        "$iothub/twin/res/many/?$rid=1",
        "$iothub/methods/POST/reboot",
        "devices/d/messages/events/?$rid=1"
      })
  void passesOverEverythingElse(String topic) {
    assertThat(Incoming.of(topic)).isEqualTo(new Incoming.Foreign());
  }
}
