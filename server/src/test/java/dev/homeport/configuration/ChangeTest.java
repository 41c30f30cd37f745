package dev.homeport.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.twin.TwinJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules of entering, leaving, deletion and priority, by example. */
final class ChangeTest {

  private static final ObjectMapper JSON = TwinJson.mapper();
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Claim claim(long number, int priority, String content) {
    return new Claim(
        number,
        priority,
        NOON.plusSeconds(number),
        DesiredContent.of("deviceContent", json(content), false));
  }

  private static Claim whole(long number, int priority, String content) {
    return new Claim(
        number,
        priority,
        NOON.plusSeconds(number),
        DesiredContent.of("modulesContent", json(content), true));
  }

  private static Change change(String desired, Map<String, Held> held, Claim... claims) {
    return Change.of(json(desired), held, Settlement.of(List.of(claims)), _ -> true);
  }

  @Test
  void aTwinThatEntersTheTargetGetsTheValuesAndKeepsItsOwn() {
    Change change =
        change(
            "{'own':1,'chiller':{'name':'north'}}",
            Map.of(),
            claim(7, 10, "{'properties.desired.chiller':{'temperature':66,'limits':[1,2]}}"));

    assertThat(change.patch()).isEqualTo(json("{'chiller':{'temperature':66,'limits':[1,2]}}"));
    assertThat(change.held()).containsOnlyKeys("chiller.temperature", "chiller.limits");
  }

  @Test
  void aTwinThatHasTheValuesAlreadyIsLeftAlone() {
    Change change =
        change(
            "{'a':{'b':2.50}}", Map.of(), claim(7, 10, "{'properties.desired':{'a':{'b':2.5}}}"));

    assertThat(change.patch()).isEmpty();
    assertThat(change.held()).containsOnlyKeys("a.b");
  }

  @Test
  void anIntegerIsNotTheDecimalOfTheSameValue() {
    Change change = change("{'a':2}", Map.of(), claim(7, 10, "{'properties.desired.a':2.0}"));

    assertThat(change.patch().toString()).isEqualTo("{\"a\":2.0}");
  }

  @Test
  void theGreaterPriorityWinsEachPathOfItsOwn() {
    Change change =
        change(
            "{}",
            Map.of(),
            claim(1, 5, "{'properties.desired':{'a':'low','b':'low'}}"),
            claim(2, 9, "{'properties.desired':{'a':'high','c':'high'}}"));

    assertThat(change.patch()).isEqualTo(json("{'a':'high','b':'low','c':'high'}"));
    assertThat(change.held())
        .hasEntrySatisfying("a", held -> assertThat(held.configuration()).isEqualTo(2))
        .hasEntrySatisfying("b", held -> assertThat(held.configuration()).isEqualTo(1));
  }

  @Test
  void ofEqualPrioritiesTheNewestWins() {
    Change change =
        change(
            "{}",
            Map.of(),
            claim(1, 5, "{'properties.desired.a':'older'}"),
            claim(2, 5, "{'properties.desired.a':'newer'}"));

    assertThat(change.patch()).isEqualTo(json("{'a':'newer'}"));
  }

  @Test
  void aWinnerTakesTheObjectThatALoserWouldMakeAtItsPath() {
    Change scalar =
        change(
            "{}",
            Map.of(),
            claim(1, 9, "{'properties.desired.a':1}"),
            claim(2, 5, "{'properties.desired.a':{'b':2}}"));
    Change object =
        change(
            "{}",
            Map.of(),
            claim(1, 5, "{'properties.desired.a':1}"),
            claim(2, 9, "{'properties.desired.a':{'b':2}}"));

    assertThat(scalar.patch()).isEqualTo(json("{'a':1}"));
    assertThat(object.patch()).isEqualTo(json("{'a':{'b':2}}"));
  }

