package dev.homeport.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document with a part that is written by machine, between two marks. */
final class MarkedFile {

  private MarkedFile() {}

  /**
   * @param mark the name in the marks {@code <!-- NAME:begin -->} and {@code <!-- NAME:end -->}
   */
  static void replace(Path file, String mark, String part) throws IOException {
    String text = Files.readString(file);
    String first = "<!-- " + mark + ":begin -->";
    int begin = text.indexOf(first);
    int end = text.indexOf("<!-- " + mark + ":end -->");
    if (begin < 0 || end < begin) {
      throw new IOException(file + " has no marks " + mark + " for the tables");
    }
    Files.writeString(
        file, text.substring(0, begin + first.length()) + "\n" + part + text.substring(end));
  }
}
