package dev.homeport.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many devices were how well at the end of each day, found from what each device was at the end
 * of the days on which it changed. Confined to one report.
 */
final class HealthDays {

  private static final List<String> STATES = List.of("healthy", "warning", "critical", "unknown");
  private static final int HEALTHY = 0;
  private static final int UNKNOWN = 3;

  private final LocalDate first;
  // By how much more devices are in a state than on the day before.
  private final long[][] more;
  private final long[] becameCritical;

  /**
   * @param last not before {@code first}
   */
  HealthDays(LocalDate first, LocalDate last) {
    this.first = first;
    int days = Math.toIntExact(ChronoUnit.DAYS.between(first, last)) + 1;
    this.more = new long[days][STATES.size()];
    this.becameCritical = new long[days];
  }

  /**
   * A device, with its days in their order.
   *
   * @param status what it is now
   */
  record Device(LocalDate made, String status, List<Day> days) {}

  /**
   * A day on which a device changed.
   *
   * @param status at its end
   * @param previous at its begin; null when nothing was known
   * @param becameCritical how often
   */
  record Day(LocalDate day, String status, @Nullable String previous, long becameCritical) {}

  void add(Device device) {
    int state =
        device.days().isEmpty()
            ? state(device.status())
            : state(device.days().getFirst().previous());
    more[index(device.made())][state]++;
    for (Day day : device.days()) {
      int index = index(day.day());
      more[index][state]--;
      state = state(day.status());
      more[index][state]++;
      if (!day.day().isBefore(first)) {
        becameCritical[index] += day.becameCritical();
      }
    }
  }

  /** What was before the first day counts for that one. */
  private int index(LocalDate day) {
    long days = ChronoUnit.DAYS.between(first, day);
    return Math.clamp(days, 0, more.length - 1);
  }

  private static int state(@Nullable String word) {
    int state = word == null ? UNKNOWN : STATES.indexOf(word);
    return state < 0 ? UNKNOWN : state;
  }

  /**
   * A day of the report.
   *
   * @param devices healthy, warning, critical and unknown ones
   */
  record Row(LocalDate day, List<Long> devices, double percentHealthy, long becameCritical) {}

  /** The rows, from the first day on. */
  List<Row> rows() {
    long[] now = new long[STATES.size()];
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < more.length; i++) {
      long total = 0;
      for (int state = 0; state < now.length; state++) {
        now[state] += more[i][state];
        total += now[state];
      }
      double healthy = total == 0 ? 0 : Math.round(now[HEALTHY] * 1_000.0 / total) / 10.0;
      rows.add(
          new Row(
              first.plusDays(i), Arrays.stream(now).boxed().toList(), healthy, becameCritical[i]));
    }
    return rows;
  }
}
