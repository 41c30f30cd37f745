package dev.homeport.access.audit;

import dev.homeport.TextArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** The SQL of {@code audit_entry} and {@code audit_head}, for those who add to the chain. */
final class AuditStore {

  static final String COLUMNS =
      """
      seq, at, kind, who, role, action, hub, target, outcome, status, code, address, request_id,
      detail, encode(hash, 'hex') AS hash
      """;

  private static final String HEAD =
      """
      SELECT seq, encode(hash, 'hex') AS hash, at, anchor_seq,
             encode(anchor_hash, 'hex') AS anchor_hash
      FROM audit_head
      """;

  Head head(Handle handle) {
    return handle.createQuery(HEAD).map((row, _) -> head(row)).one();
  }

  /**
   * The same, for whoever adds entries in this transaction; the others wait. A node that falls
   * silent in between loses its connection, so that they do not wait for good.
   */
  Head lockHead(Handle handle) {
    handle
        .createQuery("SELECT set_config('idle_in_transaction_session_timeout', '15s', true)")
        .mapTo(String.class)
        .one();
    return handle.createQuery(HEAD + "FOR UPDATE").map((row, _) -> head(row)).one();
  }

  void moveHead(Handle handle, Head head) {
    handle
        .createUpdate(
            """
            UPDATE audit_head
            SET seq = :seq, hash = decode(:hash, 'hex'), at = :at, anchor_seq = :anchorSeq,
                anchor_hash = decode(:anchorHash, 'hex')
            """)
        .bind("seq", head.seq())
        .bind("hash", head.hash())
        .bind("at", head.at())
        .bind("anchorSeq", head.anchorSeq())
        .bind("anchorHash", head.anchorHash())
        .execute();
  }

  /** Adds entries of one time, which is the last one's. */
  void insert(Handle handle, List<AuditEntry> entries) {
    handle
        .createUpdate(
            """
            INSERT INTO audit_entry
              (seq, at, kind, who, role, action, hub, target, outcome, status, code, address,
               request_id, detail, hash)
            SELECT n.seq::bigint, :at, n.kind, n.who, n.role, n.action, n.hub, n.target, n.outcome,
                   n.status::integer, n.code, n.address, n.request_id, n.detail,
                   decode(n.hash, 'hex')
            FROM unnest(:seq, :kind, :who, :role, :action, :hub, :target, :outcome, :status, :code,
                        :address, :requestId, :detail, :hash)
              AS n (seq, kind, who, role, action, hub, target, outcome, status, code, address,
                    request_id, detail, hash)
            """)
        .bind("at", entries.getLast().at())
        .bind("seq", texts(entries, entry -> Long.toString(entry.seq())))
        .bind("kind", texts(entries, entry -> entry.event().actor().kind().wire()))
        .bind("who", texts(entries, entry -> entry.event().actor().name()))
        .bind("role", texts(entries, entry -> entry.event().actor().role()))
        .bind("action", texts(entries, entry -> entry.event().action()))
        .bind("hub", texts(entries, entry -> entry.event().hub()))
        .bind("target", texts(entries, entry -> entry.event().target()))
        .bind("outcome", texts(entries, entry -> entry.event().outcome().wire()))
        .bind("status", texts(entries, entry -> Integer.toString(entry.event().status())))
        .bind("code", texts(entries, entry -> entry.event().code()))
        .bind("address", texts(entries, entry -> entry.event().address()))
        .bind("requestId", texts(entries, entry -> entry.event().requestId()))
        .bind("detail", texts(entries, entry -> entry.event().detail()))
        .bind("hash", texts(entries, AuditEntry::hash))
        .execute();
  }

  private static TextArray texts(List<AuditEntry> entries, Function<AuditEntry, String> text) {
    return new TextArray(entries.stream().map(text).toList());
  }

  /** Makes the partition of a month where it is missing; for the holder of the head's lock. */
  void ensure(Handle handle, Month month) {
    if (months(handle).contains(month)) {
      return;
    }
    // Attached rather than made as a partition, which would wait for all who read.
    handle.execute(
        """
        CREATE TABLE %1$s (LIKE audit_entry INCLUDING DEFAULTS);
        CREATE TRIGGER %1$s_no_truncate BEFORE TRUNCATE ON %1$s
          FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
        ALTER TABLE audit_entry ATTACH PARTITION %1$s FOR VALUES FROM ('%2$s') TO ('%3$s');
        """
            .formatted(month.table(), month.begin(), month.end()));
  }

  /** The months that have a partition, the oldest first. */
  List<Month> months(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'audit_entry'::regclass
            ORDER BY c.relname
            """)
        .mapTo(String.class)
        .map(Month::ofTable)
        .list();
  }

  /** The newest entry of a month. */
  Optional<AuditEntry> last(Handle handle, Month month) {
    return handle
        .createQuery(
            "SELECT " + COLUMNS + " FROM " + month.table() + " ORDER BY at DESC, seq DESC LIMIT 1")
        .map((row, _) -> entry(row))
        .findOne();
  }

  /** Drops a month's entries; gives up soon when somebody reads them for long. */
  void drop(Handle handle, Month month) {
    handle.execute("SET LOCAL lock_timeout = '3s'");
    handle.execute("DROP TABLE " + month.table());
  }

  /** The entries after a place in the chain, in order. */
  List<AuditEntry> after(Handle handle, Place place, int limit) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + """
                FROM audit_entry WHERE at >= :at AND (at, seq) > (:at, :seq)
                ORDER BY at, seq LIMIT :limit
                """)
        .bind("at", place.at())
        .bind("seq", place.seq())
        .bind("limit", limit)
        .map((row, _) -> entry(row))
        .list();
  }

  /** The number of an entry that stands behind the newest one without being newer. */
  Optional<Long> behind(Handle handle, Head head) {
    return handle
        .createQuery(
            """
            SELECT seq FROM audit_entry
            WHERE at >= :at AND (at, seq) > (:at, :seq) AND seq <= :seq
            ORDER BY seq LIMIT 1
            """)
        .bind("at", head.at())
        .bind("seq", head.seq())
        .mapTo(Long.class)
        .findOne();
  }

  static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("seq"),
        row.getTimestamp("at").toInstant(),
        new AuditEvent(
            new Actor(
                Actor.Kind.of(row.getString("kind")), row.getString("who"), row.getString("role")),
            row.getString("action"),
            row.getString("hub"),
            row.getString("target"),
            Outcome.of(row.getString("outcome")).orElseThrow(),
            row.getInt("status"),
            row.getString("code"),
            row.getString("address"),
            row.getString("request_id"),
            row.getString("detail")),
        row.getString("hash"));
  }

  private static Head head(ResultSet row) throws SQLException {
    return new Head(
        row.getLong("seq"),
        row.getString("hash"),
        row.getTimestamp("at").toInstant(),
        row.getLong("anchor_seq"),
        row.getString("anchor_hash"));
  }
}
