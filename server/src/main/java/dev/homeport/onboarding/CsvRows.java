package dev.homeport.onboarding;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file (RFC 4180), one at a time and each of bounded length. Cells are separated
 * by what the first line has more of, commas, semicolons or tabs; rows end with LF or CRLF, blank
 * ones are passed over, as is a byte order mark. Confined to its caller.
 */
final class CsvRows {

  /** The most characters of a row; longer ones are told and passed over. */
  static final int MAX_ROW = 16 << 10;

  private static final int BYTE_ORDER_MARK = '\uFEFF';
  private static final int LOOK_AHEAD = 4 << 10;

  /**
   * A row.
   *
   * @param line where it begins, from 1
   * @param problem why its cells cannot be read; null when they can
   */
  record Row(long line, List<String> cells, @Nullable String problem) {}

  private final Reader in;
  private final char separator;
  private final StringBuilder cell = new StringBuilder();
  private int next;
  private long line = 1;

  /**
   * @param in supports marks, as {@link java.io.BufferedReader} does
   */
  CsvRows(Reader in) throws IOException {
    this.in = in;
    in.mark(1);
    if (in.read() != BYTE_ORDER_MARK) {
      in.reset();
    }
    separator = separator(in);
    next = in.read();
  }

  private static char separator(Reader in) throws IOException {
    in.mark(LOOK_AHEAD);
    int[] counts = new int[3];
    String candidates = ",;\t";
    for (int i = 0; i < LOOK_AHEAD; i++) {
      int c = in.read();
      if (c < 0 || c == '\n') {
        break;
      }
      int known = candidates.indexOf(c);
      if (known >= 0) {
        counts[known]++;
      }
    }
    in.reset();
    int most = 0;
    for (int i = 1; i < counts.length; i++) {
      most = counts[i] > counts[most] ? i : most;
    }
    return candidates.charAt(most);
  }

  /**
   * The next row that is not blank; null at the end.
   *
   * @throws HubException with {@link ErrorCode#IOTHUB_FORMAT_ERROR} when a quote is never closed
   */
  @Nullable Row next() throws IOException {
    while (next >= 0) {
      Row row = read();
      if (row.problem() != null || row.cells().stream().anyMatch(text -> !text.isBlank())) {
        return row;
      }
    }
    return null;
  }

  private Row read() throws IOException {
    long begin = line;
    List<String> cells = new ArrayList<>();
    int length = 0;
    String problem = null;
    boolean more = true;
    while (more) {
      cell.setLength(0);
      String wrong = next == '"' ? quoted(begin) : plain();
      problem = problem == null ? wrong : problem;
      length += cell.length() + 1;
      if (length > MAX_ROW) {
        problem = "the row has more than " + MAX_ROW + " characters";
        cells.clear();
      } else {
        cells.add(cell.toString());
      }
      more = next == separator;
      if (more) {
        advance();
      }
    }
    if (next == '\r') {
      advance();
    }
    if (next == '\n') {
      advance();
    }
    return new Row(begin, cells, problem);
  }

  private @Nullable String plain() throws IOException {
    while (next >= 0 && next != separator && next != '\n' && next != '\r') {
      keep();
    }
    return null;
  }

  /** Reads a cell in quotes; what follows the closing quote has to be the cell's end. */
  private @Nullable String quoted(long begin) throws IOException {
    advance();
    while (true) {
      if (next < 0) {
        throw new HubException(
            ErrorCode.IOTHUB_FORMAT_ERROR, "a quote that begins in line " + begin + " has no end");
      }
      if (next == '"') {
        advance();
        if (next != '"') {
          break;
        }
      }
      keep();
    }
    boolean ended = next < 0 || next == separator || next == '\n' || next == '\r';
    if (ended) {
      return null;
    }
    plain();
    return "a closing quote is followed by text";
  }

  private void keep() throws IOException {
    if (cell.length() <= MAX_ROW) {
      cell.append((char) next);
    }
    advance();
  }

  private void advance() throws IOException {
    if (next == '\n') {
      line++;
    }
    next = in.read();
  }
}
