package dev.homeport.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TwinLimitsTest {

  private static final ObjectMapper JSON = TwinJson.mapper();

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static void accepts(String section) {
    assertThatCode(() -> TwinLimits.checkShape("tags", json(section))).doesNotThrowAnyException();
  }

  private static void refuses(String section, String because) {
    assertThatThrownBy(() -> TwinLimits.checkShape("tags", json(section)))
        .isInstanceOfSatisfying(
            HubException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.ARGUMENT_INVALID))
        .hasMessageContaining(because);
  }

  /** {@code levels} objects, one in the other, around a number. */
  private static String nested(int levels) {
    return "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
  }

  @Test
  void takesTenLevelsBelowTheSectionAndNoMore() {
    accepts(nested(11));
    refuses(nested(12), "lies deeper than 10 levels");
    refuses("{\"a\":" + "[".repeat(11) + "]".repeat(11) + "}", "lies deeper than 10 levels");
    accepts("{\"a\":" + "[".repeat(10) + "]".repeat(10) + "}");
  }

  @Test
  void countsTheLevelsOfTheWholeWhenAPatchGoesDeeper() {
    assertThatCode(() -> TwinLimits.checkSize("tags", json(nested(11)))).doesNotThrowAnyException();
    assertThatThrownBy(() -> TwinLimits.checkSize("tags", json(nested(12))))
        .hasMessage("tags has more than 10 levels");
  }

  @Test
  void takesKeysOfUpTo1024Bytes() {
    accepts("{\"" + "k".repeat(1_024) + "\":1}");
    refuses("{\"" + "k".repeat(1_025) + "\":1}", "empty or longer than 1024 bytes");
    accepts("{\"" + "é".repeat(512) + "\":1}");
    refuses("{\"" + "é".repeat(513) + "\":1}", "empty or longer than 1024 bytes");
    refuses("{\"\":1}", "empty or longer than 1024 bytes");
  }

  @Test
  void refusesKeysWithControlCharactersDotsDollarsAndSpaces() {
    for (String key :
        List.of("a.b", "$a", "a$", "a b", "\\u0000", "\\u001f", "\\u007f", "\\u0085", "\\ud800")) {
      refuses("{\"outer\":{\"" + key + "\":1}}", "tags.outer has a key with");
    }
    accepts("{\"a-b_c:d/é\\ud83d\\ude00\":1}");
  }

  @Test
  void takesStringsOfUpTo4096Bytes() {
    accepts("{\"a\":\"" + "s".repeat(4_096) + "\"}");
    refuses("{\"a\":\"" + "s".repeat(4_097) + "\"}", "tags.a is longer than 4096 bytes");
    refuses("{\"a\":\"" + "é".repeat(2_049) + "\"}", "tags.a is longer than 4096 bytes");
  }

  @Test
  void refusesStringsThatCannotBeStored() {
    for (String text : List.of("\\u0000", "a\\ud800", "\\udc00", "\\ud800\\ud800\\udc00")) {
      refuses("{\"a\":[\"" + text + "\"]}", "tags.a[0] holds a character that cannot be stored");
    }
    accepts("{\"a\":\"\\ud83d\\ude00\\u0001\"}");
  }

  @Test
  void takesIntegersOf53BitsWithSign() {
    accepts("{\"a\":4503599627370495,\"b\":-4503599627370496}");
    refuses("{\"a\":4503599627370496}", "tags.a is an integer outside");
    refuses("{\"a\":-4503599627370497}", "tags.a is an integer outside");
    refuses("{\"a\":" + "9".repeat(99) + "}", "tags.a is an integer outside");
  }

  @Test
  void takesDecimalsThatADoubleHolds() {
    accepts("{\"a\":1.5e307,\"b\":-1e-300,\"c\":0.0}");
    for (String number : List.of("1e309", "-1e400", "1e-400", "1e2147483647", "1e-2147483647")) {
      refuses("{\"a\":" + number + "}", "tags.a is a number that no double holds");
    }
  }

  @Test
  void refusesASectionThatIsNoObject() {
    for (String section : List.of("[]", "1", "\"x\"", "true", "null")) {
      refuses(section, "tags is not a JSON object");
    }
  }

  @Test
  void countsKeysAndStringsByBytesNumbersEightAndBooleansFour() {
    assertThat(TwinLimits.size(json("{\"é\":\"ab\",\"n\":12345,\"t\":true,\"z\":[null,1]}")))
        .isEqualTo(2 + 2 + 1 + 8 + 1 + 4 + 1 + 8);
  }

  @Test
  void takesASectionOf32KilobytesAndNoByteMore() {
    String item = "\"" + "s".repeat(4_096) + "\"";
    String seven = "\"a\":[" + item + ("," + item).repeat(6) + "],\"b\":\"";
    int rest = TwinLimits.MAX_SECTION_BYTES - 7 * 4_096 - 2;

    JsonNode full = json("{" + seven + "s".repeat(rest) + "\"}");
    JsonNode over = json("{" + seven + "s".repeat(rest + 1) + "\"}");

    assertThatCode(() -> TwinLimits.checkSize("tags", full)).doesNotThrowAnyException();
    assertThatThrownBy(() -> TwinLimits.checkSize("tags", over))
        .hasMessage("tags would have 32769 bytes, at most 32768 fit");
  }
}
