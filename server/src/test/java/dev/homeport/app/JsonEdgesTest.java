package dev.homeport.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import dev.homeport.ErrorCode;
import dev.homeport.HostileJson;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.TestDatabase;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.console.ConsoleMessageResource;
import dev.homeport.app.console.ConsoleMethodResource;
import dev.homeport.app.console.MessageRequest;
import dev.homeport.eventlog.Outbox;
import dev.homeport.messaging.CommandQueue;
import dev.homeport.messaging.DeviceLink;
import dev.homeport.messaging.MethodResource;
import dev.homeport.messaging.MethodService;
import dev.homeport.registry.Hubs;
import dev.homeport.registry.IdentityDocument;
import dev.homeport.registry.IdentityResource;
import dev.homeport.registry.NewIdentity;
import dev.homeport.registry.RegistryService;
import dev.homeport.transfer.BatchWriter;
import dev.homeport.transfer.BulkResource;
import dev.homeport.transfer.ImportMode;
import dev.homeport.transfer.Importer;
import dev.homeport.transfer.Refusal;
import dev.homeport.transfer.Tally;
import dev.homeport.twin.TwinJson;
import dev.homeport.twin.TwinResource;
import dev.homeport.twin.TwinService;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jdbi.v3.core.Jdbi;

/** Whatever a body holds, it is served or refused with the client's own code, never a fault. */
final class JsonEdgesTest {

  private static final Identity DEVICE = Identity.of("main", "d", "");
  private static final HikariDataSource DATABASE = TestDatabase.pooled();
  private static final Jdbi JDBI = Jdbi.create(DATABASE);
  private static final ObjectMapper JSON = TwinJson.mapper();
  private static final Outbox OUTBOX = new Outbox();
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Hubs HUBS = new Hubs(JDBI);
  private static final RegistryService REGISTRY = registry();
  private static final TwinService TWINS = new TwinService(JDBI, OUTBOX, REGISTRY, JSON, CLOCK);
  private static final TwinResource TWIN = new TwinResource(HUBS, TWINS);
  private static final IdentityResource IDENTITIES = new IdentityResource(HUBS, REGISTRY);
  private static final BatchWriter WRITER = new BatchWriter(JDBI, OUTBOX, JSON, CLOCK);
  private static final BulkResource BULK = new BulkResource(HUBS, WRITER, JSON);
  private static final Importer IMPORTER = new Importer(WRITER, JSON);
  private static final MethodService ECHO = new MethodService(new EchoingLink(), DEVICE::equals);
  private static final MethodResource METHOD = new MethodResource(HUBS, ECHO);
  private static final ConsoleMethodResource CONSOLE_METHOD =
      new ConsoleMethodResource(new AskedHub(), ECHO, JSON);
  private static final ConsoleMessageResource CONSOLE_MESSAGE =
      new ConsoleMessageResource(new AskedHub(), new CommandQueue(JDBI, OUTBOX, CLOCK));

  private static RegistryService registry() {
    RegistryService registry = new RegistryService(JDBI, OUTBOX, CLOCK);
    registry.create(
        DEVICE,
        new NewIdentity(true, null, NewIdentity.sas(null, null), null, false, null, List.of()));
    return registry;
  }

  @AfterContainer
  static void close() {
    TWINS.close();
    DATABASE.close();
  }

  /** A device that answers at once with the payload that it was called with. */
  private static final class EchoingLink implements DeviceLink {
    @Override
    public boolean isConnected(Identity identity) {
      return true;
    }

    @Override
    public Set<Identity> connected(Collection<Identity> identities) {
      return Set.copyOf(identities);
    }

    @Override
    public MethodOutcome invoke(Identity identity, MethodCall call, Duration responseTimeout) {
      return new MethodOutcome.Answered(200, call.payload());
    }
  }

  /** Reads a body as the HTTP edge does and serves it. */
  private interface Served {
    Object serve(byte[] body) throws IOException;
  }

