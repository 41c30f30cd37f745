package dev.homeport.access.audit;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Finds entries of the audit log. Thread-safe. */
public final class AuditReader {

  public static final int MAX_PAGE = 500;

  private static final int EXPORT_PAGE = 2_000;
  private static final String QUERY_CANCELED = "57014";

  private static final String TEXT =
      "(who || ' ' || action || ' ' || target || ' ' || code || ' ' || address || ' '"
          + " || request_id || ' ' || detail)";

  private final Jdbi jdbi;
  private final Duration timeout;

  /**
   * @param timeout how long one page may take
   */
  public AuditReader(Jdbi jdbi, Duration timeout) {
    this.jdbi = jdbi;
    this.timeout = timeout;
  }

  /** Takes entries one by one. */
  public interface Sink {
    void take(AuditEntry entry) throws IOException;
  }

  /**
   * A page of what is found, the newest entries first.
   *
   * @param continuation of the page before; null for the first
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} for a continuation that is none,
   *     with {@link ErrorCode#GATEWAY_TIMEOUT} when it takes too long
   */
  public AuditPage page(AuditSearch search, @Nullable String continuation, int size) {
    Place before = continuation == null ? null : Place.parse(continuation);
    List<AuditEntry> found = find(search, before, false, size + 1);
    boolean more = found.size() > size;
    List<AuditEntry> entries = more ? found.subList(0, size) : found;
    return new AuditPage(entries, more ? Place.of(entries.getLast()).text() : null);
  }

  /**
   * Hands on all that is found, the oldest first; holds no connection while the sink works.
   *
   * @return how many
   */
  public long each(AuditSearch search, Sink sink) throws IOException {
    Place place = Place.BEGIN;
    long count = 0;
    while (true) {
      List<AuditEntry> found = find(search, place, true, EXPORT_PAGE);
      for (AuditEntry entry : found) {
        sink.take(entry);
      }
      count += found.size();
      if (found.size() < EXPORT_PAGE) {
        return count;
      }
      place = Place.of(found.getLast());
    }
  }

  /** The words for actions that the log holds, in order. */
  public List<String> actions() {
    // From one word to the next by the index, however many entries have the same.
    return timed(
        handle ->
            handle
                .createQuery(
                    """
                    WITH RECURSIVE word AS (
                      (SELECT action FROM audit_entry ORDER BY action LIMIT 1)
                      UNION ALL
                      SELECT (SELECT e.action FROM audit_entry e WHERE e.action > word.action
                              ORDER BY e.action LIMIT 1)
                      FROM word WHERE word.action IS NOT NULL
                    )
                    SELECT action FROM word WHERE action IS NOT NULL
                    """)
                .mapTo(String.class)
                .list());
  }

  private List<AuditEntry> find(
      AuditSearch search, @Nullable Place from, boolean forward, int limit) {
    List<String> conditions = new ArrayList<>();
    Map<String, Object> values = new HashMap<>();
    condition(conditions, values, "from", search.from(), "at >= :from");
    condition(conditions, values, "to", search.to(), "at < :to");
    condition(conditions, values, "who", search.who(), "who = :who");
    condition(conditions, values, "action", search.action(), "action = :action");
    condition(conditions, values, "target", search.target(), "target = :target");
    Outcome outcome = search.outcome();
    if (outcome != null) {
      // A constant, as it stands in the partial index.
      conditions.add("outcome = '" + outcome.wire() + "'");
    }
    String text = search.text();
    condition(conditions, values, "text", text == null ? null : like(text), TEXT + " ILIKE :text");
    if (from != null) {
      // The first is for the choice of partitions.
      conditions.add(forward ? "at >= :placeAt" : "at <= :placeAt");
      conditions.add("(at, seq) " + (forward ? ">" : "<") + " (:placeAt, :placeSeq)");
      values.put("placeAt", from.at());
      values.put("placeSeq", from.seq());
    }
    String where = conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions);
    String order = forward ? "ORDER BY at, seq" : "ORDER BY at DESC, seq DESC";
    String sql =
        "SELECT %s FROM audit_entry %s %s LIMIT %d"
            .formatted(AuditStore.COLUMNS, where, order, limit);
    return timed(
        handle ->
            handle.createQuery(sql).bindMap(values).map((row, _) -> AuditStore.entry(row)).list());
  }

  private static void condition(
      List<String> conditions,
      Map<String, Object> values,
      String name,
      @Nullable Object value,
      String sql) {
    if (value != null) {
      conditions.add(sql);
      values.put(name, value);
    }
  }

  private static String like(String text) {
    return "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
  }

  private <T> T timed(Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(
          handle -> {
            handle
                .createQuery(
                    """
                    SELECT set_config('statement_timeout', :timeout, true),
                           set_config('plan_cache_mode', 'force_custom_plan', true)
                    """)
                .bind("timeout", Long.toString(timeout.toMillis()))
                .mapTo(String.class)
                .one();
            return work.apply(handle);
          });
    } catch (UnableToExecuteStatementException e) {
      if (e.getCause() instanceof SQLException cause
          && QUERY_CANCELED.equals(cause.getSQLState())) {
        throw new HubException(
            ErrorCode.GATEWAY_TIMEOUT,
            "the search took longer than " + timeout.toSeconds() + " s; a span of time may help");
      }
      throw e;
    }
  }
}
