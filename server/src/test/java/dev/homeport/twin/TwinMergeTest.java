package dev.homeport.twin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TwinMergeTest {

  private static final ObjectMapper JSON = TwinJson.mapper();
  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01.123456Z");
  private static final String MARK = "\"$lastUpdated\":\"2026-05-04T03:02:01.123456Z\"";

  private static ObjectNode object(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static void merges(
      String target,
      String metadata,
      String patch,
      @Nullable Long version,
      String merged,
      String mergedMetadata) {
    ObjectNode changed = object(target);
    ObjectNode changedMetadata = object(metadata);

    new TwinMerge(NOW, version).merge(changed, changedMetadata, object(patch));

    assertThat(changed).isEqualTo(object(merged));
    assertThat(object(changedMetadata.toString())).isEqualTo(object(mergedMetadata));
  }

  @Test
  void mergesObjectsPropertyByProperty() {
    merges(
        "{\"a\":{\"b\":1,\"c\":2},\"d\":3}",
        "{\"a\":{\"b\":{\"old\":1},\"c\":{\"old\":2}},\"d\":{\"old\":3}}",
        "{\"a\":{\"b\":7}}",
        null,
        "{\"a\":{\"b\":7,\"c\":2},\"d\":3}",
        "{"
            + MARK
            + ",\"a\":{"
            + MARK
            + ",\"b\":{"
            + MARK
            + "},\"c\":{\"old\":2}},\"d\":{\"old\":3}}");
  }

  @Test
  void deletesByNullAtAnyDepthAlsoWhatIsNotThere() {
    merges(
        "{\"a\":{\"b\":1,\"c\":2}}",
        "{\"a\":{\"b\":{},\"c\":{}}}",
        "{\"a\":{\"b\":null,\"x\":null},\"y\":null}",
        null,
        "{\"a\":{\"c\":2}}",
        "{" + MARK + ",\"a\":{" + MARK + ",\"c\":{}}}");
  }

  @Test
  void replacesAnObjectByAValueAndAValueByAnObject() {
    merges(
        "{\"a\":{\"b\":1},\"c\":2}",
        "{\"a\":{\"b\":{}},\"c\":{\"old\":2}}",
        "{\"a\":5,\"c\":{\"d\":[1]}}",
        null,
        "{\"a\":5,\"c\":{\"d\":[1]}}",
        "{" + MARK + ",\"a\":{" + MARK + "},\"c\":{" + MARK + ",\"d\":{" + MARK + "}}}");
  }

  @Test
  void replacesArraysAsAWhole() {
    merges(
        "{\"a\":[1,2,3]}",
        "{}",
        "{\"a\":[null,{\"b\":null}]}",
        null,
        "{\"a\":[null,{\"b\":null}]}",
        "{" + MARK + ",\"a\":{" + MARK + "}}");
  }

  @Test
  void marksDesiredPropertiesWithTheirVersion() {
    String mark = MARK + ",\"$lastUpdatedVersion\":4";
    merges(
        "{}",
        "{}",
        "{\"a\":{\"b\":1}}",
        4L,
        "{\"a\":{\"b\":1}}",
        "{" + mark + ",\"a\":{" + mark + ",\"b\":{" + mark + "}}}");
  }

  @Test
  void anEmptyObjectCreatesOneAndAnEmptyPatchOnlyMarks() {
    merges("{}", "{}", "{\"a\":{}}", null, "{\"a\":{}}", "{" + MARK + ",\"a\":{" + MARK + "}}");
    merges("{\"a\":1}", "{}", "{}", null, "{\"a\":1}", "{" + MARK + "}");
  }

  @Test
  void keepsNumbersAsTheyWereWritten() {
    ObjectNode target = object("{}");

    new TwinMerge(NOW, null)
        .merge(target, object("{}"), object("{\"a\":2,\"b\":2.0,\"c\":2.50,\"d\":1E+2}"));

    assertThat(target).hasToString("{\"a\":2,\"b\":2.0,\"c\":2.50,\"d\":1E+2}");
  }

  @Test
  void aReplacedSectionHasNoNulls() {
    assertThat(
            TwinMerge.withoutNulls(object("{\"a\":null,\"b\":{\"c\":null,\"d\":1},\"e\":[null]}")))
        .isEqualTo(object("{\"b\":{\"d\":1},\"e\":[null]}"));
  }
}
