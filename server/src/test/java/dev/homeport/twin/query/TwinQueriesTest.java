package dev.homeport.twin.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.DeviceId;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.TestDatabase;
import dev.homeport.eventlog.Outbox;
import dev.homeport.registry.RegistryService;
import dev.homeport.twin.TwinJson;
import dev.homeport.twin.TwinService;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TwinQueriesTest {

  private static final ObjectMapper JSON = TwinJson.mapper();
  private static final HubName HUB = HubName.DEFAULT;

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private TwinService twins = service();
  private TwinQueries queries = queries(Duration.ofSeconds(10));

  private TwinService service() {
    Outbox outbox = new Outbox();
    Clock clock = Clock.systemUTC();
    RegistryService registry = new RegistryService(database.jdbi(), outbox, clock);
    return new TwinService(database.jdbi(), outbox, registry, JSON, clock);
  }

  private TwinQueries queries(Duration timeout) {
    return new TwinQueries(
        database.jdbi(), twins, JSON, timeout, (_, _) -> Optional.empty(), List.of(), Map.of());
  }

  @BeforeEach
  void setUp() {
    twins.close();
    twins = service();
    queries = queries(Duration.ofSeconds(10));
    device("a", "{'region':'US','floor':1}", "{'temperature':20,'firmware':'1.0'}");
    device("b", "{'region':'DE','floor':2}", "{'temperature':22.5,'firmware':'1.0'}");
    device("c", "{'region':'US','floor':10}", "{'temperature':'warm','firmware':'2.0'}");
    device("d", "{}", "{}");
    Identity module = new Identity(HUB, new DeviceId("a"), new ModuleId("m"));
    add(module, "{'region':'US'}", "{}");
  }

  @AfterEach
  void tearDown() {
    twins.close();
  }

  private void device(String id, String tags, String reported) {
    add(Identity.device(HUB, new DeviceId(id)), tags, reported);
  }

  private void add(Identity identity, String tags, String reported) {
    database.register(identity);
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO twin (hub, device_id, module_id, tags, reported, desired_metadata,
                                      reported_metadata)
                    VALUES ('main', ?, ?, ?::jsonb, ?::jsonb, '{}', '{}')
                    """,
                    identity.deviceId().value(),
                    identity.moduleColumn(),
                    tags.replace('\'', '"'),
                    reported.replace('\'', '"')));
  }

  private List<ObjectNode> all(String query) {
    return queries.page(HUB, Query.parse(query), 100, null).items();
  }

  private List<String> ids(String where) {
    return all("SELECT * FROM devices WHERE " + where).stream()
        .map(twin -> twin.path("deviceId").asText())
        .toList();
  }

  @Test
  void findsWholeTwinsAsTheServiceApiHasThem() {
    List<ObjectNode> found = all("SELECT * FROM devices WHERE deviceId = 'b'");

    assertThat(found).containsExactly(twins.get(Identity.device(HUB, new DeviceId("b"))));
    assertThat(all("SELECT * FROM devices.modules"))
        .containsExactly(twins.get(new Identity(HUB, new DeviceId("a"), new ModuleId("m"))));
  }

  @Test
  void findsTwinsByWhatTheyAre() {
    assertThat(ids("tags.region = 'US'")).containsExactly("a", "c");
    assertThat(ids("tags.region IN ['DE', 'FR'] OR tags.floor >= 10")).containsExactly("b", "c");
    assertThat(ids("properties.reported.temperature > 20")).containsExactly("b");
    assertThat(ids("NOT properties.reported.temperature > 20")).containsExactly("a");
    assertThat(ids("NOT is_defined(tags.region)")).containsExactly("d");
    assertThat(ids("deviceId IN ['d', 'a', 7]")).containsExactly("a", "d");
    assertThat(ids("connectionState = 'Disconnected' AND status = 'enabled'")).hasSize(4);
    assertThat(ids("tags.region = 'x'' OR 1=1 --'")).isEmpty();
    assertThat(ids("STARTSWITH(deviceId, 'a') OR CONTAINS(LOWER(tags.region), 'de')"))
        .containsExactly("a", "b");
  }

  @Test
  void seesEveryPropertyOfTheHubAsTheDocumentHasIt() {
    ObjectNode twin = twins.get(Identity.device(HUB, new DeviceId("b")));
    twin.remove("properties");
    StringBuilder select = new StringBuilder("deviceId");
    twin.fieldNames()
        .forEachRemaining(name -> select.append(name.equals("deviceId") ? "" : ", " + name));

    List<ObjectNode> found = all("SELECT " + select + " FROM devices WHERE deviceId = 'b'");

    assertThat(found).hasToString("[" + twin + "]");
    assertThat(all("SELECT properties FROM devices WHERE deviceId = 'b'").getFirst().toString())
        .contains("\"$version\": 1".replace(" ", ""));
  }

  @Test
  void selectsValuesAndLeavesOutWhatIsUndefined() {
    assertThat(
            all(
                "SELECT DeviceId, tags.floor * 2 AS twice, properties.reported.firmware FROM devices"))
        .extracting(ObjectNode::toString)
        .containsExactly(
            "{\"deviceId\":\"a\",\"twice\":2,\"firmware\":\"1.0\"}",
            "{\"deviceId\":\"b\",\"twice\":4,\"firmware\":\"1.0\"}",
            "{\"deviceId\":\"c\",\"twice\":20,\"firmware\":\"2.0\"}",
            "{\"deviceId\":\"d\"}");
  }

  @Test
  void groups() {
    assertThat(
            all(
                """
                SELECT properties.reported.firmware AS firmware, COUNT() AS n,
                  AVG(properties.reported.temperature) AS mean, SUM(tags.floor) AS floors,
                  MIN(tags.region) AS first, MAX(properties.reported.temperature) AS top
                FROM devices GROUP BY properties.reported.firmware ORDER BY n DESC, firmware
                """))
        .extracting(ObjectNode::toString)
        .containsExactly(
            "{\"firmware\":\"1.0\",\"n\":2,\"mean\":21.25,\"floors\":3,\"first\":\"DE\",\"top\":22.5}",
            "{\"n\":1}",
            "{\"firmware\":\"2.0\",\"n\":1,\"floors\":10,\"first\":\"US\",\"top\":\"warm\"}");
    assertThat(all("SELECT COUNT() FROM devices WHERE tags.region = 'US'"))
        .extracting(ObjectNode::toString)
        .containsExactly("{\"$1\":2}");
    assertThat(all("SELECT DISTINCT tags.region AS region FROM devices ORDER BY region DESC"))
        .extracting(ObjectNode::toString)
        .containsExactly("{\"region\":\"US\"}", "{\"region\":\"DE\"}", "{}");
  }

  @Test
  void ordersAndPagesWithoutLosingOrRepeatingARow() {
    assertThat(paged("SELECT deviceId FROM devices", 1)).containsExactly("a", "b", "c", "d");
    assertThat(paged("SELECT deviceId FROM devices ORDER BY tags.floor", 1))
        .containsExactly("d", "a", "b", "c");
    assertThat(paged("SELECT deviceId FROM devices ORDER BY tags.region DESC, deviceId DESC", 1))
        .containsExactly("c", "a", "b", "d");
    assertThat(paged("SELECT TOP 3 deviceId FROM devices", 2)).containsExactly("a", "b", "c");
    assertThat(
            paged(
                "SELECT tags.region AS deviceId, COUNT() AS n FROM devices GROUP BY tags.region",
                1))
        .containsExactlyInAnyOrder("", "DE", "US");
  }

  private List<String> paged(String text, int size) {
    Query query = Query.parse(text);
    List<String> ids = new ArrayList<>();
    String continuation = null;
    do {
      Page page = queries.page(HUB, query, size, continuation);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(size);
      page.items().forEach(item -> ids.add(item.path("deviceId").asText()));
      continuation = page.continuation();
    } while (continuation != null);
    return ids;
  }

  @Test
  void aTokenStaysGoodWhileDevicesComeAndGo() {
    Query query = Query.parse("SELECT deviceId FROM devices");
    Page first = queries.page(HUB, query, 2, null);
    device("aa", "{}", "{}");
    device("cc", "{}", "{}");
    database.jdbi().useHandle(handle -> handle.execute("DELETE FROM identity WHERE device_id='b'"));

    Page second = queries.page(HUB, query, 10, first.continuation());

    assertThat(second.items())
        .extracting(item -> item.path("deviceId").asText())
        .containsExactly("c", "cc", "d");
  }

  @Test
  void refusesToContinueWhereTheTokenWouldFitNoHeader() {
    for (String id : List.of("x", "y")) {
      device(id, "{'list':['" + id.repeat(20_000) + "']}", "{}");
    }

    assertRefused(
        "SELECT tags.list AS list FROM devices WHERE IS_ARRAY(tags.list) GROUP BY tags.list",
        null,
        "too long for a second page");
  }

  @Test
  void refusesATokenOfAnotherQueryAndOneThatWasMadeUp() {
    String token = queries.page(HUB, Query.parse("SELECT * FROM devices"), 1, null).continuation();

    assertRefused("SELECT deviceId FROM devices", token, "belongs to another query");
    assertRefused("SELECT * FROM devices", "abc", "not one of this hub's");
    assertRefused("SELECT * FROM devices", "äöü", "not one of this hub's");
  }

  private void assertRefused(String query, @Nullable String token, String why) {
    assertThatThrownBy(() -> queries.page(HUB, Query.parse(query), 1, token))
        .isInstanceOf(HubException.class)
        .hasMessageContaining(why);
  }

  @Test
  void refusesCollectionsAndQueriesThatMakeNoSense() {
    assertRefused("SELECT * FROM lamps", null, "character 15, there is no collection lamps");
    assertRefused("SELECT tags.a, COUNT() FROM devices", null, "character 8, only what GROUP BY");
    assertRefused("SELECT * FROM devices GROUP BY tags.a", null, "SELECT * goes neither");
    assertRefused("SELECT tags.a, tags.b AS a FROM devices", null, "character 16, a second value");
    assertRefused("SELECT * FROM devices ORDER BY COUNT()", null, "character 32, nothing is");
    assertRefused("SELECT TOP 0 * FROM devices", null, "character 12, TOP takes");
    assertRefused("SELECT * FORM devices", null, "character 10, unexpected 'FORM'");
  }

  @Test
  void countsAndStreamsNames() {
    assertThat(queries.count(HUB, Condition.parse("tags.region = 'US'"), TwinKind.DEVICES))
        .isEqualTo(2);
    assertThat(queries.count(HUB, Condition.ALL, TwinKind.MODULES)).isEqualTo(1);
    List<List<String>> batches = new ArrayList<>();

    queries.forEachId(
        HUB,
        Condition.parse("*"),
        TwinKind.DEVICES,
        3,
        batch -> batches.add(batch.stream().map(Identity::path).toList()));
    queries.forEachId(
        HUB,
        Condition.ALL,
        TwinKind.MODULES,
        3,
        batch -> batches.add(batch.stream().map(Identity::path).toList()));

    assertThat(batches).containsExactly(List.of("a", "b", "c"), List.of("d"), List.of("a/m"));
  }

  @Test
  void saysWhenAQueryTakesTooLong() {
    queries = queries(Duration.ofMillis(1));
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE twin SET tags = jsonb_build_object('text', repeat('long', 200000))"));

    assertThatThrownBy(
            () ->
                all(
                    "SELECT COUNT() AS n FROM devices WHERE "
                        + "CONTAINS(LOWER(UPPER(LOWER(tags.text))), 'x')"))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("took longer than");
  }
}
