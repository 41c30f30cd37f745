package dev.homeport.access.audit;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;

/** A month in UTC, whose entries are one partition of the table. */
record Month(YearMonth value) {

  private static final String PREFIX = "audit_entry_";

  static Month of(Instant at) {
    return new Month(YearMonth.from(at.atOffset(ZoneOffset.UTC)));
  }

  static Month ofTable(String table) {
    return new Month(YearMonth.parse(table.substring(PREFIX.length()).replace('_', '-')));
  }

  /** The partition's name, {@code audit_entry_2026_01}. */
  String table() {
    return PREFIX + String.format(Locale.ROOT, "%04d_%02d", value.getYear(), value.getMonthValue());
  }

  Instant begin() {
    return value.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  /** When the next month begins. */
  Instant end() {
    return new Month(value.plusMonths(1)).begin();
  }
}
