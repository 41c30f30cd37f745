package dev.homeport.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the claims on one twin come to. Every path goes to the first claim that sets it; who sets a
 * path above or below a path that is already given loses there, too. A claim that says what the
 * whole twin should be ends the row: the claims behind it get nothing.
 *
 * @param values what the twin should have, by path
 * @param whole whether it should have nothing else
 * @param applied the numbers of the configurations that have a say
 */
record Settlement(NavigableMap<String, Held> values, boolean whole, Set<Long> applied) {

  static Settlement of(Collection<Claim> claims) {
    List<Claim> ranked = new ArrayList<>(claims);
    ranked.sort(Claim.WINNER_FIRST);
    NavigableMap<String, Held> values = new TreeMap<>();
    Set<Long> applied = new HashSet<>();
    boolean whole = false;
    for (Claim claim : ranked) {
      NavigableMap<String, JsonNode> wanted = claim.content().values();
      NavigableMap<String, Held> given = new TreeMap<>();
      wanted.forEach(
          (path, value) -> {
            if (isFree(values, path)) {
              given.put(path, new Held(claim.configuration(), value));
            }
          });
      values.putAll(given);
      if (wanted.isEmpty() || !given.isEmpty()) {
        applied.add(claim.configuration());
      }
      if (claim.content().whole()) {
        whole = true;
        break;
      }
    }
    return new Settlement(
        Collections.unmodifiableNavigableMap(values), whole, Collections.unmodifiableSet(applied));
  }

  private static boolean isFree(NavigableMap<String, Held> values, String path) {
    return !values.containsKey(path)
        && PropertyPaths.above(values, path) == null
        && !PropertyPaths.hasBelow(values, path);
  }
}
