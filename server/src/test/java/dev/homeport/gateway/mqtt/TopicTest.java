package dev.homeport.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.Identity;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class TopicTest {

  private static final Identity DEVICE = Identity.of("main", "d", "");
  private static final String PREFIX = Topic.telemetryPrefix(DEVICE);

  @Test
  void readsTheTopicsOfADevice() {
    assertThat(Topic.of("devices/d/messages/events/a=b", PREFIX))
        .isEqualTo(new Topic.Telemetry("a=b"));
    assertThat(Topic.of("devices/d/messages/events", PREFIX)).isEqualTo(new Topic.Telemetry(""));
    assertThat(Topic.of("$iothub/twin/GET/?$rid=7", PREFIX)).isEqualTo(new Topic.TwinGet("7"));
    assertThat(Topic.of("$iothub/twin/PATCH/properties/reported/?$rid=7&$version=3", PREFIX))
        .isEqualTo(new Topic.TwinPatch("7", "3"));
    assertThat(Topic.of("$iothub/methods/res/200/?$rid=1", PREFIX))
        .isEqualTo(new Topic.MethodResponse(200, "1"));
  }

  @Test
  void takesEverythingElseForForeign() {
    for (String name :
        new String[] {
          "devices/other/messages/events/",
          "devices/dd/messages/events/",
          "$iothub/twin/GET/",
          "$iothub/methods/res/x/?$rid=1",
          "home"
        }) {
      assertThat(Topic.of(name, PREFIX)).as(name).isEqualTo(new Topic.Foreign());
    }
  }

  @Test
  void grantsOnlyTheSubscriptionsOfTheIdentityItself() {
    assertThat(Subscription.of("devices/d/messages/devicebound/#", DEVICE))
        .contains(Subscription.COMMANDS);
    assertThat(Subscription.of("devices/e/messages/devicebound/#", DEVICE)).isEmpty();
    assertThat(Subscription.of("#", DEVICE)).isEmpty();
  }

  @Property
  void anyTopicIsReadWithoutAFault(@ForAll String name) {
    assertThat(Topic.of(name, PREFIX)).isNotNull();
    assertThat(Topic.of(Topic.METHOD_RESPONSE + name, PREFIX)).isNotNull();
    assertThat(Topic.of(Topic.TWIN_PATCH + name, PREFIX)).isNotNull();
  }
}
