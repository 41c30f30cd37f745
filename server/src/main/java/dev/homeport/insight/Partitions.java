package dev.homeport.insight;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * The partitions of the tables that are partitioned by time, in UTC: made when a row needs one,
 * dropped whole when all of it is old. Thread-safe.
 */
final class Partitions {

  /** Partitioned tables. */
  enum Table {
    METRIC_VALUE("metric_value", false),
    METRIC_MINUTE("metric_minute", false),
    METRIC_HOUR("metric_hour", true),
    TIMELINE("timeline", false);

    private final String sqlName;
    private final boolean monthly;

    Table(String sqlName, boolean monthly) {
      this.sqlName = sqlName;
      this.monthly = monthly;
    }

    private LocalDate first(Instant time) {
      LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
      return monthly ? day.withDayOfMonth(1) : day;
    }

    private LocalDate next(LocalDate first) {
      return monthly ? first.plusMonths(1) : first.plusDays(1);
    }
  }

  /** A partition that is there; it begins with the start of {@code first}. */
  private record Partition(Table table, LocalDate first) {

    String name() {
      return table.sqlName + "_" + DateTimeFormatter.BASIC_ISO_DATE.format(first);
    }

    LocalDate end() {
      return table.next(first);
    }
  }

  /** Taken while partitions are made, so that two nodes do not make the same one. */
  private static final long LOCK = 0x686f6d65_70617274L;

  private final Jdbi jdbi;
  private final Set<Partition> known = ConcurrentHashMap.newKeySet();

  Partitions(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Makes the partitions for rows of these times where they are missing. */
  void ensure(Table table, Collection<Instant> times) {
    Set<LocalDate> firsts = times.stream().map(table::first).collect(Collectors.toSet());
    List<Partition> missing =
        new TreeSet<>(firsts)
            .stream()
                .map(first -> new Partition(table, first))
                .filter(partition -> !known.contains(partition))
                .toList();
    if (missing.isEmpty()) {
      return;
    }
    jdbi.useTransaction(
        handle -> {
          handle
              .createQuery("SELECT CAST(pg_advisory_xact_lock(:lock) AS text)")
              .bind("lock", LOCK)
              .mapTo(String.class)
              .one();
          for (Partition partition : missing) {
            handle.execute(
                """
                CREATE TABLE IF NOT EXISTS %s PARTITION OF %s
                FOR VALUES FROM ('%s 00:00:00+00') TO ('%s 00:00:00+00')
                """
                    .formatted(
                        partition.name(), table.sqlName, partition.first(), partition.end()));
          }
        });
    known.addAll(missing);
  }

  /** Drops the partitions that hold only rows from before {@code limit}. */
  int dropBefore(Table table, Instant limit) {
    List<Partition> old =
        partitions(table).stream()
            .filter(
                partition ->
                    !partition.end().atStartOfDay().toInstant(ZoneOffset.UTC).isAfter(limit))
            .toList();
    for (Partition partition : old) {
      jdbi.useHandle(handle -> handle.execute("DROP TABLE IF EXISTS " + partition.name()));
      known.remove(partition);
    }
    return old.size();
  }

  private List<Partition> partitions(Table table) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                    WHERE i.inhparent = CAST(:table AS regclass)
                    """)
                .bind("table", table.sqlName)
                .mapTo(String.class)
                .map(
                    name ->
                        new Partition(
                            table,
                            LocalDate.parse(
                                name.substring(table.sqlName.length() + 1),
                                DateTimeFormatter.BASIC_ISO_DATE)))
                .list());
  }
}
