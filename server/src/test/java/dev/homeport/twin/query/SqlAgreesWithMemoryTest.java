package dev.homeport.twin.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import dev.homeport.HubName;
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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jdbi.v3.core.Jdbi;

/** Random expressions have the same value, and pick the same twins, in memory and in PostgreSQL. */
final class SqlAgreesWithMemoryTest {

  private static final ObjectMapper JSON = TwinJson.mapper();
  private static final HikariDataSource DATABASE = TestDatabase.pooled();
  private static final Jdbi JDBI = Jdbi.create(DATABASE);
  private static final int TWINS = 6;

  private static final TwinService SERVICE = service();
  private static final TwinQueries QUERIES = queries();

  private static TwinService service() {
    RegistryService registry = new RegistryService(JDBI, new Outbox(), Clock.systemUTC());
    return new TwinService(JDBI, new Outbox(), registry, JSON, Clock.systemUTC());
  }

  private static TwinQueries queries() {
    return new TwinQueries(
        JDBI,
        SERVICE,
        JSON,
        Duration.ofSeconds(10),
        (_, _) -> Optional.empty(),
        List.of(),
        Map.of());
  }

  @BeforeContainer
  static void fillDatabase() {
    JDBI.useHandle(
        handle -> {
          handle.execute(
              """
                  INSERT INTO identity (hub, device_id, generation_id, etag, authentication)
                  SELECT 'main', 'device-' || n, 'g', 'e', 'none' FROM generate_series(1, ?) n
                  """,
              TWINS);
          handle.execute(
              """
                  INSERT INTO twin (hub, device_id, desired_metadata, reported_metadata)
                  SELECT 'main', device_id, '{}', '{}' FROM identity
                  """);
        });
    QueryIndexes indexes = new QueryIndexes(JDBI);
    indexes.add("tags.b");
    indexes.add("properties.reported.a");
  }

  @AfterContainer
  static void close() {
    SERVICE.close();
    DATABASE.close();
  }

