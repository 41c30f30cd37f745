package dev.homeport.app.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.report.CsvTable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** How entries of the audit log are written into a file. */
enum AuditExport {
  /** Comma-separated (RFC 4180), for spreadsheets: no cell is taken for a formula. */
  CSV("text/csv; charset=utf-8", "csv") {
    @Override
    void begin(OutputStream out) throws IOException {
      out.write(CsvTable.line(HEAD));
    }

    @Override
    void write(OutputStream out, AuditItem item, ObjectMapper json) throws IOException {
      out.write(
          CsvTable.line(
              List.of(
                  Long.toString(item.seq()),
                  item.at(),
                  item.kind(),
                  item.who(),
                  item.role(),
                  item.action(),
                  item.hub(),
                  item.target(),
                  item.outcome(),
                  Integer.toString(item.status()),
                  item.code(),
                  item.address(),
                  item.requestId(),
                  item.detail(),
                  item.hash())));
    }
  },
  /** Lines of JSON, exactly as the entries are. */
  NDJSON("application/x-ndjson", "ndjson") {
    @Override
    void begin(OutputStream out) {}

    @Override
    void write(OutputStream out, AuditItem item, ObjectMapper json) throws IOException {
      out.write(json.writeValueAsBytes(item));
      out.write('\n');
    }
  };

  private static final List<String> HEAD =
      List.of(
          "seq",
          "at",
          "kind",
          "who",
          "role",
          "action",
          "hub",
          "target",
          "outcome",
          "status",
          "code",
          "address",
          "requestId",
          "detail",
          "hash");

  private final String mediaType;
  private final String extension;

  AuditExport(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  static AuditExport of(String word) {
    return switch (word) {
      case "csv" -> CSV;
      case "ndjson" -> NDJSON;
      default -> throw new HubException(ErrorCode.ARGUMENT_INVALID, "format is csv or ndjson");
    };
  }

  String mediaType() {
    return mediaType;
  }

  String fileName() {
    return "audit." + extension;
  }

  abstract void begin(OutputStream out) throws IOException;

  abstract void write(OutputStream out, AuditItem item, ObjectMapper json) throws IOException;
}
