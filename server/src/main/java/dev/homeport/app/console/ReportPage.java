package dev.homeport.app.console;

import dev.homeport.report.Cell;
import dev.homeport.report.FirstRows;
import dev.homeport.report.Report;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of a report, for a page to print.
 *
 * @param rows the cells as text; {@code ""} where nothing is known
 * @param more whether rows were left out
 */
@Schema(
    name = "ReportPage",
    requiredProperties = {"report", "title", "madeAt", "columns", "rows", "more"})
public record ReportPage(
    String report,
    String title,
    @Schema(format = "date-time") String madeAt,
    List<ReportColumn> columns,
    List<List<String>> rows,
    boolean more) {

  static ReportPage of(Report report, Instant madeAt, FirstRows table) {
    List<ReportColumn> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      columns.add(new ReportColumn(table.columns().get(i), kind(table.rows(), i)));
    }
    return new ReportPage(
        report.wire(),
        report.title(),
        madeAt.toString(),
        columns,
        table.rows().stream().map(row -> row.stream().map(ReportPage::text).toList()).toList(),
        table.more());
  }

  private static String kind(List<List<Cell>> rows, int column) {
    for (List<Cell> row : rows) {
      String kind = kind(row.get(column));
      if (kind != null) {
        return kind;
      }
    }
    return "text";
  }

  private static @Nullable String kind(Cell cell) {
    return switch (cell) {
      case Cell.Text _ -> "text";
      case Cell.Count _, Cell.Decimal _ -> "number";
      case Cell.Time _ -> "time";
      case Cell.Empty _ -> null;
    };
  }

  private static String text(Cell cell) {
    return switch (cell) {
      case Cell.Text(String value) -> value;
      case Cell.Count(long value) -> Long.toString(value);
      case Cell.Decimal(double value) -> BigDecimal.valueOf(value).toPlainString();
      case Cell.Time(Instant value) -> value.toString();
      case Cell.Empty() -> "";
    };
  }
}
