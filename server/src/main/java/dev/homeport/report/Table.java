package dev.homeport.report;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Where the rows of a report go, one by one. Confined to one thread. */
public sealed interface Table extends Closeable permits CsvTable, FirstRows, XlsxTable {

  /** The names of the columns, before the first row. */
  void begin(List<String> columns) throws IOException;

  /** A row with a cell for each column. */
  void row(List<Cell> cells) throws IOException;

  /** Whether more rows would be of no use. */
  default boolean isFull() {
    return false;
  }

  /** Ends the table; what was not closed is not whole. */
  @Override
  void close() throws IOException;
}
