package dev.homeport.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.DeviceId;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetFiguresTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private FleetFigures figures = new FleetFigures(database.jdbi(), HubName.DEFAULT);

  @BeforeEach
  void setUp() {
    figures = new FleetFigures(database.jdbi(), HubName.DEFAULT);
    device("oslo-1", "{\"model\":\"TX\",\"firmware\":{\"version\":\"1.4\"}," + at(59.9, 10.7));
    device("oslo-2", "{\"model\":\"TX\",\"firmware\":{\"version\":\"1.5\"}," + at(59.91, 10.75));
    device("sydney", "{\"model\":\"RX\",\"firmware\":{\"version\":\"1.4\"}," + at(-33.9, 151.2));
    device("silent", "{}");
    sql("UPDATE identity SET enabled = device_id <> 'silent'");
    sql(
        """
        INSERT INTO session (hub, device_id, session_number, node_id, protocol, remote_address,
                             connected_at)
        VALUES ('main', 'oslo-1', 1, gen_random_uuid(), 'mqtt', '10.0.0.1', now())
        """);
  }

  private static String at(double latitude, double longitude) {
    return "\"location\":{\"latitude\":" + latitude + ",\"longitude\":" + longitude + "}}";
  }

  private void device(String id, String reported) {
    database.register(Identity.device(HubName.DEFAULT, new DeviceId(id)));
    twin(id, "", reported);
  }

  private void twin(String deviceId, String moduleId, String reported) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO twin (hub, device_id, module_id, desired_metadata, reported,
                                      reported_metadata)
                    VALUES ('main', ?, ?, '{}', CAST(? AS jsonb), '{}')
                    """,
                    deviceId,
                    moduleId,
                    reported));
  }

  private void sql(String statement) {
    database.jdbi().useHandle(handle -> handle.execute(statement));
  }

  private FleetMap map(
      @Nullable String west,
      @Nullable String south,
      @Nullable String east,
      @Nullable String north) {
    return figures.map(MapArea.of(west, south, east, north));
  }

  @Test
  void countsDevices() {
    assertThat(figures.counts()).isEqualTo(new DeviceCounts(4, 3, 1, 1));
  }

  @Test
  void countsDevicesByHealthAndThoseThatNothingIsKnownOf() {
    sql(
        """
        INSERT INTO health_state (hub, device_id, generation_id, partition, position, status, since,
                                  reasons, last_heard_at, interval_ms, metrics, gauges)
        SELECT hub, device_id, generation_id, 0, 0,
               CASE device_id WHEN 'oslo-1' THEN 'healthy' ELSE 'critical' END, now(),
               '[]', now(), 0, '{}', '[]'
        FROM identity WHERE device_id <> 'silent'
        """);

    assertThat(HealthCounts.of(figures.counts().total(), figures.judged()))
        .isEqualTo(new HealthCounts(1, 0, 2, 1));
  }

  @Test
  void tellsModelsAndFirmwareTheMostFrequentFirst() {
    Breakdown breakdown = figures.breakdown();

    assertThat(breakdown.models())
        .containsExactly(new Share("TX", 2), new Share("RX", 1), new Share(null, 1));
    assertThat(breakdown.firmware())
        .containsExactly(new Share("1.4", 2), new Share("1.5", 1), new Share(null, 1));
  }

  @Test
  void countsNoModules() {
    Identity module = new Identity(HubName.DEFAULT, new DeviceId("oslo-1"), new ModuleId("modem"));
    database.register(module);
    twin("oslo-1", "modem", "{\"model\":\"modem\"," + at(1, 1));

    assertThat(figures.breakdown().models()).extracting(Share::value).doesNotContain("modem");
    assertThat(map(null, null, null, null).devices()).isEqualTo(3);
  }

  @Test
  void showsNeighboursAsOneOnTheMapOfTheWorld() {
    FleetMap world = map(null, null, null, null);

    assertThat(world.devices()).isEqualTo(3);
    assertThat(world.clusters()).hasSize(2);
    MapCluster oslo = world.clusters().getFirst();
    assertThat(oslo.devices()).isEqualTo(2);
    assertThat(oslo.connected()).isEqualTo(1);
    assertThat(oslo.deviceId()).isNull();
    assertThat(oslo.location().latitude()).isBetween(59.9, 59.91);
    assertThat(world.clusters().getLast())
        .isEqualTo(new MapCluster(new Location(-33.9, 151.2), 1, 0, "sydney"));
  }

  @Test
  void showsNeighboursApartNearby() {
    FleetMap oslo = map("10.6", "59.8", "10.9", "60");

    assertThat(oslo.clusters())
        .extracting(MapCluster::deviceId)
        .containsExactlyInAnyOrder("oslo-1", "oslo-2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"location\":{\"latitude\":91,\"longitude\":0}}",
        "{\"location\":{\"latitude\":0,\"longitude\":-180.1}}",
        "{\"location\":{\"latitude\":\"59\",\"longitude\":\"10\"}}",
        "{\"location\":{\"latitude\":1e4000,\"longitude\":1}}",
        "{\"location\":[59, 10]}",
        "{\"location\":\"Oslo\"}"
      })
  void showsNobodyWhoseLocationIsNone(String reported) {
    device("lost", reported);

    assertThat(map(null, null, null, null).devices()).isEqualTo(3);
  }

  @Test
  void takesNumbersSmallerThanADoubleForZero() {
    device("null-island", "{\"location\":{\"latitude\":1e-4000,\"longitude\":0}}");

    assertThat(map("-1", "-1", "1", "1").clusters())
        .containsExactly(new MapCluster(new Location(0, 0), 1, 0, "null-island"));
  }

  @Test
  void takesLongNames() {
    device("long", "{\"model\":\"" + "x".repeat(4_000) + "\"}");

    assertThat(figures.breakdown().models()).contains(new Share("x".repeat(128), 1));
  }

  @ParameterizedTest
  @CsvSource({"-181,,,", ",-91,,", ",,NaN,", ",,,ninety", "10,,10,", ",5,,4", ",,Infinity,"})
  void refusesAnAreaThatIsNone(
      @Nullable String west,
      @Nullable String south,
      @Nullable String east,
      @Nullable String north) {
    assertThatThrownBy(() -> map(west, south, east, north)).isInstanceOf(HubException.class);
  }
}
