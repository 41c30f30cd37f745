package dev.homeport.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.HostileJson;
import dev.homeport.StorableText;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NumberFieldsTest {

  private static Map<String, Double> of(String json) {
    return NumberFields.of(json.getBytes(UTF_8));
  }

  @Test
  void findsNumbersByTheNamesOnTheWay() {
    assertThat(of("{\"air\":{\"temperature\":21.5,\"co2\":{\"ppm\":412}},\"battery\":-3e-1}"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("air.temperature", 21.5, "air.co2.ppm", 412.0, "battery", -0.3));
  }

  @Test
  void passesOverWhatIsNoNumber() {
    assertThat(of("{\"a\":\"21.5\",\"b\":true,\"c\":null,\"d\":[1,{\"e\":2}],\"f\":{},\"g\":1}"))
        .containsExactly(Map.entry("g", 1.0));
  }

  @Test
  void takesNothingOfWhatIsNoObject() {
    assertThat(of("")).isEmpty();
    assertThat(of("21.5")).isEmpty();
    assertThat(of("[{\"a\":1}]")).isEmpty();
    assertThat(of("{\"a\":1")).isEmpty();
    assertThat(of("{\"a\":1}{\"a\":2}")).isEmpty();
    assertThat(of("{\"a\":1,\"b\":NaN}")).isEmpty();
  }

  @Test
  void passesOverHugeNumbersAndTakesTinyOnesForNothing() {
    assertThat(of("{\"a\":1e151,\"b\":-1e400,\"c\":1e150,\"d\":1e-151,\"e\":-0.0}"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("c", 1e150, "d", 0.0, "e", 0.0));
  }

  @Test
  void keepsToItsLimits() {
    String many =
        IntStream.range(0, NumberFields.MAX_FIELDS + 5)
            .mapToObj(i -> "\"f%d\":%d".formatted(i, i))
            .collect(Collectors.joining(",", "{", "}"));
    String deep =
        "{\"a\":".repeat(NumberFields.MAX_DEPTH) + "1" + "}".repeat(NumberFields.MAX_DEPTH);
    String longest = "n".repeat(NumberFields.MAX_PATH);

    assertThat(of(many)).hasSize(NumberFields.MAX_FIELDS).containsEntry("f0", 0.0);
    assertThat(of(deep)).hasSize(1);
    assertThat(of("{\"a\":" + deep + ",\"b\":1}")).containsExactly(Map.entry("b", 1.0));
    assertThat(of("{\"%s\":1,\"%sn\":2}".formatted(longest, longest)))
        .containsExactly(Map.entry(longest, 1.0));
    assertThat(of("{\"a\\u0000\":1,\"\\ud800\":2,\"\":3}")).isEmpty();
  }

  @Provide
  Arbitrary<byte[]> hostile() {
    return HostileJson.documents("temperature", "air", "humidity");
  }

  @Property
  void holdsOnlyWhatCanBeKept(@ForAll("hostile") byte[] body) {
    assertThat(NumberFields.of(body))
        .allSatisfy(
            (path, value) -> {
              assertThat(StorableText.holds(path)).isTrue();
              assertThat(Math.abs(value)).isLessThanOrEqualTo(NumberFields.MAX_MAGNITUDE);
            });
  }
}
