package dev.homeport.report;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * When a report is due, on the clock of a place.
 *
 * @param on of a week, 1 for Monday to 7; of a month, 1 to 31, where shorter months have their last
 *     day; of a day, 1
 */
public record Cadence(Every every, int on, LocalTime at, ZoneId zone) {

  /** How often. */
  public enum Every {
    DAY(1),
    WEEK(7),
    MONTH(31);

    private final int days;

    Every(int days) {
      this.days = days;
    }

    /** The word in the API and in the table. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Every of(String wire) {
      for (Every every : values()) {
        if (every.wire().equals(wire)) {
          return every;
        }
      }
      throw invalid("every is day, week or month");
    }
  }

  public Cadence {
    if (on < 1 || on > every.days) {
      throw invalid("on is 1 to " + every.days + " for every " + every.wire());
    }
  }

  /**
   * Reads what somebody typed.
   *
   * @param at as {@code 07:30}
   * @param zone as {@code Europe/Berlin}
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}
   */
  public static Cadence of(String every, int on, String at, String zone) {
    try {
      return new Cadence(Every.of(every), on, LocalTime.parse(at), ZoneId.of(zone));
    } catch (DateTimeException e) {
      throw invalid("at is a time such as 07:30, zone one such as Europe/Berlin or UTC");
    }
  }

  /** The first due time after a moment. */
  Instant next(Instant after) {
    LocalDate day = after.atZone(zone).toLocalDate();
    while (true) {
      // A time that the clock leaves out in spring is taken an hour later.
      Instant due = ZonedDateTime.of(day, at, zone).toInstant();
      if (isOn(day) && due.isAfter(after)) {
        return due;
      }
      day = day.plusDays(1);
    }
  }

  private boolean isOn(LocalDate day) {
    return switch (every) {
      case DAY -> true;
      case WEEK -> day.getDayOfWeek() == DayOfWeek.of(on);
      case MONTH -> {
        int last = day.with(TemporalAdjusters.lastDayOfMonth()).getDayOfMonth();
        yield day.getDayOfMonth() == Math.min(on, last);
      }
    };
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }
}
