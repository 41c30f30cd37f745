package dev.homeport.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.DeviceId;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeviceDirectoryTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private DeviceDirectory directory = new DeviceDirectory(database.jdbi(), HubName.DEFAULT);

  @BeforeEach
  void setUp() {
    directory = new DeviceDirectory(database.jdbi(), HubName.DEFAULT);
    for (String id : List.of("Lamp-2", "fan", "lamp-1", "lamp-10", "100%_sure")) {
      database.register(Identity.device(HubName.DEFAULT, new DeviceId(id)));
    }
    database.register(
        new Identity(HubName.DEFAULT, new DeviceId("fan"), new ModuleId("lamp-module")));
    database
        .jdbi()
        .useHandle(handle -> handle.execute("UPDATE identity SET enabled = device_id <> 'fan'"));
    report(
        "lamp-1",
        "{\"model\":\"TX\",\"firmware\":{\"version\":\"1.4\"},"
            + "\"location\":{\"latitude\":47.5,\"longitude\":8}}");
    report("Lamp-2", "{\"firmware\":7,\"location\":\"somewhere\"}");
    report("fan", "{\"firmware\":\"0.9\"}");
    report("lamp-10", "{}");
    report("100%_sure", "{}");
    health("lamp-1", "generation-1", "critical");
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO session (hub, device_id, session_number, node_id, protocol,
                                         remote_address, connected_at)
                    VALUES ('main', 'lamp-1', 1, gen_random_uuid(), 'mqtt', '10.0.0.1', now())
                    """));
  }

  private void report(String deviceId, String reported) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO twin (hub, device_id, desired_metadata, reported, reported_metadata)
                    VALUES ('main', ?, '{}', ?::jsonb, '{}')
                    """,
                    deviceId,
                    reported));
  }

  @Test
  void listsDevicesOnlyInTheOrderOfTheirIds() {
    assertThat(ids(null, null, null, null, null, null, null))
        .containsExactly("100%_sure", "Lamp-2", "fan", "lamp-1", "lamp-10");
  }

  @Test
  void findsPartsOfIdsWhateverTheirCaseAndTakesWildcardsAtTheirWord() {
    assertThat(ids("LAMP-1", null, null, null, null, null, null))
        .containsExactly("lamp-1", "lamp-10");
    assertThat(ids("%", null, null, null, null, null, null)).containsExactly("100%_sure");
    assertThat(ids("_", null, null, null, null, null, null)).containsExactly("100%_sure");
    assertThat(ids("' OR 1=1 --", null, null, null, null, null, null)).isEmpty();
  }

  @Test
  void filtersByStatusAndConnection() {
    assertThat(ids(null, "disabled", null, null, null, null, null)).containsExactly("fan");
    assertThat(ids(null, null, "connected", null, null, null, null)).containsExactly("lamp-1");
    assertThat(ids("lamp", "enabled", "disconnected", null, null, null, null))
        .containsExactly("Lamp-2", "lamp-10");
  }

  @Test
  void filtersAndSortsByHealthWhereNothingIsKnownAsUnknown() {
    health("fan", "generation-1", "healthy");
    health("lamp-10", "generation-0", "warning");

    assertThat(ids(null, null, null, null, null, null, null, "critical")).containsExactly("lamp-1");
    assertThat(ids(null, null, null, null, null, null, null, "warning")).isEmpty();
    assertThat(ids(null, null, null, null, null, null, null, "unknown"))
        .containsExactly("100%_sure", "Lamp-2", "lamp-10");
    assertThat(ids(null, null, null, "health", "asc", null, null))
        .containsExactly("fan", "lamp-1", "100%_sure", "Lamp-2", "lamp-10");
    assertThat(ids(null, null, null, "health", "desc", null, null).getLast()).isEqualTo("fan");
  }

  private void health(String deviceId, String generation, String status) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO health_state
                      (hub, device_id, generation_id, partition, position, status, since, reasons,
                       last_heard_at, interval_ms, metrics, gauges)
                    VALUES ('main', ?, ?, 0, 0, ?, now(), '[]', now(), 0, '{}', '{}')
                    """,
                    deviceId,
                    generation,
                    status));
  }

  @Test
  void sortsWithUnknownValuesLastEitherWay() {
    assertThat(ids(null, null, null, "firmware", "asc", null, null))
        .containsExactly("fan", "lamp-1", "100%_sure", "Lamp-2", "lamp-10");
    assertThat(ids(null, null, null, "firmware", "desc", null, null))
        .containsExactly("lamp-1", "fan", "100%_sure", "Lamp-2", "lamp-10");
    assertThat(ids(null, null, null, "connectionState", "desc", null, null).getFirst())
        .isEqualTo("lamp-1");
  }

  @Test
  void pagesAndCountsAll() {
    DevicePage first = page(null, null, null, null, null, "0", "2");
    DevicePage last = page(null, null, null, null, null, "2", "2");
    DevicePage beyond = page(null, null, "connected", null, null, "9", "2");

    assertThat(first.items()).hasSize(2);
    assertThat(first.total()).isEqualTo(5);
    assertThat(last.items()).extracting(DeviceSummary::deviceId).containsExactly("lamp-10");
    assertThat(last.total()).isEqualTo(5);
    assertThat(beyond.items()).isEmpty();
    assertThat(beyond.total()).isEqualTo(1);
  }

  @Test
  void readsWhatDevicesReportAndPassesOverWhatHasAnotherShape() {
    assertThat(directory.byIds(List.of("lamp-1", "Lamp-2", "ghost")))
        .containsExactlyInAnyOrder(
            new DeviceSummary(
                "lamp-1",
                DeviceStatus.ENABLED,
                ConnectionState.CONNECTED,
                null,
                "TX",
                "1.4",
                new Location(47.5, 8),
                AuthenticationType.SAS,
                "critical"),
            new DeviceSummary(
                "Lamp-2",
                DeviceStatus.ENABLED,
                ConnectionState.DISCONNECTED,
                null,
                null,
                null,
                null,
                AuthenticationType.SAS,
                "unknown"));
  }

  @Test
  void refusesWordsAndNumbersItDoesNotKnow() {
    assertRefused(null, "off", null, null, null, null, null);
    assertRefused(null, null, "maybe", null, null, null, null);
    assertRefused(null, null, null, "reported; DROP TABLE twin", null, null, null);
    assertRefused(null, null, null, null, "up", null, null);
    assertRefused(null, null, null, null, null, "-1", null);
    assertRefused(null, null, null, null, null, "one", null);
    assertRefused(null, null, null, null, null, null, "501");
    assertRefused(null, null, null, null, null, null, "0");
    assertRefused(null, null, null, null, null, null, null, "ill");
  }

  private static void assertRefused(@Nullable String... parameters) {
    assertThatThrownBy(
            () ->
                DeviceQuery.of(
                    parameters[0],
                    parameters[1],
                    parameters[2],
                    parameters[3],
                    parameters[4],
                    parameters[5],
                    parameters[6],
                    parameters.length > 7 ? parameters[7] : null))
        .isInstanceOf(HubException.class);
  }

  private List<String> ids(@Nullable String... parameters) {
    return page(parameters).items().stream().map(DeviceSummary::deviceId).toList();
  }

  private DevicePage page(@Nullable String... parameters) {
    return directory.page(
        DeviceQuery.of(
            parameters[0],
            parameters[1],
            parameters[2],
            parameters[3],
            parameters[4],
            parameters[5],
            parameters[6],
            parameters.length > 7 ? parameters[7] : null));
  }
}
