package dev.homeport.app.blob;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What part of a representation a request asks for (RFC 9110 §14). */
sealed interface ByteRange {

  /** All of it: nothing is asked, or in a way that may be passed over. */
  record Whole() implements ByteRange {}

  /** {@code first} to {@code last}, both inclusive and both there. */
  record Part(long first, long last) implements ByteRange {
    long length() {
      return last - first + 1;
    }
  }

  /** None of what is asked is there. */
  record Unsatisfiable() implements ByteRange {}

  Pattern ONE = Pattern.compile("(?i:bytes)=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

  /**
   * Reads the header {@code Range}. More than one range, and what is none, is passed over, as RFC
   * 9110 permits.
   */
  static ByteRange of(@Nullable String header, long size) {
    Matcher range = header == null ? null : ONE.matcher(header);
    if (range == null || !range.matches()) {
      return new Whole();
    }
    String first = range.group(1);
    String last = range.group(2);
    if (first.isEmpty() && last.isEmpty()) {
      return new Whole();
    }
    if (first.isEmpty()) {
      long suffix = Long.parseLong(last);
      return suffix == 0 || size == 0
          ? new Unsatisfiable()
          : new Part(Math.max(0, size - suffix), size - 1);
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
    if (to < from) {
      return new Whole();
    }
    return from >= size ? new Unsatisfiable() : new Part(from, Math.min(to, size - 1));
  }
}
