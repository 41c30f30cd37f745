package dev.homeport.insight;

import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.TextArray;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL of the table {@code timeline}. */
final class TimelineStore {

  private static final long FAR_FUTURE = 253_402_300_800_000_000L; // the year 10000

  /** An entry on its way into the table. */
  record Row(Identity identity, TimelineEntry entry, long offset) {}

  private static final Map<String, TimelineEntry.Kind> KINDS =
      EnumSet.allOf(TimelineEntry.Kind.class).stream()
          .collect(Collectors.toMap(TimelineEntry.Kind::word, Function.identity()));

  /** Adds entries; those that are there stay as they are. */
  void insert(Handle handle, List<Row> rows) {
    handle
        .createUpdate(
            """
            INSERT INTO timeline (hub, device_id, module_id, at, event_offset, kind, type, detail)
            SELECT hub, device_id, module_id,
                   TIMESTAMPTZ 'epoch' + micros * INTERVAL '1 microsecond', event_offset,
                   kind, type, detail
            FROM unnest(:hubs, :devices, :modules, :times, :offsets, :kinds, :types, :details)
                   AS u (hub, device_id, module_id, micros, event_offset, kind, type, detail)
            ON CONFLICT DO NOTHING
            """)
        .bindArray("hubs", String.class, column(rows, row -> row.identity().hub().value()))
        .bindArray("devices", String.class, column(rows, row -> row.identity().deviceId().value()))
        .bindArray("modules", String.class, column(rows, row -> row.identity().moduleColumn()))
        .bind("times", NumberArray.longs(rows, row -> Samples.micros(row.entry().time())))
        .bind("offsets", NumberArray.longs(rows, Row::offset))
        .bindArray("kinds", String.class, column(rows, row -> row.entry().kind().word()))
        .bindArray("types", String.class, column(rows, row -> row.entry().type()))
        .bind("details", new TextArray(details(rows)))
        .execute();
  }

  private static List<String> column(List<Row> rows, Function<Row, String> value) {
    return rows.stream().map(value).toList();
  }

  private static List<@Nullable String> details(List<Row> rows) {
    List<@Nullable String> details = new ArrayList<>(rows.size());
    rows.forEach(row -> details.add(row.entry().detail()));
    return details;
  }

  /**
   * The entries of a device and its modules before a place, newest first.
   *
   * @param kinds empty for all
   * @param before null for the newest
   */
  TimelinePage page(
      Handle handle,
      HubName hub,
      DeviceId deviceId,
      Set<TimelineEntry.Kind> kinds,
      TimelinePage.@Nullable Position before,
      int limit) {
    List<TimelinePage.Position> positions = new ArrayList<>();
    List<TimelineEntry> entries =
        handle
            .createQuery(
                """
                SELECT module_id, at, kind, type, detail, event_offset FROM timeline
                WHERE hub = :hub AND device_id = :device
                  AND at <= TIMESTAMPTZ 'epoch' + :at * INTERVAL '1 microsecond'
                  AND (at, event_offset)
                      < (TIMESTAMPTZ 'epoch' + :at * INTERVAL '1 microsecond', :offset)
                  AND (:all OR kind = ANY(:kinds))
                ORDER BY at DESC, event_offset DESC LIMIT :limit
                """)
            .bind("hub", hub.value())
            .bind("device", deviceId.value())
            .bind("at", before == null ? FAR_FUTURE : before.at())
            .bind("offset", before == null ? Long.MAX_VALUE : before.offset())
            .bind("all", kinds.isEmpty())
            .bindArray("kinds", String.class, kinds.stream().map(TimelineEntry.Kind::word).toList())
            .bind("limit", limit + 1)
            .map(
                (row, _) -> {
                  Timestamp at = row.getTimestamp(2);
                  positions.add(
                      new TimelinePage.Position(Samples.micros(at.toInstant()), row.getLong(6)));
                  return new TimelineEntry(
                      row.getString(1),
                      at.toInstant(),
                      kind(row.getString(3)),
                      row.getString(4),
                      row.getString(5));
                })
            .list();
    return entries.size() <= limit
        ? new TimelinePage(entries, null)
        : new TimelinePage(List.copyOf(entries.subList(0, limit)), positions.get(limit - 1));
  }

  private static TimelineEntry.Kind kind(String word) {
    TimelineEntry.Kind kind = KINDS.get(word);
    if (kind == null) {
      throw new IllegalStateException("no kind of entry is named " + word);
    }
    return kind;
  }
}
