package dev.homeport.insight;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a device's time line.
 *
 * @param entries newest first
 * @param next where the page after this one begins; null when this is the last
 */
public record TimelinePage(List<TimelineEntry> entries, TimelinePage.@Nullable Position next) {

  /**
   * A place in a time line.
   *
   * @param at microseconds since 1970 of the last entry before it
   * @param offset of that entry's event
   */
  public record Position(long at, long offset) {}
}
