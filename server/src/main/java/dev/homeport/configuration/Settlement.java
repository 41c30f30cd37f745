package dev.homeport.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the claims on one twin come to. Every path goes to the first claim that sets it; who sets a
 * path above or below a path that is already given loses there, too. A claim that says what the
 * whole twin should be ends the row: the claims behind it get nothing.
 *
 * @param values what the twin should have, by path
 * @param whole whether it should have nothing else
 * @param applied the numbers of the configurations that have a say
 * @param lost the numbers of those that did not get a path, and of those that got it instead
 */
record Settlement(
    NavigableMap<String, Held> values,
    boolean whole,
    Set<Long> applied,
    Map<Long, Set<Long>> lost) {

  static Settlement of(Collection<Claim> claims) {
    List<Claim> ranked = new ArrayList<>(claims);
    ranked.sort(Claim.WINNER_FIRST);
    NavigableMap<String, Held> values = new TreeMap<>();
    Set<Long> applied = new HashSet<>();
    Map<Long, Set<Long>> lost = new HashMap<>();
    @Nullable Claim whole = null;
    for (Claim claim : ranked) {
      if (whole != null) {
        addLoss(lost, claim, whole.configuration());
        continue;
      }
      NavigableMap<String, JsonNode> wanted = claim.content().values();
      NavigableMap<String, Held> given = new TreeMap<>();
      wanted.forEach(
          (path, value) -> {
            Set<Long> holders = holders(values, path);
            if (holders.isEmpty()) {
              given.put(path, new Held(claim.configuration(), value));
            }
            holders.forEach(holder -> addLoss(lost, claim, holder));
          });
      values.putAll(given);
      if (wanted.isEmpty() || !given.isEmpty()) {
        applied.add(claim.configuration());
      }
      if (claim.content().whole()) {
        whole = claim;
      }
    }
    return new Settlement(
        Collections.unmodifiableNavigableMap(values),
        whole != null,
        Collections.unmodifiableSet(applied),
        Collections.unmodifiableMap(lost));
  }

  private static void addLoss(Map<Long, Set<Long>> lost, Claim loser, long holder) {
    lost.computeIfAbsent(loser.configuration(), _ -> new HashSet<>()).add(holder);
  }

  /** Who has been given this path, or one above or below it; nobody when it is free. */
  private static Set<Long> holders(NavigableMap<String, Held> values, String path) {
    Set<Long> holders = new HashSet<>();
    Held here = values.get(path);
    Held above = PropertyPaths.above(values, path);
    if (here != null) {
      holders.add(here.configuration());
    }
    if (above != null) {
      holders.add(above.configuration());
    }
    PropertyPaths.below(values, path).forEach(held -> holders.add(held.configuration()));
    return holders;
  }
}