  @Property(tries = 1_000)
  void agree(
      @ForAll("documents") List<ObjectNode> documents, @ForAll("expressions") String expression) {
    store(documents);
    List<ObjectNode> found = all("SELECT * FROM devices");
    Expression read = Condition.parse(expression).expression();

    List<ObjectNode> values = all("SELECT " + expression + " AS v FROM devices");
    List<String> chosen =
        all("SELECT deviceId FROM devices WHERE " + expression).stream()
            .map(item -> item.path("deviceId").asText())
            .toList();

    List<String> expected = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      JsonNode inMemory = Evaluator.evaluate(read, found.get(i));
      JsonNode inSql = values.get(i).path("v");
      assertThat(Evaluator.equal(inSql, inMemory))
          .as("%s of %s: %s in SQL, %s in memory", expression, found.get(i), inSql, inMemory)
          .isTrue();
      if (Condition.parse(expression).test(found.get(i))) {
        expected.add(found.get(i).path("deviceId").asText());
      }
    }
    assertThat(chosen).as(expression).isEqualTo(expected);
  }

  private static List<ObjectNode> all(String query) {
    return QUERIES.page(HubName.DEFAULT, Query.parse(query), 100, null).items();
  }

  private static void store(List<ObjectNode> documents) {
    JDBI.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                        UPDATE twin
                        SET tags = CAST(d.document AS jsonb),
                            reported = CAST(d.document AS jsonb) -> 'sub'
                        FROM unnest(:documents) WITH ORDINALITY AS d (document, n)
                        WHERE device_id = 'device-' || d.n
                        """)
                .bindArray(
                    "documents", String.class, documents.stream().map(Object::toString).toList())
                .execute());
  }

  private static final List<String> KEYS = List.of("a", "b", "c", "my-key");

  private static Arbitrary<String> scalars() {
    return Arbitraries.of(
        "null",
        "true",
        "false",
        "0",
        "-0.5",
        "1",
        "1.0",
        "2",
        "3",
        "12.5",
        "-7",
        "1e10",
        "1e200",
        "123456789012345678",
        "1e-20",
        "\"\"",
        "\"a\"",
        "\"A\"",
        "\"ab\"",
        "\"b\"",
        "\"Äß\"",
        "\"😀x\"",
        "\"\uFFFDx\"",
        "\"12.5\"",
        "\"1e3\"",
        "\"x12\"",
        "\"true\"",
        "[]",
        "[1]",
        "[1.0,\"a\",null]",
        "[[1],{\"a\":1}]");
  }

  @Provide
  Arbitrary<List<ObjectNode>> documents() {
    Arbitrary<String> leaf = scalars();
    Arbitrary<String> inner =
        Combinators.combine(leaf, leaf).as((x, y) -> "{\"a\":" + x + ",\"b\":" + y + "}");
    Arbitrary<ObjectNode> document =
        Combinators.combine(leaf, leaf, leaf, inner, Arbitraries.integers().between(0, 15))
            .as(
                (a, b, c, sub, present) -> {
                  List<String> members = new ArrayList<>();
                  List<String> given = List.of(a, b, c, sub);
                  for (int i = 0; i < KEYS.size(); i++) {
                    if ((present & (1 << i)) != 0) {
                      members.add("\"" + KEYS.get(i) + "\":" + given.get(i));
                    }
                  }
                  members.add("\"sub\":" + sub);
                  return object("{" + String.join(",", members) + "}");
                });
    return document.list().ofSize(TWINS);
  }

  private static ObjectNode object(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(text, e);
    }
  }

  @Provide
  Arbitrary<String> expressions() {
    return expression(3);
  }

  private static Arbitrary<String> expression(int depth) {
    Arbitrary<String> leaf =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(5, path()), net.jqwik.api.Tuple.of(3, constant()));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<String> part = Arbitraries.lazy(() -> expression(depth - 1));
    Arbitrary<String> binary =
        Combinators.combine(
                part,
                Arbitraries.of(
                    "=", "=", "!=", "<", "<=", ">", ">=", "AND", "OR", "+", "-", "*", "/", "%"),
                part)
            .as((left, operator, right) -> "(" + left + ") " + operator + " (" + right + ")");
    Arbitrary<String> hinted =
        Combinators.combine(path(), Arbitraries.of("=", "<", ">=", ">", "!="), constant())
            .as((left, operator, right) -> left + " " + operator + " " + right);
    Arbitrary<String> in =
        Combinators.combine(
                Arbitraries.oneOf(part.map(inner -> "(" + inner + ")"), path()),
                Arbitraries.of("IN", "NIN", "NOT IN"),
                constant().list().ofMinSize(1).ofMaxSize(3))
            .as(
                (value, operator, list) ->
                    value + " " + operator + " [" + String.join(", ", list) + "]");
    Arbitrary<String> one =
        Combinators.combine(
                Arbitraries.of(
                    "NOT ",
                    "-",
                    "IS_DEFINED",
                    "IS_NULL",
                    "IS_BOOL",
                    "IS_NUMBER",
                    "IS_STRING",
                    "IS_OBJECT",
                    "IS_ARRAY",
                    "IS_PRIMITIVE",
                    "LOWER",
                    "UPPER",
                    "LENGTH",
                    "AS_NUMBER",
                    "ABS",
                    "SIGN",
                    "CEILING",
                    "FLOOR",
                    "ROUND",
                    "SQUARE",
                    "SQRT",
                    "EXP"),
                part)
            .as((function, argument) -> function + "(" + argument + ")");
    Arbitrary<String> two =
        Combinators.combine(
                Arbitraries.of(
                    "STARTSWITH",
                    "ENDSWITH",
                    "CONTAINS",
                    "ARRAY_CONTAINS",
                    "CONCAT",
                    "INDEX_OF",
                    "POWER",
                    "SUBSTRING"),
                part,
                part)
            .as((function, first, second) -> function + "(" + first + ", " + second + ")");
    Arbitrary<String> three =
        Combinators.combine(part, part, part)
            .as((text, start, length) -> "SUBSTRING(" + text + ", " + start + ", " + length + ")");
    return Arbitraries.oneOf(leaf, binary, binary, hinted, in, one, two, three);
  }

  private static Arbitrary<String> path() {
    return Arbitraries.of(
        "tags.a",
        "tags.a",
        "tags.b",
        "tags.b",
        "tags.c",
        "tags[[my-key]]",
        "tags['my-key'].a",
        "tags.sub",
        "tags.sub.a",
        "tags.a[0]",
        "tags.a[1]",
        "tags.none",
        "deviceId",
        "DEVICEID",
        "deviceId.x",
        "moduleId",
        "status",
        "version",
        "connectionState",
        "authenticationType",
        "x509Thumbprint.primaryThumbprint",
        "properties.reported.a",
        "properties.reported.b",
        "properties.reported.$version",
        "properties.desired",
        "capabilities.iotEdge",
        "modelId",
        "lastActivityTime",
        "cloudToDeviceMessageCount",
        "etag",
        "deviceScope",
        "nothing");
  }

  private static Arbitrary<String> constant() {
    return Arbitraries.of(
        "null",
        "true",
        "false",
        "undefined",
        "0",
        "-2",
        "1",
        "1.0",
        "2",
        "0.5",
        "3",
        "10",
        "1e10",
        "0xFF",
        "1e300",
        "''",
        "'a'",
        "'A'",
        "'ab'",
        "'b'",
        "'äß'",
        "'😀'",
        "'12.5'",
        "'device-1'",
        "'enabled'",
        "[]",
        "[1]",
        "['a', 1]");
  }
}
