package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.sdk.iot.service.exceptions.IotHubBadFormatException;
import com.microsoft.azure.sdk.iot.service.query.QueryClient;
import com.microsoft.azure.sdk.iot.service.query.QueryPageOptions;
import com.microsoft.azure.sdk.iot.service.query.SqlQueryBuilder;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.Module;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The query clients of the Java and Node service SDKs. */
@Order(1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class QueryIT {

  private final Hub hub = new Hub();
  private final QueryClient queries =
      new QueryClient(hub.server.endpoint("IOTHUB_CONNECTION_STRING"));
  private final String fleet = Hub.fresh("queried");

  @BeforeAll
  void register() throws Exception {
    for (int i = 0; i < 5; i++) {
      hub.registry.addDevice(new Device(device(i)));
      Twin wish = new Twin(device(i));
      wish.getTags().put("fleet", fleet);
      wish.getTags().put("region", i % 2 == 0 ? "US" : "DE");
      wish.getTags().put("floor", i);
      wish.getDesiredProperties().put("interval", 10 * i);
      hub.twins.patch(wish);
    }
    hub.registry.addModule(new Module(device(0), fleet));
  }

  private String device(int number) {
    return fleet + "-" + number;
  }

  /** Those of this test that meet a condition. */
  private String ofFleet(String condition) {
    return "tags.fleet = '%s' AND %s".formatted(fleet, condition);
  }

  @Test
  void twinsComePageByPage() throws Exception {
    String query =
        SqlQueryBuilder.createSqlQuery(
            "*", SqlQueryBuilder.FromType.DEVICES, ofFleet("tags.region = 'US'"), null);
    QueryPageOptions one = QueryPageOptions.builder().pageSize(1).build();
    var found = queries.queryTwins(query, one);
    List<String> ids = new ArrayList<>();
    Set<String> tokens = new HashSet<>();
    while (found.hasNext()) {
      tokens.add(String.valueOf(found.getContinuationToken()));
      ids.add(found.next(one).getDeviceId());
    }

    assertThat(ids).containsExactly(device(0), device(2), device(4));
    assertThat(tokens).hasSize(2);
  }

  @Test
  void aTwinHasItsTagsAndProperties() throws Exception {
    Twin found =
        queries
            .queryTwins("SELECT * FROM devices WHERE deviceId = '%s'".formatted(device(3)))
            .next();

    assertThat(found.getTags()).containsEntry("region", "DE");
    assertThat(String.valueOf(found.getDesiredProperties().get("interval"))).startsWith("30");
    assertThat(found.getETag()).isNotEmpty();
  }

  @Test
  void modulesHaveTwinsOfTheirOwn() throws Exception {
    var found =
        queries.queryTwins("SELECT * FROM devices.modules WHERE moduleId = '" + fleet + "'");

    Twin twin = found.next();
    assertThat(twin.getDeviceId()).isEqualTo(device(0));
    assertThat(twin.getModuleId()).isEqualTo(fleet);
    assertThat(found.hasNext()).isFalse();
  }

  @Test
  void groupsComeAsRawJson() throws Exception {
    var found =
        queries.queryRaw(
            "SELECT tags.region AS region, COUNT() AS n, MAX(tags.floor) AS top FROM devices WHERE "
                + ofFleet("tags.floor >= 0")
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
    new NodeSuite(hub.server)
        .run("queries", "node", "--test", "--test-reporter=spec", "queries.test.mjs");
  }
}
