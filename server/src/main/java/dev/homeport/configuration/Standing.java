package dev.homeport.configuration;

import java.util.Set;

/**
 * How a configuration stands at a twin that it targets.
 *
 * @param applied whether it has a say there
 * @param lostTo the numbers of the configurations that got what it wanted to set
 */
record Standing(boolean applied, Set<Long> lostTo) {

  Standing {
    lostTo = Set.copyOf(lostTo);
  }
}
