package dev.homeport.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What stands in one place of a report. */
public sealed interface Cell {

  /** A place where nothing is known. */
  Cell EMPTY = new Empty();

  /** Words; never taken for a formula. */
  record Text(String value) implements Cell {}

  /** How many. */
  record Count(long value) implements Cell {}

  record Decimal(double value) implements Cell {}

  record Time(Instant value) implements Cell {}

  /** Nothing. */
  record Empty() implements Cell {}

  static Cell text(@Nullable String value) {
    return value == null ? EMPTY : new Text(value);
  }

  static Cell time(@Nullable Instant value) {
    return value == null ? EMPTY : new Time(value);
  }

  static Cell decimal(@Nullable Double value) {
    return value == null || !Double.isFinite(value) ? EMPTY : new Decimal(value);
  }
}
