package dev.homeport.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document with a part that is written by machine, between two marks. */
final class MarkedFile {

  private final Path file;
  private final String first;
  private final String last;

  /**
   * @param name the name in the marks {@code <!-- NAME:begin -->} and {@code <!-- NAME:end -->}
   * @throws IOException when the file is none or has no such marks: before anything is measured
   */
  MarkedFile(Path file, String name) throws IOException {
    this.file = file;
    this.first = "<!-- " + name + ":begin -->";
    this.last = "<!-- " + name + ":end -->";
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is not there; --out names a file with the marks " + first);
    }
    replaced("");
  }

  void replace(String part) throws IOException {
    Files.writeString(file, replaced(part));
  }

  private String replaced(String part) throws IOException {
    String text = Files.readString(file);
    int begin = text.indexOf(first);
    int end = text.indexOf(last);
    if (begin < 0 || end < begin) {
      throw new IOException(file + " has no marks " + first + " and " + last);
    }
    return text.substring(0, begin + first.length()) + "\n" + part + text.substring(end);
  }
}
