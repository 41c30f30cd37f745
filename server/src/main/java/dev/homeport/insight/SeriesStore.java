package dev.homeport.insight;

import dev.homeport.HubName;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/** SQL of the table {@code metric_series}. */
final class SeriesStore {

  /** A series that is still to be made. */
  record Missing(Source source, String metric) {}

  private final Jdbi jdbi;

  SeriesStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The ids of all series of {@code sources}, by their metrics. */
  Map<Source, Map<String, Long>> of(Collection<Source> sources) {
    Map<Source, Map<String, Long>> found = new HashMap<>();
    jdbi.useHandle(
        handle ->
            bindSources(
                    handle.createQuery(
                        """
                        SELECT hub, device_id, module_id, generation_id, metric, series_id
                        FROM metric_series
                        JOIN unnest(:hubs, :devices, :modules, :generations)
                               AS u (hub, device_id, module_id, generation_id)
                          USING (hub, device_id, module_id, generation_id)
                        """),
                    List.copyOf(sources),
                    Function.identity())
                .map(
                    (row, _) -> {
                      Source source =
                          new Source(
                              new HubName(row.getString(1)),
                              row.getString(2),
                              row.getString(3),
                              row.getString(4));
                      return found
                          .computeIfAbsent(source, _ -> new HashMap<>())
                          .put(row.getString(5), row.getLong(6));
                    })
                .list());
    return found;
  }

  /** Makes series, except of an identity that is gone. */
  void create(List<Missing> missing) {
    jdbi.useTransaction(
        handle ->
            bindSources(
                    handle.createUpdate(
                        """
                        INSERT INTO metric_series (hub, device_id, module_id, generation_id, metric)
                        SELECT i.hub, i.device_id, i.module_id, i.generation_id, u.metric
                        FROM unnest(:hubs, :devices, :modules, :generations, :metrics)
                               AS u (hub, device_id, module_id, generation_id, metric)
                        JOIN identity i USING (hub, device_id, module_id)
                        WHERE i.generation_id = u.generation_id
                        ORDER BY i.hub, i.device_id, i.module_id, u.metric
                        FOR KEY SHARE OF i
                        ON CONFLICT DO NOTHING
                        """),
                    missing,
                    Missing::source)
                .bindArray("metrics", String.class, missing.stream().map(Missing::metric).toList())
                .execute());
  }

  private static <S extends SqlStatement<S>, T> S bindSources(
      S statement, List<T> items, Function<T, Source> source) {
    List<Source> sources = items.stream().map(source).toList();
    return statement
        .bindArray("hubs", String.class, sources.stream().map(s -> s.hub().value()).toList())
        .bindArray("devices", String.class, sources.stream().map(Source::deviceId).toList())
        .bindArray("modules", String.class, sources.stream().map(Source::moduleId).toList())
        .bindArray(
            "generations", String.class, sources.stream().map(Source::generationId).toList());
  }

  /**
   * Keeps the newest value of each series at hand.
   *
   * @param latest one sample of each series
   * @return the series that are there
   */
  Set<Long> updateLatest(Handle handle, Map<Long, Sample> latest) {
    return handle
        .createQuery(
            """
            UPDATE metric_series s
            SET latest_at = greatest(s.latest_at, u.at),
                latest_value = CASE WHEN s.latest_at > u.at THEN s.latest_value ELSE u.value END
            FROM (
              SELECT id, TIMESTAMPTZ 'epoch' + micros * INTERVAL '1 microsecond' AS at, value
              FROM unnest(:ids, :times, :values) AS v (id, micros, value)) u
            WHERE s.series_id = u.id
            RETURNING s.series_id
            """)
        .bind("ids", NumberArray.longs(latest.keySet(), id -> id))
        .bind("times", NumberArray.longs(latest.values(), Sample::at))
        .bind("values", NumberArray.doubles(latest.values(), Sample::value))
        .mapTo(Long.class)
        .set();
  }

  /**
   * Deletes series of identities that are gone, and those without a value since {@code limit}.
   *
   * @return how many, at most {@code most}
   */
  int deleteOld(Instant limit, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    DELETE FROM metric_series WHERE series_id IN (
                      SELECT series_id FROM metric_series s
                      WHERE s.latest_at < :limit OR NOT EXISTS (
                        SELECT FROM identity i
                        WHERE i.hub = s.hub AND i.device_id = s.device_id
                          AND i.module_id = s.module_id AND i.generation_id = s.generation_id)
                      ORDER BY series_id LIMIT :most FOR UPDATE SKIP LOCKED)
                    """)
                .bind("limit", limit)
                .bind("most", most)
                .execute());
  }
}
