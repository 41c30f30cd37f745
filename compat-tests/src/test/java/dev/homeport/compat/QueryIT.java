package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.sdk.iot.service.exceptions.IotHubBadFormatException;
import com.microsoft.azure.sdk.iot.service.query.QueryClient;
import com.microsoft.azure.sdk.iot.service.query.QueryPageOptions;
import com.microsoft.azure.sdk.iot.service.query.SqlQueryBuilder;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.Module;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The query clients of the Java and Node service SDKs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class QueryIT {

  private HomeportServer server;
  private QueryClient queries;

  @BeforeAll
  void startServer(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data) throws Exception {
    server = new HomeportServer(data).start();
    String hub = server.endpoint("IOTHUB_CONNECTION_STRING");
    server.trustByDefault();
    RegistryClient registry = new RegistryClient(hub);
    TwinClient twins = new TwinClient(hub);
    queries = new QueryClient(hub);
    for (int i = 0; i < 5; i++) {
      registry.addDevice(new Device("query-" + i));
      Twin wish = new Twin("query-" + i);
      wish.getTags().put("region", i % 2 == 0 ? "US" : "DE");
      wish.getTags().put("floor", i);
      wish.getDesiredProperties().put("interval", 10 * i);
      twins.patch(wish);
    }
    registry.addModule(new Module("query-0", "camera"));
  }

  @AfterAll
  void stopServer() {
    server.close();
  }

  @Test
  void twinsComePageByPage() throws Exception {
    String query =
        SqlQueryBuilder.createSqlQuery(
            "*", SqlQueryBuilder.FromType.DEVICES, "tags.region = 'US'", null);
    QueryPageOptions one = QueryPageOptions.builder().pageSize(1).build();
    var found = queries.queryTwins(query, one);
    List<String> ids = new ArrayList<>();
    Set<String> tokens = new HashSet<>();
    while (found.hasNext()) {
      tokens.add(String.valueOf(found.getContinuationToken()));
      ids.add(found.next(one).getDeviceId());
    }

    assertThat(ids).containsExactly("query-0", "query-2", "query-4");
    assertThat(tokens).hasSize(2);
  }

  @Test
  void aTwinHasItsTagsAndProperties() throws Exception {
    Twin found = queries.queryTwins("SELECT * FROM devices WHERE deviceId = 'query-3'").next();

    assertThat(found.getTags()).containsEntry("region", "DE");
    assertThat(String.valueOf(found.getDesiredProperties().get("interval"))).startsWith("30");
    assertThat(found.getETag()).isNotEmpty();
  }

  @Test
  void modulesHaveTwinsOfTheirOwn() throws Exception {
    var found = queries.queryTwins("SELECT * FROM devices.modules WHERE moduleId = 'camera'");

    Twin twin = found.next();
    assertThat(twin.getDeviceId()).isEqualTo("query-0");
    assertThat(twin.getModuleId()).isEqualTo("camera");
    assertThat(found.hasNext()).isFalse();
  }

  @Test
  void groupsComeAsRawJson() throws Exception {
    var found =
        queries.queryRaw(
            "SELECT tags.region AS region, COUNT() AS n, MAX(tags.floor) AS top FROM devices"
                + " GROUP BY tags.region ORDER BY n DESC");
    List<String> rows = new ArrayList<>();
    while (found.hasNext()) {
      rows.add(found.next());
    }

    assertThat(rows)
        .containsExactly(
            "{\"region\":\"US\",\"n\":3,\"top\":4}", "{\"region\":\"DE\",\"n\":2,\"top\":3}");
  }

  @Test
  void aWrongQueryIsRefusedWithThePlaceOfTheMistake() {
    assertThatThrownBy(() -> queries.queryRaw("SELECT * FROM devices WHERE tags.a == 1"))
        .isInstanceOf(IotHubBadFormatException.class)
        .hasMessageContaining("character 37");
  }

  @Test
  void theNodeSdkQueries() throws IOException, InterruptedException {
    new NodeSuite(server)
        .run("queries", "node", "--test", "--test-reporter=spec", "queries.test.mjs");
  }
}
