package dev.homeport.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.HubException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CadenceTest {

  private static String next(Cadence cadence, String after) {
    return cadence.next(Instant.parse(after)).toString();
  }

  @Test
  void isDueEveryDayOnTheClockOfItsPlace() {
    Cadence cadence = Cadence.of("day", 1, "07:30", "Europe/Berlin");

    assertThat(next(cadence, "2026-01-10T06:29:59Z")).isEqualTo("2026-01-10T06:30:00Z");
    assertThat(next(cadence, "2026-01-10T06:30:00Z")).isEqualTo("2026-01-11T06:30:00Z");
    assertThat(next(cadence, "2026-07-10T06:00:00Z")).isEqualTo("2026-07-11T05:30:00Z");
  }

  @Test
  void isDueOncePerDayWhereTheClockIsChanged() {
    Cadence cadence = Cadence.of("day", 1, "02:30", "Europe/Berlin");

    assertThat(next(cadence, "2026-03-28T12:00:00Z")).isEqualTo("2026-03-29T01:30:00Z");
    assertThat(next(cadence, "2026-03-29T01:30:00Z")).isEqualTo("2026-03-30T00:30:00Z");
    assertThat(next(cadence, "2026-10-25T00:30:00Z")).isEqualTo("2026-10-26T01:30:00Z");
  }

  @Test
  void isDueOnADayOfTheWeek() {
    Cadence monday = Cadence.of("week", 1, "00:00", "UTC");

    assertThat(next(monday, "2026-11-21T12:00:00Z")).isEqualTo("2026-11-23T00:00:00Z");
    assertThat(next(monday, "2026-11-23T00:00:00Z")).isEqualTo("2026-11-30T00:00:00Z");
  }

  @Test
  void shortMonthsHaveTheirLastDay() {
    Cadence cadence = Cadence.of("month", 31, "12:00", "UTC");

    assertThat(next(cadence, "2026-01-31T12:00:00Z")).isEqualTo("2026-02-28T12:00:00Z");
    assertThat(next(cadence, "2026-02-28T12:00:00Z")).isEqualTo("2026-03-31T12:00:00Z");
    assertThat(next(cadence, "2028-02-01T00:00:00Z")).isEqualTo("2028-02-29T12:00:00Z");
  }

  @Test
  void refusesWhatIsNoTime() {
    assertThatThrownBy(() -> Cadence.of("hour", 1, "07:00", "UTC"))
        .isInstanceOf(HubException.class);
    assertThatThrownBy(() -> Cadence.of("week", 8, "07:00", "UTC"))
        .isInstanceOf(HubException.class);
    assertThatThrownBy(() -> Cadence.of("day", 1, "25:00", "UTC")).isInstanceOf(HubException.class);
    assertThatThrownBy(() -> Cadence.of("day", 1, "07:00", "Mars/Base"))
        .isInstanceOf(HubException.class);
  }
}
