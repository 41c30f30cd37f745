package dev.homeport.alert;

import dev.homeport.HubName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** SQL of the table {@code alert_signal}. */
final class SignalStore {

  /** What is counted. */
  enum Kind {
    /** A connection of a known device was refused; the detail is {@code ""}. */
    REFUSED_DEVICE("refusedDevice"),
    /** A connection from an address was refused; the detail is {@code ""}. */
    REFUSED_ADDRESS("refusedAddress"),
    /** A device came in; the detail is its address. */
    CAME_FROM("cameFrom");

    private final String wire;

    Kind(String wire) {
      this.wire = wire;
    }
  }

  /** Something that was seen in a minute. */
  record Signal(HubName hub, Kind kind, String subject, String detail, Instant minute) {}

  /** How often something was seen of a subject, or with how many details. */
  record Sum(String subject, long times) {}

  void add(Handle handle, Iterable<Map.Entry<Signal, Long>> signals) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO alert_signal AS s (hub, kind, subject, detail, minute, times)
            VALUES (:hub, :kind, :subject, :detail, :minute, :times)
            ON CONFLICT (hub, kind, minute, subject, detail)
            DO UPDATE SET times = s.times + excluded.times
            """);
    for (Map.Entry<Signal, Long> entry : signals) {
      Signal signal = entry.getKey();
      batch
          .bind("hub", signal.hub().value())
          .bind("kind", signal.kind().wire)
          .bind("subject", signal.subject())
          .bind("detail", signal.detail())
          .bind("minute", signal.minute())
          .bind("times", entry.getValue())
          .add();
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  /** Subjects that were seen at least so often since a minute. */
  List<Sum> often(Handle handle, RuleState state, Kind kind, Instant since, int limit) {
    return sums(handle, state, kind, since, limit, "sum(times)");
  }

  /** Subjects that were seen with at least so many details since a minute. */
  List<Sum> varied(Handle handle, RuleState state, Kind kind, Instant since, int limit) {
    return sums(handle, state, kind, since, limit, "count(DISTINCT detail)");
  }

  private static List<Sum> sums(
      Handle handle, RuleState state, Kind kind, Instant since, int limit, String sum) {
    return handle
        .createQuery(
            """
            SELECT subject, CAST(%1$s AS bigint) AS n FROM alert_signal
            WHERE hub = :hub AND kind = :kind AND minute >= :since
            GROUP BY subject HAVING %1$s >= :threshold ORDER BY n DESC, subject LIMIT :limit
            """
                .formatted(sum))
        .bind("hub", state.hub().value())
        .bind("kind", kind.wire)
        .bind("since", since)
        .bind("threshold", state.rule().threshold())
        .bind("limit", limit)
        .map((row, _) -> new Sum(row.getString(1), row.getLong(2)))
        .list();
  }

  void dropBefore(Handle handle, Instant minute) {
    handle.execute("DELETE FROM alert_signal WHERE minute < ?", minute);
  }
}
