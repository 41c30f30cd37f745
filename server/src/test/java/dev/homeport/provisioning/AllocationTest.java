package dev.homeport.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Secret;
import dev.homeport.TestDatabase;
import dev.homeport.twin.TwinJson;
import dev.homeport.webhook.HookSignature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the hub of a device is chosen, and when it is chosen anew. */
final class AllocationTest {

  @RegisterExtension private final TestDatabase database = new TestDatabase();

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<String> signatures = Collections.synchronizedList(new ArrayList<>());
  private volatile String answer = "{\"iotHubHostName\":\"north.test\"}";
  private volatile int status = 200;
  private ProvisionedHub hub;
  private HttpServer program = server();

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void open() {
    hub = new ProvisionedHub(database.jdbi());
    hub.addHub("north");
    hub.addHub("south");
    program.createContext(
        "/",
        exchange -> {
          signatures.add(exchange.getRequestHeaders().getFirst("X-Homeport-Signature"));
          asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    program.start();
  }

  @AfterEach
  void close() {
    program.stop(0);
  }

  private Secret enroll(String id, String rest) {
    return ProvisionedHub.keys(
            hub.enroll(
                EnrollmentKind.INDIVIDUAL,
                id,
                "{'attestation':{'type':'symmetricKey'}" + rest + "}"))
        .primary();
  }

  private String custom(String rest) {
    return ",'allocationPolicy':'custom','customAllocationDefinition':{'webhookUrl':"
        + "'http://127.0.0.1:%d/choose','apiVersion':'2019-03-31'}"
            .formatted(program.getAddress().getPort())
        + rest;
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HubException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  void staticIsTheHubThatTheEnrollmentNames() {
    Secret key = enroll("fixed", ",'allocationPolicy':'static','iotHubs':['south.test']");

    assertThat(hub.register("fixed", key).assignedHub()).isEqualTo("south.test");
    assertRefused(
        ErrorCode.ARGUMENT_INVALID, () -> enroll("nowhere", ",'allocationPolicy':'static'"));
  }

  @Test
  void hashedKeepsToTheHubsThatTheEnrollmentNamesAndToTheirWeights() {
    hub.hubs.update("north", null, 0, null);
    Secret key = enroll("weighed", ",'iotHubs':['north.test','south.test']");

    assertThat(hub.register("weighed", key).assignedHub()).isEqualTo("south.test");
  }

  @Test
  void geoLatencyIsTheHubWithTheSmallestNetworkThatTheDeviceCallsFrom() {
    hub.hubs.update("main", null, null, List.of("198.51.100.0/24"));
    hub.hubs.update("north", null, null, List.of("192.0.0.0/8", "2001:db8::/32"));
    hub.hubs.update("south", null, null, List.of("192.0.2.0/24"));
    Secret key = enroll("near", ",'allocationPolicy':'geoLatency'");

    assertThat(hub.register("near", key).assignedHub()).isEqualTo("south.test");

    hub.hubs.update("south", null, 0, null);
    assertThat(hub.register("near", key).assignedHub()).isEqualTo("north.test");
  }

  @Test
  void geoLatencyIsAsHashedAmongEqualsAndWhereNoHubIsNear() {
    hub.hubs.update("north", null, null, List.of("192.0.2.0/24"));
    hub.hubs.update("south", null, null, List.of("192.0.2.0/24"));

    assertThat(Allocation.nearest(hub.hubs.list(), ProvisionedHub.ADDRESS))
        .extracting(one -> one.name().value())
        .containsExactly("north", "south");
    assertThat(Allocation.nearest(hub.hubs.list(), "2001:db8::1")).isEqualTo(hub.hubs.list());
    assertThat(Allocation.nearest(hub.hubs.list(), "")).isEqualTo(hub.hubs.list());
  }

  @Test
  void customIsTheHubThatAProgramSays() {
    Secret key = enroll("asked", custom(""));

    assertThat(hub.register("asked", key, "{'payload':{'floor':3}}").assignedHub())
        .isEqualTo("north.test");
    JsonNode question = asked(0);
    assertThat(question.at("/individualEnrollment/registrationId").asText()).isEqualTo("asked");
    assertThat(question.at("/individualEnrollment/allocationPolicy").asText()).isEqualTo("custom");
    assertThat(question.path("deviceRuntimeContext"))
        .hasToString(
            "{\"registrationId\":\"asked\",\"symmetricKey\":{},\"payload\":{\"floor\":3}}");
    assertThat(question.path("linkedHubs"))
        .hasToString("[\"main.test\",\"north.test\",\"south.test\"]");
    assertThat(asked.getFirst()).doesNotContain(key.reveal());
  }

  private JsonNode asked(int time) {
    return TwinJson.read(hub.json, asked.get(time));
  }

  @Test
  void questionsAreSignedByAKeyForNothingElseThatAnotherOneFollows() {
    Secret key = enroll("signed", custom(""));
    ProvisioningPolicy before = hub.access.allocation();
    hub.register("signed", key);

    ProvisioningPolicy after = hub.access.renewAllocationKey();
    hub.register("signed", key);

    assertThat(signatures)
        .containsExactly(
            HookSignature.of(before.primaryKey().reveal(), asked.get(0)),
            HookSignature.of(before.secondaryKey().reveal(), asked.get(1)));
    assertThat(after.primaryKey()).isEqualTo(before.secondaryKey());
    assertThat(after.secondaryKey()).isNotIn(before.primaryKey(), before.secondaryKey());
    assertThat(after.rights()).isEmpty();
  }

  @Test
  void whoIsAskedAgainHearsWhereTheDeviceIs() {
    Secret key = enroll("again", custom(",'deviceId':'press'"));
    hub.register("again", key);

    hub.register("again", key);

    assertThat(asked(1).at("/deviceRuntimeContext/currentIotHubHostName").asText())
        .isEqualTo("north.test");
    assertThat(asked(1).at("/deviceRuntimeContext/currentDeviceId").asText()).isEqualTo("press");
  }

  @Test
  void theTwinThatAProgramSaysCountsInPlaceOfTheEnrollmentsAndOfTheOneThatWouldMove() {
    Secret key = enroll("shaped", custom(",'initialTwin':{'tags':{'site':'any'}}"));
    answer =
        "{'iotHubHostName':'north.test','payload':{'shelf':7},"
            + "'initialTwin':{'tags':{'line':1},'properties':{'desired':{'rate':2.0}}}}";
    answer = answer.replace('\'', '"');
    assertThat(hub.register("shaped", key, "{'payload':{'floor':3}}").payload())
        .hasToString("{\"shelf\":7}");
    assertThat(hub.twins.get(hub.device("north", "shaped")).path("tags"))
        .hasToString("{\"line\":1}");
    assertThat(hub.twins.get(hub.device("north", "shaped")).at("/properties/desired/rate"))
        .hasToString("2.0");

    answer = answer.replace("\"line\":1", "\"line\":2");
    assertThat(hub.register("shaped", key).substatus()).isEqualTo("initialAssignment");
    assertThat(hub.twins.get(hub.device("north", "shaped")).path("tags"))
        .hasToString("{\"line\":1}");

    answer = answer.replace("north", "south");
    assertThat(hub.register("shaped", key).substatus()).isEqualTo("deviceDataReset");
    assertThat(hub.twins.get(hub.device("south", "shaped")).path("tags"))
        .hasToString("{\"line\":2}");
  }

  @Test
  void aProgramThatSaysNoHubAssignsNothing() {
    Secret key = enroll("unlucky", custom(",'iotHubs':['south.test']"));
    for (String said :
        List.of(
            "{}",
            "",
            "no JSON",
            "{\"iotHubHostName\":\"north.test\"}",
            "{\"iotHubHostName\":\"south.test\",\"payload\":7}",
            "{\"iotHubHostName\":\"south.test\",\"initialTwin\":[]}",
            "{\"iotHubHostName\":\"south.test\",\"initialTwin\":{\"tags\":{\"a b\":1}}}")) {
      answer = said;
      assertFailed("unlucky", key);
    }
    status = 500;
    assertFailed("unlucky", key);

    int registrations =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("SELECT count(*) FROM registration")
                        .mapTo(Integer.class)
                        .one());
    assertThat(registrations).isZero();
  }

  private void assertFailed(String id, Secret key) {
    Operation operation = hub.ask(id, key, "{}");
    assertThat(operation.status()).isEqualTo("failed");
    assertThat(operation.registrationState())
        .isInstanceOfSatisfying(
            RefusedRegistration.class,
            refusal -> {
              assertThat(refusal.errorCode()).isEqualTo(400_207);
              assertThat(refusal.errorMessage()).isNotEmpty();
            });
  }

  @Test
  void aDeviceThatIsToStayIsNotAskedAboutAgainUntilItsHubIsGone() {
    Secret key =
        enroll(
            "stays",
            custom(",'reprovisionPolicy':{'updateHubAssignment':false,'migrateDeviceData':true}"));
    assertThat(hub.register("stays", key).assignedHub()).isEqualTo("north.test");
    answer = "{\"iotHubHostName\":\"south.test\"}";

    assertThat(hub.register("stays", key).assignedHub()).isEqualTo("north.test");
    assertThat(asked).hasSize(1);

    hub.hubs.remove("north", hub.clock);
    assertThat(hub.register("stays", key).assignedHub()).isEqualTo("south.test");
  }

  @Test
  void whatBelongsToCustomIsRefusedElsewhere() {
    assertRefused(
        ErrorCode.ARGUMENT_INVALID, () -> enroll("alone", ",'allocationPolicy':'custom'"));
  }
}
