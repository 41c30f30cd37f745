package dev.homeport.report;

import java.util.ArrayList;
import java.util.List;

/** Keeps the first rows of a report and notes whether there are more. */
public final class FirstRows implements Table {

  private final int limit;
  private final List<String> columns = new ArrayList<>();
  private final List<List<Cell>> rows = new ArrayList<>();
  private boolean more;

  public FirstRows(int limit) {
    this.limit = limit;
  }

  @Override
  public void begin(List<String> names) {
    columns.addAll(names);
  }

  @Override
  public void row(List<Cell> cells) {
    if (rows.size() < limit) {
      rows.add(cells);
    } else {
      more = true;
    }
  }

  @Override
  public boolean isFull() {
    return more;
  }

  /** Whether rows were left out. */
  public boolean more() {
    return more;
  }

  public List<String> columns() {
    return columns;
  }

  public List<List<Cell>> rows() {
    return rows;
  }

  @Override
  public void close() {
    // Nothing to end.
  }
}
