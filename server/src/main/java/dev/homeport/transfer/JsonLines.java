package dev.homeport.transfer;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream in UTF-8, one at a time and each of bounded length. Lines end with LF or
 * CRLF, the last one perhaps with neither; blank ones are counted but passed over, as is a byte
 * order mark. Confined to its caller.
 */
final class JsonLines {

  /** Room for a twin that is full in all its sections, with its metadata. */
  static final int MAX_LINE_BYTES = 4 << 20;

  private static final int BUFFER = 64 << 10;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** A line. */
  sealed interface Line {
    /** From 1. */
    long number();

    /** What stands in it. */
    record Text(long number, String text) implements Line {}

    /** Why it cannot be read. */
    record Unreadable(long number, HubException why) implements Line {}
  }

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final CharsetDecoder utf8 =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private int at;
  private int end;
  private long number;

  JsonLines(InputStream in) {
    this.in = in;
  }

  /** The next line that is not blank; null at the end. */
  @Nullable Line next() throws IOException {
    while (fill()) {
      number++;
      boolean fits = readLine();
      if (!fits) {
        return new Line.Unreadable(
            number,
            new HubException(
                ErrorCode.MESSAGE_TOO_LARGE,
                "the line is longer than " + MAX_LINE_BYTES + " bytes"));
      }
      String text;
      try {
        text = utf8.decode(ByteBuffer.wrap(line.toByteArray())).toString();
      } catch (CharacterCodingException e) {
        return new Line.Unreadable(
            number, new HubException(ErrorCode.IOTHUB_FORMAT_ERROR, "the line is not UTF-8"));
      }
      if (number == 1 && text.startsWith(BYTE_ORDER_MARK)) {
        text = text.substring(1);
      }
      if (!text.isBlank()) {
        return new Line.Text(number, text);
      }
    }
    return null;
  }

  /** Whether there is another byte. */
  private boolean fill() throws IOException {
    while (at == end) {
      at = 0;
      end = Math.max(0, in.read(buffer));
      if (end == 0) {
        return false;
      }
    }
    return true;
  }

  /** Reads to the end of the line; false when it was too long to be kept. */
  private boolean readLine() throws IOException {
    line.reset();
    boolean fits = true;
    while (fill()) {
      int stop = at;
      while (stop < end && buffer[stop] != '\n') {
        stop++;
      }
      fits &= line.size() + (stop - at) <= MAX_LINE_BYTES;
      if (fits) {
        line.write(buffer, at, stop - at);
      }
      boolean ended = stop < end;
      at = ended ? stop + 1 : stop;
      if (ended) {
        break;
      }
    }
    return fits;
  }
}
