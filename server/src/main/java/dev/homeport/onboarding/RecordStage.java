package dev.homeport.onboarding;

import dev.homeport.TextArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one import on their way: a temporary table, filled a batch with each statement, and
 * the statements that sort out what contradicts itself or what is there, and merge the rest.
 * Confined to its transaction.
 */
final class RecordStage {

  private static final int BATCH = 5_000;

  /** A row of the file with its record. */
  private record Staged(long line, ManufacturingRecord record) {}

  private final Handle handle;
  private final List<Staged> batch = new ArrayList<>(BATCH);

  RecordStage(Handle handle) {
    this.handle = handle;
    handle.execute(
        """
        CREATE TEMPORARY TABLE record_stage (
          line bigint NOT NULL, serial text COLLATE "C" NOT NULL, mac text COLLATE "C", model text,
          hardware_revision text, thumbprint text, endorsement_key text, customer text,
          order_number text, sold_to text
        ) ON COMMIT DROP
        """);
  }

  void add(long line, ManufacturingRecord record) {
    batch.add(new Staged(line, record));
    if (batch.size() == BATCH) {
      flush();
    }
  }

  private void flush() {
    handle
        .createUpdate(
            """
            INSERT INTO record_stage
            SELECT * FROM unnest(:lines, :serials, :macs, :models, :hardware, :thumbprints,
              :endorsements, :customers, :orders, :buyers)
            """)
        .bindArray("lines", Long.class, batch.stream().map(Staged::line).toList())
        .bind("serials", column(ManufacturingRecord::serial))
        .bind("macs", column(ManufacturingRecord::mac))
        .bind("models", column(ManufacturingRecord::model))
        .bind("hardware", column(ManufacturingRecord::hardwareRevision))
        .bind("thumbprints", column(ManufacturingRecord::thumbprint))
        .bind("endorsements", column(ManufacturingRecord::endorsementKey))
        .bind("customers", column(ManufacturingRecord::customer))
        .bind("orders", column(ManufacturingRecord::order))
        .bind("buyers", column(ManufacturingRecord::soldTo))
        .execute();
    batch.clear();
  }

  private TextArray column(Function<ManufacturingRecord, @Nullable String> value) {
    List<String> texts = new ArrayList<>(batch.size());
    batch.forEach(staged -> texts.add(value.apply(staged.record())));
    return new TextArray(texts);
  }

  /** Ends the filling; from now on nobody else writes records until the transaction ends. */
  void end() {
    flush();
    handle.execute("ANALYZE record_stage");
    handle.execute("LOCK TABLE manufacturing_record IN SHARE ROW EXCLUSIVE MODE");
  }

  /** Takes out what an earlier row has, too. */
  List<RowError> takeOutDuplicates() {
    return handle
        .createQuery(
            """
            DELETE FROM record_stage s USING (
              SELECT line,
                first_value(line) OVER (PARTITION BY lower(serial) ORDER BY line) AS serial_line,
                CASE WHEN mac IS NULL THEN line
                  ELSE first_value(line) OVER (PARTITION BY mac ORDER BY line) END AS mac_line
              FROM record_stage) f
            WHERE s.line = f.line AND (f.serial_line <> f.line OR f.mac_line <> f.line)
            RETURNING s.line, s.serial, s.mac, f.serial_line, f.mac_line
            """)
        .map(
            (row, _) -> {
              long line = row.getLong("line");
              String serial = row.getString("serial");
              return row.getLong("serial_line") == line
                  ? new RowError(
                      line,
                      serial,
                      "DuplicateMac",
                      "line %d has the MAC address %s, too"
                          .formatted(row.getLong("mac_line"), row.getString("mac")))
                  : new RowError(
                      line,
                      serial,
                      "DuplicateSerial",
                      "line %d has the serial number, too".formatted(row.getLong("serial_line")));
            })
        .list();
  }

  /** Takes out rows with the MAC address of a record with another serial number. */
  List<RowError> takeOutTakenMacs() {
    return handle
        .createQuery(
            """
            DELETE FROM record_stage s USING manufacturing_record r
            WHERE r.mac = s.mac AND lower(r.serial) <> lower(s.serial)
            RETURNING s.line, s.serial, s.mac, r.serial AS owner
            """)
        .map(
            (row, _) ->
                new RowError(
                    row.getLong("line"),
                    row.getString("serial"),
                    "MacTaken",
                    "the MAC address %s is that of %s"
                        .formatted(row.getString("mac"), row.getString("owner"))))
        .list();
  }

  /** How many records were made and changed. */
  record Merged(long created, long updated) {}

  /**
   * Merges what is left.
   *
   * @param columns those of the file; of records that are there, others stay as they are
   */
  Merged merge(List<RecordColumn> columns) {
    List<String> changing =
        columns.stream()
            .filter(column -> column != RecordColumn.SERIAL)
            .map(RecordColumn::column)
            .toList();
    String onConflict =
        changing.isEmpty()
            ? "DO NOTHING"
            : """
              DO UPDATE SET %s, updated_at = excluded.updated_at
              WHERE (%s) IS DISTINCT FROM (%s)
              """
                .formatted(
                    each(changing, "%1$s = excluded.%1$s"),
                    each(changing, "m.%s"),
                    each(changing, "excluded.%s"));
    return handle
        .createQuery(
            """
            WITH written AS (
              INSERT INTO manufacturing_record AS m (serial, mac, model, hardware_revision,
                thumbprint, endorsement_key, customer, order_number, sold_to, created_at, updated_at)
              SELECT serial, mac, model, hardware_revision, thumbprint, endorsement_key, customer,
                order_number, sold_to, now(), now()
              FROM record_stage ORDER BY serial
              ON CONFLICT (lower(serial)) %s
              RETURNING xmax = 0 AS created)
            SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM written
            """
                .formatted(onConflict))
        .map((row, _) -> new Merged(row.getLong(1), row.getLong(2)))
        .one();
  }

  private static String each(List<String> columns, String form) {
    return columns.stream().map(form::formatted).collect(Collectors.joining(", "));
  }
}
