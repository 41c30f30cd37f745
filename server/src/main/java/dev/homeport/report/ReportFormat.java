package dev.homeport.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/** What file a report is written as. */
public enum ReportFormat {
  CSV("text/csv; charset=utf-8") {
    @Override
    public Table open(OutputStream out, Report report) throws IOException {
      return new CsvTable(out);
    }
  },
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
    @Override
    public Table open(OutputStream out, Report report) {
      return new XlsxTable(out, report.title());
    }
  };

  private final String mediaType;

  ReportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** A table whose file goes to a stream, which is closed with the table. */
  public abstract Table open(OutputStream out, Report report) throws IOException;

  public String mediaType() {
    return mediaType;
  }

  /** The name in the API and the extension of the file. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ReportFormat> of(String wire) {
    for (ReportFormat format : values()) {
      if (format.wire().equals(wire)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
