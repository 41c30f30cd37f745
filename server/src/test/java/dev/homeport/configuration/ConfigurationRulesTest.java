package dev.homeport.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The rules of entering, leaving, deletion and priority, for any twin and any configurations. */
final class ConfigurationRulesTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Provide
  Arbitrary<ObjectNode> trees() {
    return tree(3);
  }

  private static Arbitrary<ObjectNode> tree(int depth) {
    Arbitrary<JsonNode> leaves =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 2).map(JSON::numberNode),
            Arbitraries.of("x", "y").map(JSON::textNode),
            Arbitraries.integers().between(0, 1).map(n -> JSON.arrayNode().add(n)));
    Arbitrary<JsonNode> values =
        depth == 1
            ? leaves
            : Arbitraries.oneOf(
                leaves, tree(depth - 1).filter(tree -> !tree.isEmpty()).map(tree -> tree));
    return Arbitraries.maps(Arbitraries.of("a", "b", "c"), values)
        .ofMaxSize(3)
        .map(
            properties -> {
              ObjectNode tree = JSON.objectNode();
              properties.forEach(tree::set);
              return tree;
            });
  }

  /** Up to five configurations with different numbers, times in the order of the numbers. */
  @Provide
  Arbitrary<List<Claim>> claims() {
    return Combinators.combine(trees(), Arbitraries.integers().between(0, 2))
        .as(Map::entry)
        .list()
        .ofMaxSize(5)
        .map(
            drawn -> {
              List<Claim> claims = new ArrayList<>();
              for (int i = 0; i < drawn.size(); i++) {
                claims.add(claim(i + 1, drawn.get(i).getValue(), drawn.get(i).getKey()));
              }
              return claims;
            });
  }

  private static Claim claim(long number, int priority, ObjectNode content) {
    return new Claim(
        number,
        priority,
        NOON.plusSeconds(number),
        new DesiredContent(PropertyPaths.flatten(content), false));
  }

  private static ObjectNode patched(ObjectNode desired, ObjectNode patch) {
    ObjectNode result = desired.deepCopy();
    patch
        .properties()
        .forEach(
            property -> {
              JsonNode value = property.getValue();
              if (value.isNull()) {
                result.remove(property.getKey());
              } else if (value instanceof ObjectNode nested) {
                ObjectNode there =
                    result.get(property.getKey()) instanceof ObjectNode object
                        ? object
                        : JSON.objectNode();
                result.set(property.getKey(), patched(there, nested));
              } else {
                result.set(property.getKey(), value);
              }
            });
    return result;
  }

  private static ObjectNode after(ObjectNode desired, Change change) {
    return patched(desired, change.patch());
  }

  private static Change entering(ObjectNode desired, List<Claim> claims) {
    return Change.of(desired, Map.of(), Settlement.of(claims), _ -> true);
  }

  @Property
  void whatIsSettledStandsAndASecondLookChangesNothing(
      @ForAll("trees") ObjectNode desired, @ForAll("claims") List<Claim> claims) {
    Settlement settled = Settlement.of(claims);
    Change change = entering(desired, claims);
    ObjectNode after = after(desired, change);

    settled
        .values()
        .forEach((path, held) -> assertThat(PropertyPaths.at(after, path)).isEqualTo(held.value()));
    Change again = Change.of(after, change.held(), settled, _ -> true);
    assertThat(again.patch()).isEmpty();
    assertThat(again.held()).isEqualTo(change.held());
  }

  @Property
  void whoWinsDoesNotDependOnTheOrderOfTheClaims(
      @ForAll("claims") List<Claim> claims, @ForAll long seed) {
    List<Claim> shuffled = new ArrayList<>(claims);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(Settlement.of(shuffled)).isEqualTo(Settlement.of(claims));
  }

  @Property
  void nobodyAheadOfAWinnerWantedItsPath(@ForAll("claims") List<Claim> claims) {
    Settlement settled = Settlement.of(claims);

    for (Claim claim : claims) {
      claim
          .content()
          .values()
          .keySet()
          .forEach(
              path -> assertThat(isHeldBySomeoneNotBehind(settled, claims, claim, path)).isTrue());
    }
  }

  /** Whether what stands at, above or below {@code path} comes from this claim or one ahead. */
  private static boolean isHeldBySomeoneNotBehind(
      Settlement settled, List<Claim> claims, Claim claim, String path) {
    return settled.values().entrySet().stream()
        .filter(entry -> touches(entry.getKey(), path))
        .map(entry -> claims.get((int) entry.getValue().configuration() - 1))
        .anyMatch(winner -> Claim.WINNER_FIRST.compare(winner, claim) <= 0);
  }

  private static boolean touches(String one, String other) {
    return one.equals(other) || one.startsWith(other + ".") || other.startsWith(one + ".");
  }

  @Property
  void leavingTakesAwayAllThatEnteringBrought(
      @ForAll("trees") ObjectNode desired, @ForAll("claims") List<Claim> claims) {
    Change entered = entering(desired, claims);
    ObjectNode inside = after(desired, entered);

    Change left = Change.of(inside, entered.held(), Settlement.of(List.of()), _ -> true);

    ObjectNode outside = after(inside, left);
    entered.held().keySet().forEach(path -> assertThat(PropertyPaths.at(outside, path)).isNull());
    assertThat(left.held()).isEmpty();
    // What the twin had beside it is there still, and nothing else.
    NavigableMap<String, JsonNode> own = PropertyPaths.flatten(desired);
    own.keySet()
        .removeIf(path -> entered.held().keySet().stream().anyMatch(held -> touches(held, path)));
    assertThat(PropertyPaths.flatten(outside)).isEqualTo(own);
  }

  @Property
  void oneThatLeavesIsAsIfItHadNeverBeenThereForTheOthersPaths(
      @ForAll("claims") List<Claim> claims) {
    ObjectNode untouched = JSON.objectNode();
    for (Claim leaving : claims) {
      Change entered = entering(untouched, claims);
      ObjectNode inside = after(untouched, entered);
      List<Claim> others = claims.stream().filter(claim -> !claim.equals(leaving)).toList();

      Change left = Change.of(inside, entered.held(), Settlement.of(others), _ -> true);

      assertThat(after(inside, left)).isEqualTo(after(untouched, entering(untouched, others)));
    }
  }

  @Property
  void deletingTheOnlyConfigurationLeavesTheTwinAsItIs(
      @ForAll("trees") ObjectNode desired, @ForAll("claims") List<Claim> claims) {
    Change entered = entering(desired, claims);
    ObjectNode inside = after(desired, entered);

    Change deleted = Change.of(inside, entered.held(), Settlement.of(List.of()), _ -> false);

    assertThat(deleted.patch()).isEmpty();
    assertThat(deleted.held()).isEmpty();
  }

  @Property
  void afterADeletionTheNextPriorityStandsAndTheOtherValuesStay(
      @ForAll("claims") List<Claim> claims) {
    for (Claim deleted : claims) {
      Change entered = entering(JSON.objectNode(), claims);
      ObjectNode inside = after(JSON.objectNode(), entered);
      List<Claim> others = claims.stream().filter(claim -> !claim.equals(deleted)).toList();
      Settlement next = Settlement.of(others);

      Change change =
          Change.of(inside, entered.held(), next, number -> number != deleted.configuration());

      ObjectNode after = after(inside, change);
      next.values()
          .forEach(
              (path, held) -> assertThat(PropertyPaths.at(after, path)).isEqualTo(held.value()));
      entered
          .held()
          .forEach(
              (path, held) -> {
                boolean taken = next.values().keySet().stream().anyMatch(p -> touches(p, path));
                if (held.configuration() == deleted.configuration() && !taken) {
                  assertThat(PropertyPaths.at(after, path)).isEqualTo(held.value());
                }
              });
    }
  }

  @Property
  void aWholeContentIsAllThatThereIs(
      @ForAll("trees") ObjectNode desired, @ForAll("trees") ObjectNode content) {
    DesiredContent whole = new DesiredContent(new TreeMap<>(PropertyPaths.flatten(content)), true);

    Change change = entering(desired, List.of(new Claim(1, 0, NOON, whole)));

    assertThat(after(desired, change)).isEqualTo(content);
  }
}
