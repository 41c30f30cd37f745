package dev.homeport.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a device or module has the desired properties it has.
 *
 * @param targeting the configurations that target it, those ahead first
 * @param values the desired properties that they set, by path
 */
public record Explanation(Identity identity, List<Targeting> targeting, List<Value> values) {

  /**
   * A configuration that targets the twin.
   *
   * @param kind {@code deviceContent}, {@code moduleContent} or {@code modulesContent}
   * @param applied whether it has a say here
   */
  public record Targeting(
      String id,
      String kind,
      int priority,
      Instant createdAt,
      String targetCondition,
      boolean applied) {}

  /**
   * A desired property with the configuration that it comes from.
   *
   * @param value what that one wants
   * @param current what is there; another value for a moment, or when the change does not fit into
   *     the twin; null when nothing is there
   * @param overridden what those behind it would have set at, above or below this path
   */
  public record Value(
      String path,
      JsonNode value,
      @Nullable JsonNode current,
      String configuration,
      int priority,
      List<Wish> overridden) {}

  /**
   * A value that a configuration did not get its way with.
   *
   * @param precedence why the one that did has it
   */
  public record Wish(
      String path, JsonNode value, String configuration, int priority, Precedence precedence) {}

  static Optional<Explanation> of(
      Identity identity, Evaluator.Seen seen, List<Configuration> configurations) {
    Map<Long, Configuration> byNumber =
        configurations.stream()
            .collect(Collectors.toMap(Configuration::number, Function.identity()));
    return seen.evaluation().twins().stream()
        .filter(twin -> twin.row().identity().equals(identity))
        .findFirst()
        .map(twin -> of(twin, byNumber));
  }

  private static Explanation of(Evaluation.OfTwin twin, Map<Long, Configuration> byNumber) {
    Set<Configuration> involved = new HashSet<>(twin.targeting());
    List<Claim> ranked = twin.claims().stream().sorted(Claim.WINNER_FIRST).toList();
    ranked.forEach(claim -> add(involved, byNumber.get(claim.configuration())));
    List<Targeting> targeting =
        involved.stream()
            .sorted((a, b) -> Claim.WINNER_FIRST.compare(rank(a), rank(b)))
            .map(configuration -> targeting(configuration, twin))
            .toList();
    List<Value> values = new ArrayList<>();
    twin.settlement()
        .values()
        .forEach(
            (path, held) -> {
              Configuration winner = byNumber.get(held.configuration());
              if (winner != null) {
                values.add(
                    new Value(
                        path,
                        held.value(),
                        PropertyPaths.at(twin.row().desired(), path),
                        winner.id().value(),
                        winner.priority(),
                        overridden(path, winner, ranked, byNumber)));
              }
            });
    return new Explanation(twin.row().identity(), targeting, values);
  }

  private static void add(Set<Configuration> involved, @Nullable Configuration configuration) {
    if (configuration != null) {
      involved.add(configuration);
    }
  }

  private static Claim rank(Configuration configuration) {
    return configuration.claim(DesiredContent.NOTHING);
  }

  private static Targeting targeting(Configuration configuration, Evaluation.OfTwin twin) {
    String status = twin.section().path(configuration.id().value()).path("status").asText();
    return new Targeting(
        configuration.id().value(),
        configuration.content().key(),
        configuration.priority(),
        configuration.createdAt(),
        configuration.target().text(),
        status.equals(Evaluation.APPLIED));
  }

  private static List<Wish> overridden(
      String path, Configuration winner, List<Claim> ranked, Map<Long, Configuration> byNumber) {
    List<Wish> wishes = new ArrayList<>();
    for (Claim claim : ranked) {
      Configuration loser = byNumber.get(claim.configuration());
      if (loser != null && loser.number() != winner.number()) {
        claim
            .content()
            .values()
            .forEach(
                (wished, value) -> {
                  if (PropertyPaths.touch(path, wished)) {
                    wishes.add(
                        new Wish(
                            wished,
                            value,
                            loser.id().value(),
                            loser.priority(),
                            Precedence.of(winner, loser)));
                  }
                });
      }
    }
    return wishes;
  }
}
