package dev.homeport.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonLinesTest {

  private static List<JsonLines.Line> lines(byte[] bytes) throws IOException {
    return lines(new ByteArrayInputStream(bytes));
  }

  private static List<JsonLines.Line> lines(InputStream in) throws IOException {
    JsonLines reader = new JsonLines(in);
    List<JsonLines.Line> lines = new ArrayList<>();
    for (JsonLines.Line line = reader.next(); line != null; line = reader.next()) {
      lines.add(line);
    }
    return lines;
  }

  private static List<JsonLines.Line> lines(String text) throws IOException {
    return lines(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ErrorCode code(JsonLines.Line line) {
    return ((JsonLines.Line.Unreadable) line).why().code();
  }

  @Test
  void countsBlankLinesAndPassesOverThem() throws IOException {
    assertThat(lines("{\"id\":\"a\"}\r\n\n  \n{\"id\":\"é\"}"))
        .containsExactly(
            new JsonLines.Line.Text(1, "{\"id\":\"a\"}\r"),
            new JsonLines.Line.Text(4, "{\"id\":\"é\"}"));
    assertThat(lines("")).isEmpty();
    assertThat(lines("\n\n")).isEmpty();
  }

  @Test
  void takesAByteOrderMarkAtTheBeginOnly() throws IOException {
    assertThat(lines("\uFEFF{}\n\uFEFF{}"))
        .containsExactly(new JsonLines.Line.Text(1, "{}"), new JsonLines.Line.Text(2, "\uFEFF{}"));
  }

  @Test
  void refusesALineThatIsNoUtf8AndReadsTheNext() throws IOException {
    byte[] bytes = "{\"a\":\"?\"}\n{\"b\":1}\n".getBytes(StandardCharsets.UTF_8);
    bytes[6] = (byte) 0xE9; // é in Latin-1

    List<JsonLines.Line> lines = lines(bytes);

    assertThat(code(lines.getFirst())).isEqualTo(ErrorCode.IOTHUB_FORMAT_ERROR);
    assertThat(lines.getLast()).isEqualTo(new JsonLines.Line.Text(2, "{\"b\":1}"));
  }

  @Test
  void refusesALineThatIsTooLongAndReadsTheNext() throws IOException {
    String longest = "x".repeat(JsonLines.MAX_LINE_BYTES);

    List<JsonLines.Line> lines = lines(longest + "\n" + longest + "y\nnext\n" + longest + "z");

    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).isEqualTo(new JsonLines.Line.Text(1, longest));
    assertThat(code(lines.get(1))).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
    assertThat(lines.get(2)).isEqualTo(new JsonLines.Line.Text(3, "next"));
    assertThat(code(lines.get(3))).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
  }

  @Test
  void findsTheSameLinesHoweverTheStreamIsCut() throws IOException {
    byte[] bytes = "first\nsecond ü\n\nlast".getBytes(StandardCharsets.UTF_8);
    InputStream drops =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, 1));
          }
        };

    assertThat(lines(drops)).isEqualTo(lines(bytes)).hasSize(3);
  }
}
