package dev.homeport.access;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of those who called latest, at most {@link #MAX}: whoever was quiet longest is
 * forgotten first. Confined to its owner's lock.
 */
final class LatestKeys<V> extends LinkedHashMap<String, V> {

  static final int MAX = 10_000;

  private static final long serialVersionUID = 1L;

  LatestKeys() {
    super(16, 0.75f, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
    return size() > MAX;
  }
}