  @Test
  void aTwinThatLeavesLosesTheValuesAndTakesTheNextPriority() {
    Claim low = claim(1, 5, "{'properties.desired':{'a':'low'}}");
    Claim high = claim(2, 9, "{'properties.desired':{'a':'high','deep':{'b':1}}}");
    Change entered = change("{'own':1}", Map.of(), low, high);

    Change left = change("{'own':1,'a':'high','deep':{'b':1}}", entered.held(), low);

    assertThat(left.patch()).isEqualTo(json("{'a':'low','deep':null}"));
    assertThat(left.held()).containsOnlyKeys("a");
  }

  @Test
  void leavingKeepsWhatElseIsInAnObject() {
    Change left =
        change(
            "{'a':{'own':1,'theirs':2}}",
            Map.of("a.theirs", new Held(7, json("{'v':2}").get("v"))));

    assertThat(left.patch()).isEqualTo(json("{'a':{'theirs':null}}"));
  }

  @Test
  void leavingKeepsAValueThatSomeoneElseHasWrittenSince() {
    Change left = change("{'a':'by hand'}", Map.of("a", new Held(7, json("{'v':1}").get("v"))));

    assertThat(left.patch()).isEmpty();
    assertThat(left.held()).isEmpty();
  }

  @Test
  void aDeletedConfigurationLeavesItsValuesAsTheyAre() {
    Claim low = claim(1, 5, "{'properties.desired':{'a':'low'}}");
    Claim deleted = claim(2, 9, "{'properties.desired':{'a':'high','b':1}}");
    Map<String, Held> held = change("{}", Map.of(), low, deleted).held();

    Change after =
        Change.of(
            json("{'a':'high','b':1}"), held, Settlement.of(List.of(low)), number -> number != 2);

    assertThat(after.patch()).isEqualTo(json("{'a':'low'}"));
    assertThat(after.held()).containsOnlyKeys("a");
  }

  @Test
  void aValueThatWasChangedByHandIsPutBackWhileTheTwinIsTargeted() {
    Claim claim = claim(7, 10, "{'properties.desired.a':1}");
    Map<String, Held> held = change("{}", Map.of(), claim).held();

    assertThat(change("{'a':2}", held, claim).patch()).isEqualTo(json("{'a':1}"));
    assertThat(change("{}", held, claim).patch()).isEqualTo(json("{'a':1}"));
  }

  @Test
  void anEmptyObjectIsContentAndIsSetOnce() {
    Claim claim = claim(7, 10, "{'properties.desired.modules':{}}");

    assertThat(change("{}", Map.of(), claim).patch()).isEqualTo(json("{'modules':{}}"));
    assertThat(change("{'modules':{'own':1}}", Map.of(), claim).patch()).isEmpty();
  }

  @Test
  void aDeploymentIsAllThatItsModuleHas() {
    Change change =
        change(
            "{'stale':{'x':1},'a':{'b':0,'old':1}}",
            Map.of(),
            whole(1, 9, "{'properties.desired':{'a':{'b':1}}}"),
            whole(2, 5, "{'properties.desired':{'hidden':1}}"));

    assertThat(change.patch()).isEqualTo(json("{'stale':null,'a':{'b':1,'old':null}}"));
    assertThat(change.held()).containsOnlyKeys("a.b");
  }

  @Test
  void aLayerAddsToTheDeploymentBelowIt() {
    Settlement settled =
        Settlement.of(
            List.of(
                whole(1, 5, "{'properties.desired':{'modules':{'x':{'v':1}}}}"),
                whole(2, 9, "{'properties.desired.modules.y':{'v':2}}")));

    assertThat(settled.values()).containsOnlyKeys("modules.x.v", "modules.y.v");
    assertThat(settled.applied()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(settled.whole()).isTrue();
  }

  @Test
  void aConfigurationThatLosesEveryPathIsNotApplied() {
    Settlement settled =
        Settlement.of(
            List.of(
                claim(1, 5, "{'properties.desired.a':1}"),
                claim(2, 9, "{'properties.desired.a':2}")));

    assertThat(settled.applied()).containsExactly(2L);
  }
}
