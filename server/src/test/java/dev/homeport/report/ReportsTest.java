package dev.homeport.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.DeviceId;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.TestDatabase;
import dev.homeport.eventlog.Outbox;
import dev.homeport.registry.RegistryService;
import dev.homeport.twin.TwinJson;
import dev.homeport.twin.TwinService;
import dev.homeport.twin.query.Condition;
import dev.homeport.twin.query.TwinQueries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ReportsTest {

  private static final HubName HUB = HubName.DEFAULT;
  private static final ObjectMapper JSON = TwinJson.mapper();

  private final Clock clock = Clock.fixed(Instant.parse("2026-01-05T12:00:00Z"), ZoneOffset.UTC);

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private @Nullable TwinService twins;

  @BeforeEach
  void setUp() {
    twins =
        new TwinService(
            database.jdbi(),
            new Outbox(),
            new RegistryService(database.jdbi(), new Outbox(), Clock.systemUTC()),
            JSON,
            Clock.systemUTC());
    device("a", "2026-01-01T23:59:59Z", "{'site':{'name':'north'}}", reported("TX", "1.9"));
    device("b", "2026-01-02T00:00:00Z", "{'site':{'name':'=1'}}", reported("TX", "1.10"));
    device("c", "2026-01-02T10:00:00Z", "{}", reported("TX", "1.10"));
    device("d", "2026-01-04T10:00:00Z", "{}", reported("RX", "3.0"));
    device("e", "2026-01-04T10:00:00Z", "{}", "{'location':{'latitude':1e400,'longitude':'x'}}");
  }

  @AfterEach
  void tearDown() {
    if (twins != null) {
      twins.close();
    }
  }

  private static String reported(String model, String firmware) {
    return "{'model':'%s','firmware':{'version':'%s'},'health':{'status':'%s'}}"
        .formatted(model, firmware, firmware.equals("1.9") ? "Warning" : "Healthy");
  }

  private void device(String id, String createdAt, String tags, String reported) {
    Identity identity = Identity.device(HUB, new DeviceId(id));
    database.register(identity);
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute(
                  "UPDATE identity SET created_at = ?::timestamptz WHERE device_id = ?",
                  createdAt,
                  id);
              handle.execute(
                  """
                  INSERT INTO twin (hub, device_id, tags, reported, desired_metadata,
                                    reported_metadata)
                  VALUES ('main', ?, ?::jsonb, ?::jsonb, '{}', '{}')
                  """,
                  id,
                  tags.replace('\'', '"'),
                  reported.replace('\'', '"'));
            });
  }

  private Reports reports() {
    TwinService service = java.util.Objects.requireNonNull(twins);
    TwinQueries queries =
        new TwinQueries(
            database.jdbi(),
            service,
            JSON,
            Duration.ofSeconds(10),
            (_, name) ->
                name.equals("tx")
                    ? Optional.of(Condition.parse("properties.reported.model = 'TX'"))
                    : Optional.empty(),
            List.of(),
            Map.of());
    return new Reports(database.jdbi(), queries, clock);
  }

  private String csv(ReportRequest request) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Table table = new CsvTable(out)) {
      reports().write(HUB, request, table);
    }
    return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  private static ReportRequest of(Report report, String condition) {
    return new ReportRequest(report, Condition.parse(condition), List.of(), null);
  }

  @Test
  void anInventoryHasARowForEachDeviceAndTheTagsThatAreAskedFor() throws IOException {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO activity (hub, device_id, last_activity_at)
                    VALUES ('main', 'b', '2026-02-01T00:00:00Z')
                    """));

    assertThat(
            csv(
                new ReportRequest(
                    Report.INVENTORY,
                    Condition.parse("deviceId IN ['a', 'b', 'e']"),
                    List.of("site.name", "none"),
                    null)))
        .isEqualTo(
            """
            deviceId,status,connection,lastActivity,created,model,firmware,health,latitude,\
            longitude,authentication,tags.site.name,tags.none
            a,enabled,Disconnected,,2026-01-01T23:59:59Z,TX,1.9,Warning,,,sas,north,
            b,enabled,Disconnected,2026-02-01T00:00:00Z,2026-01-02T00:00:00Z,TX,1.10,Healthy,,,sas,'=1,
            e,enabled,Disconnected,,2026-01-04T10:00:00Z,,,,,,sas,,
            """);
  }

  @Test
  void complianceComparesWithTheNewestVersionOfEachModel() throws IOException {
    assertThat(csv(of(Report.COMPLIANCE, "*")))
        .isEqualTo(
            """
            model,firmware,devices,percentOfModel,target,upToDate
            ,,1,100.0,,unknown
            RX,3.0,1,100.0,3.0,yes
            TX,1.10,2,66.7,1.10,yes
            TX,1.9,1,33.3,1.10,no
            """);
  }

  @Test
  void complianceComparesWithTheVersionThatIsAskedFor() throws IOException {
    assertThat(
            csv(
                new ReportRequest(
                    Report.COMPLIANCE,
                    Condition.parse("properties.reported.model = 'TX'"),
                    List.of(),
                    "1.11")))
        .contains("TX,1.10,2,66.7,1.11,no\n", "TX,1.9,1,33.3,1.11,no\n");
  }

  @Test
  void outdatedDevicesAreListed() throws IOException {
    assertThat(csv(of(Report.OUTDATED, "*")))
        .isEqualTo(
            """
            deviceId,model,firmware,target,status,connection,lastActivity
            a,TX,1.9,1.10,enabled,Disconnected,
            """);
  }

  @Test
  void healthIsCountedByModel() throws IOException {
    assertThat(csv(of(Report.HEALTH, "deviceId != 'd'")))
        .isEqualTo(
            """
            model,health,devices,percentOfModel
            ,,1,100.0
            TX,Healthy,2,66.7
            TX,Warning,1,33.3
            """);
  }

  private void change(String id, String at, @Nullable String previous, String status) {
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute(
                  """
                  INSERT INTO health_change (hub, device_id, generation_id, at, status, previous,
                                             reasons)
                  SELECT hub, device_id, generation_id, ?::timestamptz, ?, ?, '[]' FROM identity
                  WHERE device_id = ?
                  """,
                  at,
                  status,
                  previous,
                  id);
              handle.execute(
                  """
                  INSERT INTO health_state (hub, device_id, generation_id, partition, position,
                                            status, since, reasons, last_heard_at, interval_ms,
                                            metrics, gauges)
                  SELECT hub, device_id, generation_id, 0, 0, ?, ?::timestamptz, '[]', now(), 0,
                         '{}', '[]'
                  FROM identity WHERE device_id = ?
                  ON CONFLICT (hub, device_id) DO UPDATE SET status = excluded.status
                  """,
                  status,
                  at,
                  id);
            });
  }

  @Test
  void healthOverTimeSaysHowDevicesWereAtTheEndOfEachDay() throws IOException {
    change("b", "2026-01-02T01:00:00Z", null, "healthy");
    change("c", "2026-01-02T11:00:00Z", null, "healthy");
    change("b", "2026-01-03T01:00:00Z", "healthy", "critical");
    change("b", "2026-01-03T02:00:00Z", "critical", "warning");
    change("b", "2026-01-03T23:59:59Z", "warning", "critical");
    change("c", "2026-01-05T00:00:00Z", "healthy", "unknown");
    // Whose first changes are not kept any more was what the next one says.
    change("d", "2026-01-05T10:00:00Z", "warning", "healthy");

    assertThat(csv(of(Report.HEALTH_HISTORY, "*")))
        .isEqualTo(
            """
            day,healthy,warning,critical,unknown,percentHealthy,becameCritical
            2026-01-02,2,0,0,1,66.7,0
            2026-01-03,1,0,1,1,33.3,2
            2026-01-04,1,1,1,2,20.0,0
            2026-01-05,1,0,1,3,20.0,0
            """);
    assertThat(csv(of(Report.HEALTH_HISTORY, "deviceId = 'd'")))
        .endsWith("2026-01-04,0,1,0,0,0.0,0\n2026-01-05,1,0,0,0,100.0,0\n");
  }

  @Test
  void healthOverTimeIsOfTodayWhereNothingEverChanged() throws IOException {
    assertThat(csv(of(Report.HEALTH_HISTORY, "*"))).endsWith("\n2026-01-05,0,0,0,5,0.0,0\n");
  }

  @Test
  void provisioningCountsDevicesByDayInUtc() throws IOException {
    assertThat(csv(of(Report.PROVISIONING, "*")))
        .isEqualTo(
            """
            day,devices,total
            2026-01-01,1,1
            2026-01-02,2,3
            2026-01-04,2,5
            """);
  }

  @Test
  void theFirstRowsSayWhetherThereAreMore() throws IOException {
    try (FirstRows two = new FirstRows(2);
        FirstRows five = new FirstRows(5)) {
      reports().write(HUB, of(Report.INVENTORY, "*"), two);
      reports().write(HUB, of(Report.INVENTORY, "*"), five);

      assertThat(two.rows()).hasSize(2);
      assertThat(two.more()).isTrue();
      assertThat(five.rows()).hasSize(5);
      assertThat(five.more()).isFalse();
    }
  }

  @Test
  void aLimitToAGroupHoldsWhateverTheConditionSays() throws IOException {
    Condition limited = ReportRequest.limited("deviceId = 'd' OR deviceId = 'a'", null, "tx");

    assertThat(csv(new ReportRequest(Report.PROVISIONING, limited, List.of(), null)))
        .isEqualTo("day,devices,total\n2026-01-01,1,1\n");
    assertThatThrownBy(() -> ReportRequest.limited("deviceId = 'd') OR (1 = 1", null, "tx"))
        .isInstanceOf(HubException.class);
  }

  @Test
  void aGroupThatIsNotThereIsToldBeforeAnythingIsWritten() {
    ReportRequest request =
        new ReportRequest(
            Report.INVENTORY, ReportRequest.limited(null, "o'ther", null), List.of(), null);

    assertThatThrownBy(() -> reports().check(HUB, request))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("o'ther");
  }

  @Test
  void refusesWhatAReportCannotHave() {
    assertThatThrownBy(() -> new ReportRequest(Report.HEALTH, Condition.ALL, List.of("a"), null))
        .hasMessageContaining("no columns of tags");
    assertThatThrownBy(
            () -> new ReportRequest(Report.INVENTORY, Condition.ALL, List.of("a..b"), null))
        .hasMessageContaining("a tag is a path");
    assertThatThrownBy(() -> new ReportRequest(Report.INVENTORY, Condition.ALL, List.of(), "1"))
        .hasMessageContaining("compares no versions");
  }
}
