package dev.homeport.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document with a part that is written by machine, between two marks. */
final class MarkedFile {

  private static final String BEGIN = "<!-- bench:begin -->";
  private static final String END = "<!-- bench:end -->";

  private MarkedFile() {}

  static void replace(Path file, String part) throws IOException {
    String text = Files.readString(file);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(file + " has no marks for the tables");
    }
    Files.writeString(
        file, text.substring(0, begin + BEGIN.length()) + "\n" + part + text.substring(end));
  }
}
