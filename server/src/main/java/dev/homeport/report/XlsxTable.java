package dev.homeport.report;

import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A workbook for Excel and its like. Rows leave the memory as they come; what is too much for one
 * sheet goes on in the next one. Times are in UTC.
 */
public final class XlsxTable implements Table {

  /** Rows of a sheet, its head included. */
  static final int MAX_ROWS = 1_048_576;

  private static final int MAX_TEXT = 32_767;
  private static final int MAX_NAME = 28;
  private static final int ROWS_AT_ONCE = 500;
  private static final double WIDTH = 18;
  private static final String TIME_FORMAT = "yyyy-mm-dd hh:mm:ss";
  private static final String APPLICATION = "Homeport";
  private static final String VERSION = "01.0000"; // two digits and four, as Excel wants it

  private final Workbook workbook;
  private final String name;
  private final int rowsOfSheet;
  private List<String> columns = List.of();
  private @Nullable Worksheet sheet;
  private int sheets;
  private int next;

  /**
   * Writes to a stream, which is closed with the table.
   *
   * @param name of the sheet
   */
  public XlsxTable(OutputStream out, String name) {
    this(out, name, MAX_ROWS);
  }

  XlsxTable(OutputStream out, String name, int rowsOfSheet) {
    this.workbook = new Workbook(out, APPLICATION, VERSION);
    this.name = name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    this.rowsOfSheet = rowsOfSheet;
  }

  @Override
  public void begin(List<String> names) {
    this.columns = names;
    this.sheet = newSheet();
  }

  private Worksheet newSheet() {
    sheets++;
    Worksheet started = workbook.newWorksheet(sheets == 1 ? name : name + " " + sheets);
    started.freezePane(0, 1);
    for (int column = 0; column < columns.size(); column++) {
      started.width(column, WIDTH);
      started.inlineString(0, column, cut(columns.get(column)));
      started.style(0, column).bold().set();
    }
    next = 1;
    return started;
  }

  @Override
  public void row(List<Cell> cells) throws IOException {
    Worksheet current = sheet;
    if (current == null) {
      throw new IllegalStateException("rows come after the head");
    }
    if (next == rowsOfSheet) {
      finish(current);
      current = newSheet();
      sheet = current;
    }
    for (int column = 0; column < cells.size(); column++) {
      put(current, next, column, cells.get(column));
    }
    next++;
    if (next % ROWS_AT_ONCE == 0) {
      current.flush();
    }
  }

  private static void put(Worksheet sheet, int row, int column, Cell cell) {
    switch (cell) {
      // Not among the shared strings: those of all rows would stay in memory.
      case Cell.Text(String value) -> sheet.inlineString(row, column, cut(value));
      case Cell.Count(long value) -> sheet.value(row, column, value);
      case Cell.Decimal(double value) -> sheet.value(row, column, value);
      case Cell.Time(var value) -> {
        sheet.value(row, column, value.atOffset(ZoneOffset.UTC).toLocalDateTime());
        sheet.style(row, column).format(TIME_FORMAT).set();
      }
      case Cell.Empty() -> {
        // An empty place.
      }
    }
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }

  private void finish(Worksheet finished) throws IOException {
    finished.setAutoFilter(0, 0, next - 1, columns.size() - 1);
    finished.finish();
  }

  @Override
  public void close() throws IOException {
    Worksheet last = sheet;
    if (last != null) {
      finish(last);
      sheet = null;
    }
    workbook.close();
  }
}