  /** The status that a client sees; the kinds of failure are those that HttpErrors maps. */
  private static int status(byte[] body, Served edge) {
    try {
      Object answer = edge.serve(body);
      JSON.writeValueAsString(
          answer instanceof jakarta.ws.rs.core.Response r ? r.getStatus() : answer);
      return answer instanceof jakarta.ws.rs.core.Response response ? response.getStatus() : 200;
    } catch (HubException refusal) {
      return refusal.code().httpStatus();
    } catch (com.fasterxml.jackson.core.JsonProcessingException | CharConversionException e) {
      return ErrorCode.IOTHUB_FORMAT_ERROR.httpStatus();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Imports the lines of a body; the first refusal is the answer. */
  private static Object load(byte[] body) throws IOException {
    List<HubException> refusals = new ArrayList<>();
    Importer.Listener listener =
        new Importer.Listener() {
          @Override
          public void refused(Refusal refusal) {
            refusals.add(refusal.why());
          }

          @Override
          public void progressed(Tally tally) {}
        };
    Tally tally =
        IMPORTER.run(
            HubName.DEFAULT, new ByteArrayInputStream(body), ImportMode.CREATE_OR_UPDATE, listener);
    if (!refusals.isEmpty()) {
      throw refusals.getFirst();
    }
    if (tally.equals(Tally.NONE)) { // a file without lines is fine, but says as little as a refusal
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "no lines");
    }
    return tally;
  }

  private static final Map<String, Served> EDGES =
      Map.of(
          "twin patch", body -> TWIN.patch(null, null, "d", body),
          "twin replacement", body -> TWIN.replace(null, "*", "d", body),
          "reported patch", body -> TWINS.patchReported(DEVICE, body, null),
          "identity",
              body ->
                  IDENTITIES.putDevice(
                      null, "*", "d", JSON.readValue(body, IdentityDocument.class)),
          "bulk", body -> BULK.change(null, body),
          "import", JsonEdgesTest::load,
          "method", body -> METHOD.invoke(null, "d", body),
          "console method", body -> CONSOLE_METHOD.invoke("d", body),
          "console message",
              body -> CONSOLE_MESSAGE.send("d", JSON.readValue(body, MessageRequest.class)));

  private static Served edge(String name) {
    return Objects.requireNonNull(EDGES.get(name));
  }

  @Provide
  Arbitrary<byte[]> twins() {
    return HostileJson.documents("tags", "properties", "desired", "a");
  }

  @Provide
  Arbitrary<byte[]> identities() {
    return HostileJson.documents(
        "id",
        "deviceId",
        "moduleId",
        "importMode",
        "eTag",
        "status",
        "statusReason",
        "authentication",
        "symmetricKey",
        "primaryKey",
        "type",
        "capabilities",
        "iotEdge",
        "managedBy",
        "deviceScope",
        "parentScopes",
        "cloudToDeviceMessageCount");
  }

  @Provide
  Arbitrary<byte[]> calls() {
    return HostileJson.documents(
        "methodName",
        "payload",
        "responseTimeoutInSeconds",
        "connectTimeoutInSeconds",
        "body",
        "properties",
        "messageId",
        "contentType",
        "ack",
        "expiryTimeUtc");
  }

  private static void servedOrRefused(byte[] body, String... edges) {
    for (String name : edges) {
      assertThat(status(body, edge(name)))
          .as("%s %s", name, new String(body, StandardCharsets.UTF_8))
          .isIn(200, 201, 400, 403, 404, 409, 412, 413);
    }
  }

  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  void twinsAreChangedOrRefused(@ForAll("twins") byte[] body) {
    servedOrRefused(body, "twin patch", "twin replacement", "reported patch");
  }

  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  void identitiesAreChangedOrRefused(@ForAll("identities") byte[] body) {
    servedOrRefused(body, "identity", "bulk", "import");
  }

  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  void callsAreMadeOrRefused(@ForAll("calls") byte[] body) {
    servedOrRefused(body, "method", "console method", "console message");
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void anyBytesAreRefused(@ForAll byte[] body) {
    servedOrRefused(body, EDGES.keySet().toArray(String[]::new));
  }

  @Example
  void everyEdgeRefusesWhatItCannotTake() {
    Map<String, List<String>> refused =
        Map.of(
            "twin patch", around("{\"tags\":{\"a\":%s}}"),
            "twin replacement", around("{\"properties\":{\"desired\":{\"a\":%s}}}"),
            "reported patch", around("{\"a\":%s}"),
            "identity", around("{\"deviceId\":\"d\",\"statusReason\":[%s]}"),
            "import", around("{\"id\":\"e\",\"tags\":{\"a\":%s},\"statusReason\":\"\\ud800\"}"),
            "bulk", around("[{\"id\":\"e\",\"authentication\":%s,\"statusReason\":\"\\u0000\"}]"),
            "method", around("{\"methodName\":%s}"));
    refused.forEach(
        (name, bodies) -> {
          for (String body : bodies) {
            assertThat(status(body.getBytes(StandardCharsets.ISO_8859_1), edge(name)))
                .as("%s: %.80s", name, body)
                .isEqualTo(400);
          }
        });
  }

  private static List<String> around(String form) {
    return List.of(
            "\"\\u0000\"",
            "\"\\ud800\"",
            "1e400",
            HostileJson.LONG_INTEGER,
            HostileJson.DEEP_ARRAY,
            HostileJson.DEEP_OBJECT,
            "{\"b\":1,\"b\":2}}",
            "\"\u00ff\"",
            "\"\u00c0\u0080\"",
            "nul")
        .stream()
        .map(form::formatted)
        .toList();
  }

  @Example
  void bodiesOfTheWrongKindAreRefused() {
    for (String body : List.of("", "null", "[]", "1", "\"text\"", "true", "[null]")) {
      EDGES.forEach(
          (name, edge) ->
              assertThat(status(body.getBytes(StandardCharsets.UTF_8), edge))
                  .as("%s: %s", name, body)
                  .isEqualTo(400));
    }
    byte[] properties = "{\"properties\":5}".getBytes(StandardCharsets.UTF_8);
    assertThat(status(properties, body -> TWIN.patch(null, null, "d", body))).isEqualTo(400);
    assertThat(status(new byte[0], _ -> TWIN.patch(null, null, "d", null))).isEqualTo(400);
  }

  @Example
  void aPayloadReachesTheDeviceAsItWasWritten() {
    for (String payload :
        List.of("1.0", "1e400", HostileJson.LONG_INTEGER, "\"\\u0000\"", "{\"a\":[null,2.50]}")) {
      byte[] body =
          ("{\"methodName\":\"m\",\"payload\":" + payload + "}").getBytes(StandardCharsets.UTF_8);

      assertThat(status(body, edge("method"))).as(payload).isEqualTo(200);
    }
    byte[] half = "{\"methodName\":\"m\",\"payload\":\"\\ud800\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(status(half, body -> METHOD.invoke(null, "d", body))).isEqualTo(400);
    assertThat(status(half, body -> CONSOLE_METHOD.invoke("d", body))).isEqualTo(400);
  }
}
