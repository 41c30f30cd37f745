package dev.homeport.report;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Saves schedules. Thread-safe; blocks. */
public final class Schedules {

  /** The most schedules of a hub. */
  public static final int MAX_SCHEDULES = 200;

  private final Jdbi jdbi;
  private final Reports reports;
  private final Clock clock;
  private final ScheduleStore store = new ScheduleStore();

  public Schedules(Jdbi jdbi, Reports reports, Clock clock) {
    this.jdbi = jdbi;
    this.reports = reports;
    this.clock = clock;
  }

  /** All of a hub, by name. */
  public List<ScheduleState> all(HubName hub) {
    return jdbi.withHandle(handle -> store.all(handle, hub));
  }

  /**
   * Makes a schedule or changes it; it is due at its next time.
   *
   * @param by who does so
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} for a report that cannot be made
   */
  public ScheduleState save(HubName hub, Schedule schedule, String by) {
    reports.check(hub, schedule.request());
    Instant now = now();
    return jdbi.inTransaction(
        handle -> {
          boolean isNew = store.find(handle, hub, schedule.name()).isEmpty();
          if (isNew && store.all(handle, hub).size() >= MAX_SCHEDULES) {
            throw new HubException(
                ErrorCode.ARGUMENT_INVALID, "a hub has at most " + MAX_SCHEDULES + " schedules");
          }
          store.save(handle, hub, schedule, by, now, schedule.cadence().next(now));
          return store.find(handle, hub, schedule.name()).orElseThrow();
        });
  }

  /**
   * @throws HubException with {@link ErrorCode#NOT_FOUND}
   */
  public void delete(HubName hub, String name) {
    if (!jdbi.withHandle(handle -> store.delete(handle, hub, name))) {
      throw notFound(name);
    }
  }

  /**
   * Has a report mailed at once, and then again at its time.
   *
   * @throws HubException with {@link ErrorCode#NOT_FOUND}; {@link ErrorCode#ARGUMENT_INVALID} when
   *     it is disabled
   */
  public void sendNow(HubName hub, String name) {
    jdbi.useTransaction(
        handle -> {
          ScheduleState state = store.find(handle, hub, name).orElseThrow(() -> notFound(name));
          if (!state.schedule().enabled()) {
            throw new HubException(ErrorCode.ARGUMENT_INVALID, "the schedule is disabled");
          }
          store.hurry(handle, hub, name, now());
        });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static HubException notFound(String name) {
    return new HubException(ErrorCode.NOT_FOUND, "there is no schedule " + name);
  }
}
