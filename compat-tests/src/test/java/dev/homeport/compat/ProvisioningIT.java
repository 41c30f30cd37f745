package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.provisioning.device.ProvisioningDeviceClientRegistrationResult;
import com.microsoft.azure.sdk.iot.provisioning.device.ProvisioningDeviceClientStatus;
import com.microsoft.azure.sdk.iot.provisioning.device.ProvisioningDeviceClientTransportProtocol;
import com.microsoft.azure.sdk.iot.provisioning.device.internal.exceptions.ProvisioningDeviceHubException;
import com.microsoft.azure.sdk.iot.provisioning.security.SecurityProviderSymmetricKey;
import com.microsoft.azure.sdk.iot.provisioning.service.Query;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.BulkOperationMode;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.DeviceCapabilities;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.DeviceRegistrationState;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.EnrollmentGroup;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.IndividualEnrollment;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.ProvisioningStatus;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.QuerySpecificationBuilder;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.SymmetricKeyAttestation;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.TwinCollection;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.TwinState;
import com.microsoft.azure.sdk.iot.provisioning.service.exceptions.ProvisioningServiceClientBadFormatException;
import com.microsoft.azure.sdk.iot.provisioning.service.exceptions.ProvisioningServiceClientNotFoundException;
import com.microsoft.azure.sdk.iot.provisioning.service.exceptions.ProvisioningServiceClientPreconditionFailedException;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The unmodified provisioning clients, of devices and of services, with symmetric keys. */
@Order(1)
final class ProvisioningIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Hub hub = new Hub();
  private final Provisioning provisioning = new Provisioning(hub.server);
  private final HttpClient http = HttpClient.newBuilder().sslContext(hub.server.trust()).build();

  private EnrollmentGroup group(String name) throws Exception {
    EnrollmentGroup group = new EnrollmentGroup(name, Provisioning.keys());
    group.setInitialTwin(twin());
    return provisioning.service.createOrUpdateEnrollmentGroup(group);
  }

  private static TwinState twin() {
    TwinCollection tags = new TwinCollection();
    tags.put("site", "north");
    TwinCollection desired = new TwinCollection();
    desired.put("interval", 30);
    return new TwinState(tags, desired);
  }

  private static String primary(IndividualEnrollment enrollment) throws Exception {
    return ((SymmetricKeyAttestation) enrollment.getAttestation()).getPrimaryKey();
  }

  @ParameterizedTest
  @EnumSource(
      value = ProvisioningDeviceClientTransportProtocol.class,
      names = {"MQTT", "MQTT_WS", "HTTPS"})
  void aDeviceWithAnEnrollmentOfItsOwnIsAssignedAndConnects(
      ProvisioningDeviceClientTransportProtocol protocol) throws Exception {
    String id = Hub.fresh("own");
    IndividualEnrollment enrollment = new IndividualEnrollment(id, Provisioning.keys());
    enrollment.setDeviceId(id + "-device");
    enrollment.setInitialTwin(twin());
    enrollment.setCapabilities(new DeviceCapabilities());
    enrollment = provisioning.service.createOrUpdateIndividualEnrollment(enrollment);
    SecurityProviderSymmetricKey key = provisioning.byKey(id, primary(enrollment));

    var assigned = provisioning.register(key, protocol, "{\"model\":\"TX-100\"}");

    assertThat(assigned.getProvisioningDeviceClientStatus())
        .isEqualTo(ProvisioningDeviceClientStatus.PROVISIONING_DEVICE_STATUS_ASSIGNED);
    assertThat(assigned.getDeviceId()).isEqualTo(id + "-device");
    assertThat(assigned.getProvisioningPayload()).contains("TX-100");
    connects(assigned, key);
    DeviceRegistrationState state = provisioning.service.getDeviceRegistrationState(id);
    assertThat(state.getAssignedHub()).isEqualTo(assigned.getIothubUri());
    assertThat(state.getDeviceId()).isEqualTo(id + "-device");
    assertThat(
            provisioning
                .service
                .getIndividualEnrollment(id)
                .getDeviceRegistrationState()
                .getAssignedHub())
        .isEqualTo(assigned.getIothubUri());
  }

  @ParameterizedTest
  @EnumSource(
      value = ProvisioningDeviceClientTransportProtocol.class,
      names = {"MQTT", "MQTT_WS", "HTTPS"})
  void aDeviceOfAGroupIsAssignedAndConnects(ProvisioningDeviceClientTransportProtocol protocol)
      throws Exception {
    String id = Hub.fresh("member");
    EnrollmentGroup group = group(Hub.fresh("group"));
    String groupKey = ((SymmetricKeyAttestation) group.getAttestation()).getPrimaryKey();
    SecurityProviderSymmetricKey key = provisioning.byKey(id, Provisioning.derived(groupKey, id));

    var assigned = provisioning.register(key, protocol);

    assertThat(assigned.getDeviceId()).isEqualTo(id);
    connects(assigned, key);
    Query registrations =
        provisioning.service.createEnrollmentGroupRegistrationStateQuery(
            all(QuerySpecificationBuilder.FromType.DEVICE_REGISTRATIONS),
            group.getEnrollmentGroupId());
    assertThat(items(registrations))
        .singleElement()
        .extracting(item -> ((DeviceRegistrationState) item).getRegistrationId())
        .isEqualTo(id);
  }

  @Test
  void thePythonSdkIsAssignedAndConnects() throws Exception {
    String id = Hub.fresh("python");
    EnrollmentGroup group = group(Hub.fresh("group"));
    String groupKey = ((SymmetricKeyAttestation) group.getAttestation()).getPrimaryKey();

    int exit =
        new PythonSuite(hub.server)
            .run(
                "provisioning_test.py",
                Map.of("DEVICE_ID", id, "DEVICE_KEY", Provisioning.derived(groupKey, id)));

    assertThat(exit).as("exit code of the program, see compat-tests/target/python.log").isZero();
  }

  private void connects(
      ProvisioningDeviceClientRegistrationResult assigned, SecurityProviderSymmetricKey key)
      throws Exception {
    DeviceClient client = provisioning.connect(assigned, key);
    try {
      client.sendEvent(new Message("{}"));
    } finally {
      client.close();
    }
    Twin twin = hub.twins.get(assigned.getDeviceId());
    assertThat(twin.getTags()).containsEntry("site", "north");
    assertThat((Number) twin.getDesiredProperties().get("interval"))
        .extracting(Number::intValue)
        .isEqualTo(30);
  }

  private static com.microsoft.azure.sdk.iot.provisioning.service.configs.QuerySpecification all(
      QuerySpecificationBuilder.FromType from) {
    return new QuerySpecificationBuilder("*", from).createSqlQuery();
  }

  private static List<Object> items(Query query) {
    List<Object> items = new ArrayList<>();
    while (query.hasNext()) {
      items.addAll(List.of(query.next().getItems()));
    }
    return items;
  }

  @Test
  void theServiceClientReadsChangesAndDeletes() throws Exception {
    String id = Hub.fresh("managed");
    IndividualEnrollment made =
        provisioning.service.createOrUpdateIndividualEnrollment(
            new IndividualEnrollment(id, Provisioning.keys()));
    String key = primary(made);

    IndividualEnrollment read = provisioning.service.getIndividualEnrollment(id);
    read.setProvisioningStatus(ProvisioningStatus.DISABLED);
    IndividualEnrollment changed = provisioning.service.createOrUpdateIndividualEnrollment(read);

    assertThat(changed.getProvisioningStatus()).isEqualTo(ProvisioningStatus.DISABLED);
    assertThat(changed.getEtag()).isNotEqualTo(made.getEtag());
    SymmetricKeyAttestation kept =
        (SymmetricKeyAttestation)
            provisioning.service.getIndividualEnrollmentAttestationMechanism(id).getAttestation();
    assertThat(kept.getPrimaryKey()).isEqualTo(key);
    read.setEtag(made.getEtag());
    assertThatThrownBy(() -> provisioning.service.createOrUpdateIndividualEnrollment(read))
        .isInstanceOf(ProvisioningServiceClientPreconditionFailedException.class);
    provisioning.service.deleteIndividualEnrollment(id);
    assertThatThrownBy(() -> provisioning.service.getIndividualEnrollment(id))
        .isInstanceOf(ProvisioningServiceClientNotFoundException.class);
  }

  @Test
  void manyAreEnrolledAtOnceAndFoundPageByPage() throws Exception {
    String prefix = Hub.fresh("bulk");
    List<IndividualEnrollment> many = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      many.add(new IndividualEnrollment(prefix + "-" + i, Provisioning.keys()));
    }

    var first = provisioning.service.runBulkEnrollmentOperation(BulkOperationMode.CREATE, many);
    var second = provisioning.service.runBulkEnrollmentOperation(BulkOperationMode.CREATE, many);

    assertThat(first.getSuccessful()).isTrue();
    assertThat(second.getSuccessful()).isFalse();
    assertThat(second.getErrors()).hasSize(10);
    Query query =
        provisioning.service.createIndividualEnrollmentQuery(
            all(QuerySpecificationBuilder.FromType.ENROLLMENTS), 3);
    assertThat(
            items(query).stream()
                .map(item -> ((IndividualEnrollment) item).getRegistrationId())
                .filter(id -> id.startsWith(prefix)))
        .hasSize(10);
    assertThat(
            provisioning
                .service
                .runBulkEnrollmentOperation(BulkOperationMode.DELETE, many)
                .getSuccessful())
        .isTrue();
  }

  @Test
  void someAreFoundByACondition() throws Exception {
    String prefix = Hub.fresh("found");
    for (String id : List.of(prefix + "-1", prefix + "-2")) {
      IndividualEnrollment enrollment = new IndividualEnrollment(id, Provisioning.keys());
      enrollment.setInitialTwin(twin());
      provisioning.service.createOrUpdateIndividualEnrollment(enrollment);
    }
    QuerySpecificationBuilder enrollments =
        new QuerySpecificationBuilder("*", QuerySpecificationBuilder.FromType.ENROLLMENTS);

    Query query =
        provisioning.service.createIndividualEnrollmentQuery(
            enrollments
                .where(
                    "registrationId > '%s-1' AND STARTSWITH(registrationId, '%s')"
                            .formatted(prefix, prefix)
                        + " AND initialTwin.tags.site = 'north'")
                .createSqlQuery());
    Query bad =
        provisioning.service.createIndividualEnrollmentQuery(
            enrollments.where("colour = 'red'").createSqlQuery());

    assertThat(items(query))
        .singleElement()
        .extracting(item -> ((IndividualEnrollment) item).getRegistrationId())
        .isEqualTo(prefix + "-2");
    assertThatThrownBy(bad::next)
        .hasCauseInstanceOf(ProvisioningServiceClientBadFormatException.class)
        .hasMessageContaining("400004");
  }

  @ParameterizedTest
  @EnumSource(
      value = ProvisioningDeviceClientTransportProtocol.class,
      names = {"MQTT", "MQTT_WS", "HTTPS"})
  void aDeviceWithAWrongKeyIsRefused(ProvisioningDeviceClientTransportProtocol protocol)
      throws Exception {
    String id = Hub.fresh("wrong");
    provisioning.service.createOrUpdateIndividualEnrollment(
        new IndividualEnrollment(id, Provisioning.keys()));

    assertThatThrownBy(
            () -> provisioning.register(provisioning.byKey(id, Provisioning.newKey()), protocol))
        .isInstanceOf(Exception.class);

    assertThatThrownBy(() -> provisioning.service.getDeviceRegistrationState(id))
        .isInstanceOf(ProvisioningServiceClientNotFoundException.class);
  }

  @Test
  void refusalsCarryTheErrorCodesOfDps() throws Exception {
    String id = Hub.fresh("refused");
    IndividualEnrollment enrollment =
        provisioning.service.createOrUpdateIndividualEnrollment(
            new IndividualEnrollment(id, Provisioning.keys()));
    String key = primary(enrollment);

    assertRefused(provisioning.ask(id, id, Provisioning.newKey(), "{}"), 401, 401002);
    assertRefused(provisioning.ask(id, id + "-other", key, "{}"), 401, 401002);
    assertRefused(provisioning.ask(id, id, key, "{\"registrationId\":\"another\"}"), 400, 400004);
    assertRefused(provisioning.ask(id, id, key, "{\"registrationId\":"), 400, 400006);
    enrollment.setProvisioningStatus(ProvisioningStatus.DISABLED);
    enrollment = provisioning.service.createOrUpdateIndividualEnrollment(enrollment);
    JsonNode disabled = JSON.readTree(provisioning.ask(id, id, key, "{}").body());
    assertThat(disabled.path("status").asText()).isEqualTo("disabled");
    assertThat(disabled.at("/registrationState/registrationId").asText()).isEqualTo(id);
    assertThat(disabled.at("/registrationState/status").asText()).isEqualTo("disabled");
    assertThat(
            save(
                    id,
                    enrollment.getEtag(),
                    Map.of(
                        "attestation",
                        Map.of("type", "symmetricKey"),
                        "expiryDateTimeUtc",
                        "2020-01-01T00:00:00Z"))
                .statusCode())
        .isEqualTo(200);
    assertRefused(provisioning.ask(id, id, key, "{}"), 403, 403202);
  }

  @ParameterizedTest
  @EnumSource(
      value = ProvisioningDeviceClientTransportProtocol.class,
      names = {"MQTT", "MQTT_WS", "HTTPS"})
  void aDeviceWhoseEnrollmentIsDisabledHearsThat(ProvisioningDeviceClientTransportProtocol protocol)
      throws Exception {
    String id = Hub.fresh("disabled");
    IndividualEnrollment enrollment = new IndividualEnrollment(id, Provisioning.keys());
    enrollment.setProvisioningStatus(ProvisioningStatus.DISABLED);
    enrollment = provisioning.service.createOrUpdateIndividualEnrollment(enrollment);
    SecurityProviderSymmetricKey key = provisioning.byKey(id, primary(enrollment));

    assertThatThrownBy(() -> provisioning.register(key, protocol))
        .isInstanceOf(ProvisioningDeviceHubException.class);

    assertThatThrownBy(() -> provisioning.service.getDeviceRegistrationState(id))
        .isInstanceOf(ProvisioningServiceClientNotFoundException.class);
  }

  private static void assertRefused(HttpResponse<String> answer, int status, int code)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode error = JSON.readTree(answer.body());
    assertThat(error.path("errorCode").asInt()).isEqualTo(code);
    assertThat(error.path("message").asText()).isNotEmpty();
    assertThat(error.path("trackingId").asText()).isNotEmpty();
  }

  private HttpResponse<String> save(String id, String etag, Map<String, Object> body)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(
                URI.create("https://127.0.0.1/enrollments/" + id + "?api-version=2021-10-01"))
            .header("Authorization", token())
            .header("If-Match", "\"" + etag + "\"")
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String token() {
    String connection = hub.server.endpoint("IOTHUB_PROVISIONING_CONNECTION_STRING");
    return Hub.sas(
        "127.0.0.1",
        connection.replaceFirst(".*SharedAccessKey=", ""),
        Duration.ofHours(1),
        "provisioningserviceowner");
  }

  @Test
  void thePolicyOfTheHubOpensNoEnrollments() throws Exception {
    String hubKey =
        hub.server.endpoint("IOTHUB_CONNECTION_STRING").replaceFirst(".*SharedAccessKey=", "");
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create("https://127.0.0.1/enrollments/any"))
                .header(
                    "Authorization",
                    Hub.sas("127.0.0.1", hubKey, Duration.ofHours(1), "iothubowner"))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertRefused(answer, 401, 401002);
  }
}
