package dev.homeport.alert;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Shows alerts, and notes what people make of them. Thread-safe; blocks. */
public final class Alerts {

  public static final int MAX_PAGE = 500;

  /** The longest time for which something is muted. */
  public static final Duration MAX_MUTE = Duration.ofDays(90);

  private final Jdbi jdbi;
  private final Clock clock;
  private final AlertStore store = new AlertStore();

  public Alerts(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * A page of alerts, the newest first.
   *
   * @param before of the page before; null for the first
   */
  public AlertPage page(HubName hub, AlertFilter filter, @Nullable Long before, int size) {
    List<Alert> found =
        jdbi.withHandle(
            handle -> store.page(handle, hub, filter, before, size + 1, clock.instant()));
    return found.size() <= size
        ? new AlertPage(found, null)
        : new AlertPage(List.copyOf(found.subList(0, size)), found.get(size - 1).id());
  }

  /** How many alerts are open that nobody has acknowledged; a severity without any is left out. */
  public Map<Severity, Long> unseen(HubName hub) {
    return jdbi.withHandle(handle -> store.unseen(handle, hub));
  }

  /**
   * Notes that somebody sees to it; the first one stays.
   *
   * @throws HubException with {@link ErrorCode#NOT_FOUND}
   */
  public Alert acknowledge(HubName hub, long id, String by) {
    Instant now = clock.instant();
    return jdbi.inTransaction(
        handle -> {
          store.acknowledge(handle, hub, id, by, now);
          return store.find(handle, hub, id, now).orElseThrow(() -> notFound(id));
        });
  }

  /**
   * Has no messages made of this rule about this subject for a while.
   *
   * @param span nothing: from now on there are messages again
   * @throws HubException with {@link ErrorCode#NOT_FOUND}
   */
  public Alert mute(HubName hub, long id, Duration span, String by) {
    Instant now = clock.instant();
    return jdbi.inTransaction(
        handle -> {
          Alert alert = store.find(handle, hub, id, now).orElseThrow(() -> notFound(id));
          store.mute(handle, hub, alert.rule(), alert.subject(), now.plus(span), by);
          return store.find(handle, hub, id, now).orElseThrow();
        });
  }

  private static HubException notFound(long id) {
    return new HubException(ErrorCode.NOT_FOUND, "there is no alert " + id);
  }
}
