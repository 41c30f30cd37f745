package dev.homeport.report;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;

/** Comma-separated values (RFC 4180) in UTF-8. Text that a spreadsheet would run begins with '. */
public final class CsvTable implements Table {

  private static final ObjectWriter WRITER =
      CsvMapper.builder()
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .build()
          .writer(CsvSchema.emptySchema().withLineSeparator("\r\n"));

  private final SequenceWriter out;

  /** Writes to a stream, which is closed with the table. */
  public CsvTable(OutputStream out) throws IOException {
    this.out = WRITER.writeValues(out);
  }

  @Override
  public void begin(List<String> columns) throws IOException {
    // The names of tags are what somebody chose, too.
    out.write(columns.stream().map(CsvTable::safe).toList());
  }

  @Override
  public void row(List<Cell> cells) throws IOException {
    out.write(cells.stream().map(CsvTable::text).toList());
  }

  /** One line of words, each of which may be anything. */
  public static byte[] line(List<String> words) throws IOException {
    return WRITER.writeValueAsBytes(words.stream().map(CsvTable::safe).toList());
  }

  private static String text(Cell cell) {
    return switch (cell) {
      case Cell.Text(String value) -> safe(value);
      case Cell.Count(long value) -> Long.toString(value);
      case Cell.Decimal(double value) -> new BigDecimal(Double.toString(value)).toPlainString();
      case Cell.Time(var value) -> value.toString();
      case Cell.Empty() -> "";
    };
  }

  /** A spreadsheet would run what a stranger chose as a name. */
  private static String safe(String text) {
    return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
