package dev.homeport.health;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Devices whose twin has changed so that they may heed other thresholds. When they are too many,
 * all are. Thread-safe.
 */
final class Restless {

  static final int MAX = 20_000;

  private final Set<String> ids = new LinkedHashSet<>();
  private boolean all;

  synchronized void add(String deviceId) {
    if (ids.size() >= MAX) {
      ids.clear();
      all = true;
    }
    ids.add(deviceId);
  }

  /** Whether all devices are restless; then they are not any more. */
  synchronized boolean takeAll() {
    boolean taken = all;
    all = false;
    return taken;
  }

  /** The next ones, which are restless no more. */
  synchronized Set<String> take(int limit) {
    Set<String> taken = new HashSet<>();
    Iterator<String> next = ids.iterator();
    while (taken.size() < limit && next.hasNext()) {
      taken.add(next.next());
      next.remove();
    }
    return taken;
  }
}
