package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.provisioning.device.ProvisioningDeviceClientTransportProtocol;
import com.microsoft.azure.sdk.iot.provisioning.device.internal.exceptions.ProvisioningDeviceHubException;
import com.microsoft.azure.sdk.iot.provisioning.security.SecurityProviderSymmetricKey;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.AllocationPolicy;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.CustomAllocationDefinition;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.IndividualEnrollment;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.SymmetricKeyAttestation;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.TwinCollection;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.TwinState;
import com.microsoft.azure.sdk.iot.provisioning.service.exceptions.ProvisioningServiceClientNotFoundException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Devices whose hub a program of the user's own chooses, or their address. */
@Order(1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AllocationIT {

  private static final String CHOSEN = "127.0.0.32";
  private static final String NAME = "allocation";
  private static final int FAILED = 400_207;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Hub main = new Hub();
  private final Provisioning provisioning = new Provisioning(main.server);
  private final People.Window admin = People.admin(main.server);
  private final TwinClient twinsOfChosen = Provisioning.addHub(admin, NAME, CHOSEN);
  private final WebhookProgram program;

  AllocationIT() throws IOException {
    program =
        new WebhookProgram(
            admin.get("/api/v1/provisioning/allocation-keys").body().path("key").asText());
  }

  @AfterAll
  void stop() {
    program.close();
    admin.send("DELETE", "/api/v1/hubs/" + NAME + "?confirm=" + NAME, "");
  }

  /** The key of a device about which the program is asked. */
  private String enroll(String id, String url) throws Exception {
    IndividualEnrollment enrollment = new IndividualEnrollment(id, Provisioning.keys());
    TwinCollection tags = new TwinCollection();
    tags.put("site", "north");
    enrollment.setInitialTwin(new TwinState(tags, null));
    enrollment.setAllocationPolicy(AllocationPolicy.CUSTOM);
    CustomAllocationDefinition definition = new CustomAllocationDefinition();
    definition.setWebhookUrl(url);
    definition.setApiVersion("2019-03-31");
    enrollment.setCustomAllocationDefinition(definition);
    IndividualEnrollment made = provisioning.service.createOrUpdateIndividualEnrollment(enrollment);
    assertThat(made.getCustomAllocationDefinition().getWebhookUrl()).isEqualTo(url);
    return ((SymmetricKeyAttestation) made.getAttestation()).getPrimaryKey();
  }

  private JsonNode question() throws Exception {
    return JSON.readTree(program.signedCall());
  }

  @ParameterizedTest
  @EnumSource(
      value = ProvisioningDeviceClientTransportProtocol.class,
      names = {"MQTT", "HTTPS"})
  void theProgramSaysTheHubTheFirstTwinAndWhatTheDeviceIsTold(
      ProvisioningDeviceClientTransportProtocol protocol) throws Exception {
    String id = Hub.fresh("chosen");
    String primary = enroll(id, program.url());
    SecurityProviderSymmetricKey key = provisioning.byKey(id, primary);
    program.answers(
        200,
        People.json(
            Map.of(
                "iotHubHostName",
                CHOSEN,
                "initialTwin",
                Map.of(
                    "tags", Map.of("line", 7), "properties", Map.of("desired", Map.of("rate", 5))),
                "payload",
                Map.of("shelf", "B"))));

    var assigned = provisioning.register(key, protocol, "{\"model\":\"TX-100\"}");

    JsonNode asked = question();
    assertThat(asked.at("/individualEnrollment/registrationId").asText()).isEqualTo(id);
    assertThat(asked.at("/individualEnrollment/initialTwin/tags/site").asText()).isEqualTo("north");
    assertThat(asked.path("deviceRuntimeContext"))
        .isEqualTo(
            JSON.readTree(
                "{\"registrationId\":\"%s\",\"symmetricKey\":{},\"payload\":{\"model\":\"TX-100\"}}"
                    .formatted(id)));
    assertThat(asked.path("linkedHubs").valueStream().map(JsonNode::asText))
        .contains(Hub.HOST, CHOSEN);
    assertThat(asked.toString()).doesNotContain(primary);

    assertThat(assigned.getIothubUri()).isEqualTo(CHOSEN);
    assertThat(assigned.getProvisioningPayload()).contains("\"shelf\"").doesNotContain("TX-100");
    DeviceClient client = provisioning.connect(assigned, key);
    try {
      client.sendEvent(new Message("{}"));
    } finally {
      client.close();
    }
    Twin twin = twinsOfChosen.get(id);
    assertThat(twin.getTags()).containsOnlyKeys("line");
    assertThat((Number) twin.getDesiredProperties().get("rate"))
        .extracting(Number::intValue)
        .isEqualTo(5);
    assertThatThrownBy(() -> main.twins.get(id)).isInstanceOf(IotHubNotFoundException.class);

    provisioning.register(key, protocol);

    JsonNode again = question().path("deviceRuntimeContext");
    assertThat(again.path("currentIotHubHostName").asText()).isEqualTo(CHOSEN);
    assertThat(again.path("currentDeviceId").asText()).isEqualTo(id);
  }

  @ParameterizedTest
  @EnumSource(
      value = ProvisioningDeviceClientTransportProtocol.class,
      names = {"MQTT", "HTTPS"})
  void geoLatencyIsTheHubWhoseNetworkTheDeviceCallsFrom(
      ProvisioningDeviceClientTransportProtocol protocol) throws Exception {
    assertThat(change(1, "192.0.2.1/24").status()).isEqualTo(400);
    assertThat(change(1, "127.0.0.0/8").body().path("networks")).hasToString("[\"127.0.0.0/8\"]");
    try {
      for (int i = 0; i < 3; i++) {
        String id = Hub.fresh("near");
        IndividualEnrollment enrollment = new IndividualEnrollment(id, Provisioning.keys());
        enrollment.setAllocationPolicy(AllocationPolicy.GEOLATENCY);
        enrollment = provisioning.service.createOrUpdateIndividualEnrollment(enrollment);
        String key = ((SymmetricKeyAttestation) enrollment.getAttestation()).getPrimaryKey();

        var assigned = provisioning.register(provisioning.byKey(id, key), protocol);

        assertThat(assigned.getIothubUri()).isEqualTo(CHOSEN);
      }
    } finally {
      change(0);
    }
  }

  private People.Answer change(int weight, String... networks) {
    return admin.send(
        "PATCH",
        "/api/v1/hubs/" + NAME,
        People.json(Map.of("weight", weight, "networks", List.of(networks))));
  }

  @Test
  void aRefusalAFaultNonsenseAndAHubThatIsNotLinkedAreErrorsAndLeaveNothing() throws Exception {
    String id = Hub.fresh("unchosen");
    String key = enroll(id, program.url());
    Map<String, Integer> answers =
        Map.of(
            "{\"message\":\"no press of ours\"}", 403,
            "", 500,
            "no JSON", 200,
            "{}", 200,
            "{\"iotHubHostName\":\"elsewhere.azure-devices.net\"}", 200,
            "{\"iotHubHostName\":\"127.0.0.32\",\"initialTwin\":{\"properties\":{\"reported\":{}}}}",
                200);
    for (Map.Entry<String, Integer> answer : answers.entrySet()) {
      program.answers(answer.getValue(), answer.getKey());
      isRefused(id, key);
      question();
    }

    program.answers(200, People.json(Map.of("iotHubHostName", CHOSEN)));
    var assigned =
        provisioning.register(
            provisioning.byKey(id, key), ProvisioningDeviceClientTransportProtocol.MQTT);
    assertThat(assigned.getIothubUri()).isEqualTo(CHOSEN);
    assertThat(twinsOfChosen.get(id).getTags()).containsEntry("site", "north");
    question();
  }

  @Test
  void silenceAndAClosedPortAreErrorsAndLeaveNothing() throws Exception {
    String closed = Hub.fresh("closed");
    isRefused(closed, enroll(closed, "http://127.0.0.1:1/choose"));

    String id = Hub.fresh("silence");
    String key = enroll(id, program.url());
    program.isSilent();
    isRefused(id, key);
    question();
  }

  private void isRefused(String id, String key) throws Exception {
    HttpResponse<String> refusal = provisioning.ask(id, id, key, "{}");
    assertThat(refusal.statusCode()).as(refusal.body()).isEqualTo(200);
    JsonNode operation = JSON.readTree(refusal.body());
    assertThat(operation.path("status").asText()).isEqualTo("failed");
    assertThat(operation.at("/registrationState/errorCode").asInt()).isEqualTo(FAILED);
    assertThat(operation.at("/registrationState/errorMessage").asText()).isNotEmpty();
    assertThatThrownBy(() -> provisioning.service.getDeviceRegistrationState(id))
        .isInstanceOf(ProvisioningServiceClientNotFoundException.class);
    for (TwinClient twins : List.of(main.twins, twinsOfChosen)) {
      assertThatThrownBy(() -> twins.get(id)).isInstanceOf(IotHubNotFoundException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ProvisioningDeviceClientTransportProtocol.class,
      names = {"MQTT", "MQTT_WS", "HTTPS"})
  void theSdkHearsOfARefusal(ProvisioningDeviceClientTransportProtocol protocol) throws Exception {
    String id = Hub.fresh("refused");
    SecurityProviderSymmetricKey key = provisioning.byKey(id, enroll(id, program.url()));
    program.answers(403, "");

    assertThatThrownBy(() -> provisioning.register(key, protocol))
        .isInstanceOfSatisfying(
            ProvisioningDeviceHubException.class,
            refusal -> assertThat(refusal.getErrorCode()).isEqualTo(FAILED));

    question();
    assertThatThrownBy(() -> provisioning.service.getDeviceRegistrationState(id))
        .isInstanceOf(ProvisioningServiceClientNotFoundException.class);
  }
}
