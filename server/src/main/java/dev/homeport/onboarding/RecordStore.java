package dev.homeport.onboarding;

import dev.homeport.HubName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The SQL of manufacturing records. */
final class RecordStore {

  private static final int FETCH = 1_000;

  private static final String STATUS =
      """
      CASE WHEN o.serial IS NULL THEN 'waiting' WHEN o.hub IS NULL THEN 'enrolled'
        WHEN i.device_id IS NULL THEN 'gone' WHEN o.first_connected_at IS NULL THEN 'enrolled' ELSE 'active' END
      """;

  private static final String JOINS =
      """
      LEFT JOIN onboarding o ON o.serial = r.serial
      LEFT JOIN identity i ON i.hub = o.hub AND i.device_id = o.device_id AND i.module_id = ''
      LEFT JOIN session s ON s.hub = o.hub AND s.device_id = o.device_id AND s.module_id = ''
      """;

  private static final String SELECT =
      """
      SELECT r.serial, r.mac, r.model, r.hardware_revision, r.thumbprint, r.endorsement_key,
             r.customer, r.order_number, r.sold_to, r.created_at, r.updated_at,
             o.hub, o.device_id, o.authentication, o.way, o.by, o.at, o.first_connected_at,
             o.model AS reported_model, o.firmware, s.session_number IS NOT NULL AS online, %1$s AS status
      FROM manufacturing_record r %2$s
      """
          .formatted(STATUS, JOINS);

  Optional<StoredRecord> find(Handle handle, String serial) {
    return handle
        .createQuery(SELECT + "WHERE lower(r.serial) = lower(:serial)")
        .bind("serial", serial)
        .map((row, _) -> map(row))
        .findOne();
  }

  List<StoredRecord> page(Handle handle, RecordSearch search) {
    return bind(
            handle.createQuery(
                SELECT + matching(search) + " ORDER BY r.serial LIMIT :limit OFFSET :offset"),
            search)
        .bind("limit", search.pageSize())
        .bind("offset", search.offset())
        .map((row, _) -> map(row))
        .list();
  }

  long count(Handle handle, RecordSearch search) {
    boolean progress = search.onboarded() != null || search.status() != null;
    return bind(
            handle.createQuery(
                "SELECT count(*) FROM manufacturing_record r "
                    + (progress ? JOINS : "")
                    + matching(search)),
            search)
        .mapTo(Long.class)
        .one();
  }

  /** The conditions that are asked for and no others, so that a plan for all of them is good. */
  private static String matching(RecordSearch search) {
    StringJoiner conditions = new StringJoiner(" AND ", "WHERE ", "").setEmptyValue("");
    if (!search.text().isEmpty()) {
      conditions.add("r.search LIKE :pattern");
    }
    if (search.customer() != null) {
      conditions.add("r.customer = :customer");
    }
    if (search.onboarded() != null) {
      conditions.add("(o.serial IS NOT NULL) = :onboarded");
    }
    if (search.status() != null) {
      conditions.add(STATUS + " = :status");
    }
    return conditions.toString();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, RecordSearch search) {
    if (!search.text().isEmpty()) {
      String escaped =
          search
              .text()
              .toLowerCase(Locale.ROOT)
              .replace("\\", "\\\\")
              .replace("%", "\\%")
              .replace("_", "\\_");
      statement.bind("pattern", "%" + escaped + "%");
    }
    if (search.customer() != null) {
      statement.bind("customer", search.customer());
    }
    if (search.onboarded() != null) {
      statement.bind("onboarded", search.onboarded());
    }
    RegistrationStatus status = search.status();
    if (status != null) {
      statement.bind("status", status.wire());
    }
    return statement;
  }

  /** Customers by name, those first that come after {@code after}. */
  List<Customer> customers(Handle handle, String text, String after, int limit) {
    return handle
        .createQuery(
            """
            SELECT r.customer, count(*) AS devices, count(o.serial) AS onboarded,
                   count(o.first_connected_at) AS active, count(s.session_number) AS online
            FROM manufacturing_record r
            """
                + JOINS
                + """
                WHERE r.customer > :after
                  AND (:text = '' OR strpos(lower(r.customer), lower(:text)) > 0)
                GROUP BY r.customer ORDER BY r.customer LIMIT :limit
                """)
        .bind("text", text)
        .bind("after", after)
        .bind("limit", limit)
        .map(
            (row, _) ->
                new Customer(
                    row.getString("customer"),
                    row.getLong("devices"),
                    row.getLong("onboarded"),
                    row.getLong("active"),
                    row.getLong("online")))
        .list();
  }

