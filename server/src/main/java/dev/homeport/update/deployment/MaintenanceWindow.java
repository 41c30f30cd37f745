package dev.homeport.update.deployment;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * When devices may be told, in their own time: from one time of day to another, also over midnight.
 *
 * @param days 1 Monday to 7 Sunday on which it opens; none: every day
 * @param from for instance {@code 22:00}
 * @param to for instance {@code 04:00}; the same as {@code from}: the whole day
 */
public record MaintenanceWindow(List<Integer> days, String from, String to) {

  public MaintenanceWindow {
    days = List.copyOf(days);
    if (days.stream().anyMatch(day -> day < 1 || day > 7)) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "days of a window are 1 (Monday) to 7 (Sunday)");
    }
    time(from);
    time(to);
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeParseException e) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "times of a window have the form 22:00, not " + text);
    }
  }

  /** Whether it is open where the clocks show the time of {@code zone}. */
  boolean isOpen(Instant now, ZoneId zone) {
    ZonedDateTime there = now.atZone(zone);
    LocalTime begin = time(from);
    LocalTime end = time(to);
    LocalTime time = there.toLocalTime();
    boolean sinceToday = !time.isBefore(begin) && (end.compareTo(begin) <= 0 || time.isBefore(end));
    boolean sinceYesterday = end.compareTo(begin) <= 0 && time.isBefore(end);
    return (sinceToday && opensOn(there.getDayOfWeek()))
        || (sinceYesterday && opensOn(there.getDayOfWeek().minus(1)));
  }

  private boolean opensOn(DayOfWeek day) {
    return days.isEmpty() || days.contains(day.getValue());
  }
}
