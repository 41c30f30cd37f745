package dev.homeport.app.console;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which devices changed lately, so that a socket that comes back can be told what it missed. A
 * cursor names a place in the log; it is good for this process only, and only as long as the log
 * reaches back to it. Thread-safe.
 */
final class ChangeLog {

  private record Change(long number, String deviceId) {}

  private final int capacity;
  private final Deque<Change> changes = new ArrayDeque<>();
  private String epoch = newEpoch();
  private long last;

  /** The newest number of which a change is no longer in the log. */
  private long forgotten;

  /**
   * @param capacity how many changes it remembers
   */
  ChangeLog(int capacity) {
    this.capacity = capacity;
  }

  private static String newEpoch() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  synchronized String add(Collection<String> deviceIds) {
    last++;
    for (String deviceId : deviceIds) {
      changes.addLast(new Change(last, deviceId));
    }
    while (changes.size() > capacity) {
      forgotten = changes.removeFirst().number();
    }
    return cursor();
  }

  /** Makes all cursors void: changes were missed. */
  synchronized String restart() {
    changes.clear();
    epoch = newEpoch();
    last = 0;
    forgotten = 0;
    return cursor();
  }

  synchronized String cursor() {
    return epoch + "." + last;
  }

  /** The devices that changed after {@code cursor}; empty when the log cannot tell. */
  synchronized Optional<Set<String>> since(String cursor) {
    int dot = cursor.indexOf('.');
    if (dot < 0 || !cursor.substring(0, dot).equals(epoch)) {
      return Optional.empty();
    }
    long number;
    try {
      number = Long.parseLong(cursor.substring(dot + 1));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    if (number > last || number < forgotten) {
      return Optional.empty();
    }
    Set<String> missed = new LinkedHashSet<>();
    for (Change change : changes) {
      if (change.number() > number) {
        missed.add(change.deviceId());
      }
    }
    return Optional.of(missed);
  }
}