  /** All that match, one after the other; in a transaction, so that they come in bounded memory. */
  void each(Handle handle, RecordSearch search, Consumer<StoredRecord> consumer) {
    bind(handle.createQuery(SELECT + matching(search) + " ORDER BY r.serial"), search)
        .setFetchSize(FETCH)
        .map((row, _) -> map(row))
        .forEach(consumer);
  }

  /** The record with a serial number or a MAC address. */
  Optional<StoredRecord> byCode(Handle handle, String code) {
    return handle
        .createQuery(
            SELECT
                + """
                WHERE lower(r.serial) = lower(:code) OR r.mac = :mac
                ORDER BY lower(r.serial) = lower(:code) DESC LIMIT 1
                """)
        .bind("code", code)
        .bind("mac", ManufacturingRecord.normalMac(code))
        .map((row, _) -> map(row))
        .findOne();
  }

  /** Has nobody else change, onboard or delete the record until the transaction ends. */
  void lock(Handle handle, String serial) {
    handle
        .createQuery("SELECT 1 FROM manufacturing_record WHERE serial = :serial FOR UPDATE")
        .bind("serial", serial)
        .mapTo(Integer.class)
        .findOne();
  }

  /** The serial number of the record with a MAC address. */
  Optional<String> serialOfMac(Handle handle, String mac) {
    return handle
        .createQuery("SELECT serial FROM manufacturing_record WHERE mac = :mac")
        .bind("mac", mac)
        .mapTo(String.class)
        .findOne();
  }

  /** Writers one after the other, so that what one has looked for is not made by another. */
  void lock(Handle handle) {
    handle.execute("LOCK TABLE manufacturing_record IN SHARE ROW EXCLUSIVE MODE");
  }

  /** Makes or replaces a record; one that is there keeps the spelling of its serial number. */
  void save(Handle handle, ManufacturingRecord record, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO manufacturing_record AS r (serial, mac, model, hardware_revision, thumbprint,
              endorsement_key, customer, order_number, sold_to, created_at, updated_at)
            VALUES (:serial, :mac, :model, :hardware, :thumbprint, :endorsement, :customer, :order,
              :soldTo, :now, :now)
            ON CONFLICT (lower(serial)) DO UPDATE SET mac = excluded.mac, model = excluded.model,
              hardware_revision = excluded.hardware_revision, thumbprint = excluded.thumbprint,
              endorsement_key = excluded.endorsement_key, customer = excluded.customer,
              order_number = excluded.order_number, sold_to = excluded.sold_to,
              updated_at = excluded.updated_at
            """)
        .bind("serial", record.serial())
        .bind("mac", record.mac())
        .bind("model", record.model())
        .bind("hardware", record.hardwareRevision())
        .bind("thumbprint", record.thumbprint())
        .bind("endorsement", record.endorsementKey())
        .bind("customer", record.customer())
        .bind("order", record.order())
        .bind("soldTo", record.soldTo())
        .bind("now", now)
        .execute();
  }

  void delete(Handle handle, String serial) {
    handle
        .createUpdate("DELETE FROM manufacturing_record WHERE serial = :serial")
        .bind("serial", serial)
        .execute();
  }

  private static StoredRecord map(ResultSet row) throws SQLException {
    return new StoredRecord(
        new ManufacturingRecord(
            row.getString("serial"),
            row.getString("mac"),
            row.getString("model"),
            row.getString("hardware_revision"),
            row.getString("thumbprint"),
            row.getString("endorsement_key"),
            row.getString("customer"),
            row.getString("order_number"),
            row.getString("sold_to")),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant(),
        row.getString("way") == null ? null : registration(row));
  }

  private static Registration registration(ResultSet row) throws SQLException {
    Timestamp firstConnected = row.getTimestamp("first_connected_at");
    String hub = row.getString("hub");
    return new Registration(
        hub == null ? null : new HubName(hub),
        row.getString("device_id"),
        RegistrationStatus.of(row.getString("status")).orElseThrow(),
        row.getString("authentication"),
        Way.valueOf(row.getString("way").toUpperCase(Locale.ROOT)),
        row.getString("by"),
        row.getTimestamp("at").toInstant(),
        firstConnected == null ? null : firstConnected.toInstant(),
        row.getString("reported_model"),
        row.getString("firmware"),
        row.getBoolean("online"));
  }
}
