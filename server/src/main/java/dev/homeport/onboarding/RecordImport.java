package dev.homeport.onboarding;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Reads manufacturing records from CSV files, in bounded memory and one transaction: into a
 * temporary table while the file comes in, then one merge. A row that is refused leaves the others
 * as they are; a file that breaks off leaves nothing. Thread-safe; blocks.
 */
public final class RecordImport {

  /** The most rows of a file. */
  public static final int MAX_ROWS = 1_000_000;

  /** The most errors that are kept of a file; all are counted. */
  public static final int KEPT_ERRORS = 10_000;

  /** The errors that come with the result. */
  static final int TOLD_ERRORS = 100;

  static final int KEPT_IMPORTS = 100;

  private static final int AT_ONCE = 2;
  private static final int BUFFER = 64 << 10;

  private final Jdbi jdbi;
  private final Clock clock;
  private final ImportStore imports = new ImportStore();
  private final Semaphore places = new Semaphore(AT_ONCE);

  public RecordImport(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * Imports a file. A row for a serial number that is there changes its record, in the columns that
   * the file has.
   *
   * @param by who imports it
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} for a first row that names the
   *     wrong columns, {@link ErrorCode#IOTHUB_FORMAT_ERROR} for what is no CSV in UTF-8, {@link
   *     ErrorCode#THROTTLED} when as many imports as this node takes are under way
   */
  public ImportResult run(InputStream csv, String by) throws IOException {
    if (!places.tryAcquire()) {
      throw new HubException(
          ErrorCode.THROTTLED, AT_ONCE + " imports are under way; try again when one is done");
    }
    try {
      BufferedReader text =
          new BufferedReader(
              new InputStreamReader(
                  csv,
                  StandardCharsets.UTF_8
                      .newDecoder()
                      .onMalformedInput(CodingErrorAction.REPORT)
                      .onUnmappableCharacter(CodingErrorAction.REPORT)),
              BUFFER);
      CsvRows rows = new CsvRows(text);
      CsvRows.Row first = rows.next();
      if (first == null || first.problem() != null) {
        throw new HubException(
            ErrorCode.IOTHUB_FORMAT_ERROR, "the first row does not name the columns");
      }
      List<RecordColumn> columns = RecordColumn.of(first.cells());
      return jdbi.inTransaction(handle -> new Run(handle, columns).all(rows, by));
    } catch (CharacterCodingException e) {
      throw new HubException(
          ErrorCode.IOTHUB_FORMAT_ERROR, "the file is not UTF-8; save it as \"CSV UTF-8\"");
    } finally {
      places.release();
    }
  }

  /**
   * An import that was done, with its first errors.
   *
   * @throws HubException with {@link ErrorCode#NOT_FOUND}
   */
  public ImportResult get(UUID id) {
    return jdbi.withHandle(handle -> imports.find(handle, id, TOLD_ERRORS))
        .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "there is no such import"));
  }

  /** All errors that are kept of an import, by line. */
  public List<RowError> errors(UUID id) {
    return jdbi.withHandle(handle -> imports.errors(handle, id, KEPT_ERRORS));
  }

  /** One import. Confined to its transaction. */
  private final class Run {

    private final Handle handle;
    private final List<RecordColumn> columns;
    private final List<RowError> errors = new ArrayList<>();
    private long refused;

    Run(Handle handle, List<RecordColumn> columns) {
      this.handle = handle;
      this.columns = columns;
    }

    ImportResult all(CsvRows rows, String by) throws IOException {
      RecordStage stage = new RecordStage(handle);
      long read = 0;
      long staged = 0;
      for (CsvRows.Row row = rows.next(); row != null; row = rows.next()) {
        if (++read > MAX_ROWS) {
          throw new HubException(
              ErrorCode.MESSAGE_TOO_LARGE, "a file has at most " + MAX_ROWS + " rows");
        }
        ManufacturingRecord record = record(row);
        if (record != null) {
          stage.add(row.line(), record);
          staged++;
        }
      }
      stage.end();
      List<RowError> contradicting = new ArrayList<>(stage.takeOutDuplicates());
      contradicting.addAll(stage.takeOutTakenMacs());
      RecordStage.Merged merged = stage.merge(columns);
      contradicting.sort(Comparator.comparingLong(RowError::line));
      contradicting.forEach(this::refuse);
      errors.sort(Comparator.comparingLong(RowError::line));
      ImportResult result =
          new ImportResult(
              UUID.randomUUID(),
              clock.instant().truncatedTo(ChronoUnit.MICROS),
              by,
              read,
              merged.created(),
              merged.updated(),
              staged - contradicting.size() - merged.created() - merged.updated(),
              refused,
              errors);
      imports.insert(handle, result, KEPT_IMPORTS);
      return new ImportResult(
          result.id(),
          result.at(),
          by,
          read,
          result.created(),
          result.updated(),
          result.unchanged(),
          refused,
          List.copyOf(errors.subList(0, Math.min(TOLD_ERRORS, errors.size()))));
    }

    private @Nullable ManufacturingRecord record(CsvRows.Row row) {
      int serialAt = columns.indexOf(RecordColumn.SERIAL);
      String serial = serialAt < row.cells().size() ? row.cells().get(serialAt).strip() : "";
      String problem = row.problem();
      if (problem != null) {
        refuse(error(row, serial, ErrorCode.IOTHUB_FORMAT_ERROR, problem));
        return null;
      }
      if (row.cells().size() != columns.size()) {
        refuse(
            error(
                row,
                serial,
                ErrorCode.IOTHUB_FORMAT_ERROR,
                "the row has %d cells, the first one %d"
                    .formatted(row.cells().size(), columns.size())));
        return null;
      }
      Map<RecordColumn, String> cells = new EnumMap<>(RecordColumn.class);
      for (int i = 0; i < columns.size(); i++) {
        cells.put(columns.get(i), row.cells().get(i));
      }
      try {
        return new ManufacturingRecord(
            serial,
            cells.get(RecordColumn.MAC),
            cells.get(RecordColumn.MODEL),
            cells.get(RecordColumn.HARDWARE_REVISION),
            cells.get(RecordColumn.THUMBPRINT),
            cells.get(RecordColumn.ENDORSEMENT_KEY),
            cells.get(RecordColumn.CUSTOMER),
            cells.get(RecordColumn.ORDER),
            cells.get(RecordColumn.SOLD_TO));
      } catch (HubException e) {
        refuse(error(row, serial, e.code(), e.getMessage()));
        return null;
      }
    }

    private static RowError error(CsvRows.Row row, String serial, ErrorCode code, String why) {
      return new RowError(row.line(), shown(serial), code.code(), why);
    }

    private void refuse(RowError error) {
      refused++;
      if (errors.size() < KEPT_ERRORS) {
        errors.add(error);
      }
    }
  }

  /** A serial number that may be wrong in any way. */
  private static String shown(String serial) {
    String text =
        serial.length() <= ManufacturingRecord.MAX_TEXT
            ? serial
            : serial.substring(0, ManufacturingRecord.MAX_TEXT);
    return text.replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD");
  }
}
