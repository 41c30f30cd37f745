package dev.homeport.app.console;

import dev.homeport.HubName;
import dev.homeport.health.HealthStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Counts the devices of a hub: all, by what they report, by where they are. Thread-safe. */
public final class FleetFigures {

  private static final int MOST_FREQUENT = 8;

  private final Jdbi jdbi;
  private final HubName hub;

  public FleetFigures(Jdbi jdbi, HubName hub) {
    this.jdbi = jdbi;
    this.hub = hub;
  }

  DeviceCounts counts() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*) AS total, count(*) FILTER (WHERE enabled) AS enabled,
                      (SELECT count(*) FROM session WHERE hub = :hub AND module_id = '')
                        AS connected
                    FROM identity WHERE hub = :hub AND module_id = ''
                    """)
                .bind("hub", hub.value())
                .map(
                    (row, _) ->
                        new DeviceCounts(
                            row.getLong("total"),
                            row.getLong("enabled"),
                            row.getLong("total") - row.getLong("enabled"),
                            row.getLong("connected")))
                .one());
  }

  /** How many devices are how well, of those that have been judged. */
  Map<HealthStatus, Long> judged() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT status, count(*) FROM health_state WHERE hub = :hub GROUP BY status
                    """)
                .bind("hub", hub.value())
                .map((row, _) -> Map.entry(HealthStatus.of(row.getString(1)), row.getLong(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  Breakdown breakdown() {
    return new Breakdown(shares("model"), shares("firmware"));
  }

  private List<Share> shares(String column) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT <column> AS value, count(*) AS devices
                    FROM twin WHERE hub = :hub AND module_id = ''
                    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT :limit
                    """)
                .define("column", column)
                .bind("hub", hub.value())
                .bind("limit", MOST_FREQUENT)
                .map((row, _) -> new Share(row.getString("value"), row.getLong("devices")))
                .list());
  }

  /** Devices within a square of {@link MapArea#cell} become one cluster. */
  FleetMap map(MapArea area) {
    List<MapCluster> clusters =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT avg(t.latitude) AS latitude, avg(t.longitude) AS longitude,
                               count(*) AS devices, count(s.session_number) AS connected,
                               min(t.device_id) AS device_id
                        FROM twin t
                        LEFT JOIN session s
                          ON s.hub = t.hub AND s.device_id = t.device_id AND s.module_id = ''
                        WHERE t.hub = :hub AND t.module_id = ''
                          AND t.latitude IS NOT NULL AND t.longitude IS NOT NULL
                          AND t.latitude BETWEEN :south AND :north
                          AND t.longitude BETWEEN :west AND :east
                        GROUP BY floor(t.latitude / :cell), floor(t.longitude / :cell)
                        ORDER BY 3 DESC
                        """)
                    .bind("hub", hub.value())
                    .bind("west", area.west())
                    .bind("south", area.south())
                    .bind("east", area.east())
                    .bind("north", area.north())
                    .bind("cell", area.cell())
                    .map(
                        (row, _) ->
                            new MapCluster(
                                new Location(row.getDouble("latitude"), row.getDouble("longitude")),
                                row.getLong("devices"),
                                row.getLong("connected"),
                                row.getLong("devices") == 1 ? row.getString("device_id") : null))
                    .list());
    return new FleetMap(clusters, clusters.stream().mapToLong(MapCluster::devices).sum());
  }
}
