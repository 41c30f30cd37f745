package dev.homeport.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;

final class TableTest {

  private static final Instant NOON = Instant.parse("2026-02-03T12:34:56Z");

  private static String csv(List<String> columns, List<List<Cell>> rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Table table = new CsvTable(out)) {
      write(table, columns, rows);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void write(Table table, List<String> columns, List<List<Cell>> rows)
      throws IOException {
    table.begin(columns);
    for (List<Cell> row : rows) {
      table.row(row);
    }
  }

  @Test
  void aCsvFileHasALineForEachRow() throws IOException {
    assertThat(
            csv(
                List.of("id", "n", "share", "at"),
                List.of(
                    List.of(
                        Cell.text("a"), new Cell.Count(-7), Cell.decimal(1e-7), Cell.time(NOON)),
                    List.of(Cell.text("ü,\"x\"\ny"), Cell.EMPTY, Cell.EMPTY, Cell.EMPTY))))
        .isEqualTo(
            """
            id,n,share,at\r
            a,-7,0.00000010,2026-02-03T12:34:56Z\r
            "ü,""x""
            y",,,\r
            """);
  }

  @Test
  void aSpreadsheetRunsNothingThatADeviceSays() throws IOException {
    List<List<Cell>> rows = new ArrayList<>();
    for (String text : List.of("=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "\n=1")) {
      rows.add(List.of(Cell.text(text)));
    }

    assertThat(csv(List.of("tags.=cmd"), rows))
        .isEqualTo(
            "tags.=cmd\r\n'=1+1\r\n'+1\r\n'-1\r\n'@sum\r\n'\t=1\r\n\"'\r=1\"\r\n\"'\n=1\"\r\n");
  }

  private static List<List<Row>> sheets(byte[] workbook) throws IOException {
    try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
      List<List<Row>> sheets = new ArrayList<>();
      for (Sheet sheet : read.getSheets().toList()) {
        sheets.add(sheet.read());
      }
      return sheets;
    }
  }

  @Test
  void aWorkbookKeepsTheKindsOfItsCells() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Table table = new XlsxTable(out, "Things")) {
      write(
          table,
          List.of("text", "count", "share", "at", "nothing"),
          List.of(
              List.of(
                  Cell.text("=1+1 <&> \u0000\uFFFF é"),
                  new Cell.Count(42),
                  new Cell.Decimal(12.5),
                  Cell.time(NOON),
                  Cell.EMPTY)));
    }

    List<Row> rows = sheets(out.toByteArray()).getFirst();
    assertThat(rows.getFirst().getCellText(0)).isEqualTo("text");
    Row row = rows.get(1);
    assertThat(row.getCell(0).getType()).isEqualTo(CellType.STRING);
    assertThat(row.getCellText(0)).startsWith("=1+1 <&> ").endsWith(" é");
    assertThat(row.getCellAsNumber(1).orElseThrow()).isEqualByComparingTo("42");
    assertThat(row.getCellAsNumber(2).orElseThrow()).isEqualByComparingTo("12.5");
    assertThat(row.getCellAsDate(3)).contains(LocalDateTime.parse("2026-02-03T12:34:56"));
    assertThat(row.getOptionalCell(4)).isEmpty();
  }

  @Test
  void whatIsTooMuchForASheetGoesOnInTheNext() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Table table = new XlsxTable(out, "Things", 4)) {
      List<List<Cell>> rows = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        rows.add(List.of(new Cell.Count(i)));
      }
      write(table, List.of("n"), rows);
    }

    assertThat(sheets(out.toByteArray()))
        .extracting(rows -> rows.stream().map(row -> row.getCell(0).getText()).toList())
        .containsExactly(
            List.of("n", "0", "1", "2"), List.of("n", "3", "4", "5"), List.of("n", "6"));
  }

  @Test
  void aWorkbookWithoutRowsCanBeRead() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Table table = new XlsxTable(out, "Things")) {
      write(table, List.of("n"), List.of());
    }

    assertThat(sheets(out.toByteArray())).singleElement().satisfies(r -> assertThat(r).hasSize(1));
  }
}
