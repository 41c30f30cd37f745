package dev.homeport.twin.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.HubException;
import dev.homeport.twin.TwinJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

  private static final JsonNode TWIN = twin();

  private static JsonNode twin() {
    try {
      return TwinJson.mapper()
          .readTree(
              """
              {"deviceId": "lamp-1", "status": "enabled",
               "tags": {"region": "US", "floor": 3, "my-tag": "x", "order": {"by": 1}, "lit": true,
                        "list": [1, "two", [3]], "name": "Zürich 😀!", "amount": "12.50"},
               "properties": {"desired": {"$version": 4},
                 "reported": {"temperature": 21.5, "$version": 7,
                   "$metadata": {"temperature": {"$lastUpdated": "2026-01-02T03:04:05.000000Z"}}}}}
              """);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "",
        "deviceId = 'lamp-1'",
        "DEVICEID = \"lamp-1\"",
        "devices.deviceId = 'lamp-1'",
        "tags.region = 'US' AND properties.reported.temperature >= 21",
        "Properties.Reported.temperature > 21.4999 or false",
        "tags.region IN ['DE', 'US']",
        "tags.region in ('DE', 'US')",
        "tags.region NIN ['DE']",
        "tags.region NOT IN ['DE']",
        "NOT tags.region = 'DE'",
        "tags.region <> 'DE' AND tags.region != 'FR'",
        "tags.[[my-tag]] = 'x'",
        "tags['my-tag'] = 'x'",
        "tags[[my-tag]] = 'x'",
        "[[tags]].region = 'US'",
        "tags.order.by = 1.0",
        "tags.lit",
        "tags.list[1] = 'two'",
        "2 IN [1, 2] AND 'two' IN tags.list",
        "is_defined(tags.floor) AND NOT IS_DEFINED(tags.none)",
        "IS_ARRAY(tags.list) AND is_object(tags.order) AND IS_BOOL(tags.lit)",
        "IS_PRIMITIVE(tags.floor) AND NOT IS_PRIMITIVE(tags.list) AND NOT IS_NULL(tags.none)",
        "STARTSWITH(tags.name, 'Z') AND endswith(tags.name, '!') AND CONTAINS(tags.name, 'ürich')",
        "ARRAY_CONTAINS(tags.list, 1) AND NOT ARRAY_CONTAINS(tags.list, 3)",
        "LENGTH(tags.name) = 9 AND INDEX_OF(tags.name, '!') = 8",
        "UPPER(tags.name) = 'ZÜRICH \\uD83D\\uDE00!' AND LOWER(tags.region) = 'us'",
        "SUBSTRING(tags.name, 1, 2) = 'ür' AND SUBSTRING(tags.name, 8) = '!'",
        "CONCAT(tags.region, '-', deviceId) = 'US-lamp-1'",
        "AS_NUMBER(tags.amount) = 12.5 AND NOT IS_DEFINED(AS_NUMBER(tags.region))",
        "tags.floor * 2 + 1 = 7 AND -tags.floor = -3 AND 7 % 4 = tags.floor AND 1 / 4 = 0.25",
        "0.1 + 0.2 = 0.3 AND 0xFF = 255 AND 1e2 = 100",
        "ABS(-2) = 2 AND CEILING(1.2) = 2 AND FLOOR(-1.2) = -2 AND ROUND(2.5) = 3 AND SIGN(-9) = -1",
        "SQUARE(3) = 9 AND SQRT(16) = 4 AND POWER(2, 10) = 1024 AND EXP(0) = 1",
        "properties.reported.$version = 7 AND properties.desired.$version < 5",
        "properties.reported.$metadata.temperature.$lastUpdated > '2026-01-01'",
        "'it''s' = 'it\\'s' AND \"a\\u0041\" = 'aA'",
        "(tags.none = 1 OR tags.region = 'US')",
        "NOT (tags.none = 1 AND tags.region = 'DE')",
      })
  void isTrue(String condition) {
    assertThat(Condition.parse(condition).test(TWIN)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tags.none = 'US'",
        "tags.none != 'US'",
        "NOT tags.none = 'US'",
        "tags.none NIN ['US']",
        "tags.region",
        "NOT tags.region",
        "tags.region > 1",
        "NOT tags.region > 1",
        "tags.floor / 0 = tags.floor / 0",
        "tags.floor + 'x' = 3",
        "tags.REGION = 'US'",
        "SUBSTRING(tags.name, -1) = ''",
        "undefined = undefined",
        "tags.list > tags.list",
        "SQRT(-1) = SQRT(-1)",
        "LENGTH(5) = LENGTH(5)",
      })
  void isNotTrue(String condition) {
    assertThat(Condition.parse(condition).test(TWIN)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tags.region == 'US' | 14 | unexpected '='",
        "tags.region = | 14 | it ends too early",
        "tags.region = 'US | 15 | unexpected",
        "LOWER(tags.a, tags.b) = 'x' | 1 | LOWER takes 1 argument",
        "tags.a = SHOUT(tags.b) | 10 | there is no function SHOUT",
        "COUNT() > 1 | 1 | COUNT cannot stand here",
        "tags.a = 1e400 | 10 | too large",
        "tags.a = 'a\\qb' | 12 | no escape",
        "tags.a = 1 tags.b = 2 | 12 | unexpected 'tags'",
        "😀 = 1 | 1 | unexpected",
      })
  void pointsAtTheCharacter(String condition, int at, String what) {
    assertThatThrownBy(() -> Condition.parse(condition))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("at character " + at + ",")
        .hasMessageContaining(what);
  }

  @Test
  void refusesCharactersThatNoPropertyHolds() {
    for (String condition :
        new String[] {"tags[[a\0]] = 1", "tags.a = '\0'", "tags.a = '\\ud800'"}) {
      assertThatThrownBy(() -> Condition.parse(condition)).hasMessageContaining("no property can");
    }
  }

  @Test
  void refusesWhatNoStackHolds() {
    assertThatThrownBy(() -> Condition.parse("(".repeat(4_000) + "1" + ")".repeat(4_000)))
        .hasMessageContaining("nested too deeply");
    assertThatThrownBy(() -> Condition.parse("NOT ".repeat(2_000) + "tags.a"))
        .hasMessageContaining("nested too deeply");
    assertThatThrownBy(() -> Condition.parse("1" + "+1".repeat(2_000) + " > 0"))
        .hasMessageContaining("in a row");
    assertThatThrownBy(() -> Condition.parse("tags.a = '" + "x".repeat(9_000) + "'"))
        .hasMessageContaining("at most 8192");
    assertThat(Condition.parse("1=1" + " AND 1=1".repeat(1_000)).test(TWIN)).isTrue();
  }
}
