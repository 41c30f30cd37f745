package dev.homeport.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.HubException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class PropertyBagTest {

  private static Map<String, String> read(String bag) {
    return PropertyBag.ofTopic(bag).headers().stream()
        .collect(
            Collectors.toMap(
                header -> header.key(),
                header -> new String(header.value(), StandardCharsets.UTF_8)));
  }

  @Test
  void tellsSystemFromApplicationProperties() {
    assertThat(read("%24.mid=m%201&%24.ct=application%2Fjson&colour=red%20%26%20blue&bare"))
        .isEqualTo(
            Map.of(
                "message-id", "m 1",
                "content-type", "application/json",
                "colour", "red & blue",
                "bare", ""));
  }

  @Test
  void doesNotLetADeviceSayWhoItIs() {
    assertThat(read("%24.cdid=other&iothub-connection-device-id=other"))
        .isEqualTo(Map.of("iothub-app-iothub-connection-device-id", "other"));
  }

  @Test
  void readsTheEmptyBagInItsForms() {
    assertThat(read("")).isEmpty();
    assertThat(read("/")).isEmpty();
    assertThat(read("?")).isEmpty();
  }

  @Property
  void refusesOrReadsWhateverItIsGiven(@ForAll String text) {
    try {
      assertThat(PropertyBag.ofTopic(text).size()).isNotNegative();
    } catch (HubException e) {
      assertThat(e.code().httpStatus()).isEqualTo(400);
    }
  }

  @Property
  void everyHeaderNameDecodesToItsProperty(@ForAll String name) {
    String header = TelemetryHeaders.ofApplicationProperty(name);

    assertThat(TelemetryHeaders.isSystem(header)).isFalse();
    assertThat(TelemetryHeaders.applicationProperty(header)).isEqualTo(name);
  }
}
