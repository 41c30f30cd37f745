package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.ModuleClient;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.DeviceStatus;
import com.microsoft.azure.sdk.iot.service.registry.Module;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Module identities, driven by the SDK's ModuleClient. */
@Order(1)
final class ModuleIT {

  private final Hub hub = new Hub();

  private Module module(Device device) throws Exception {
    return hub.registry.addModule(new Module(device.getDeviceId(), "camera"));
  }

  private ModuleClient connect(Module module, IotHubClientProtocol protocol) throws Exception {
    ModuleClient client =
        new ModuleClient(
            "HostName=%s;DeviceId=%s;ModuleId=%s;SharedAccessKey=%s"
                .formatted(Hub.HOST, module.getDeviceId(), module.getId(), module.getPrimaryKey()),
            protocol,
            ClientOptions.builder().sslContext(hub.server.trust()).build());
    client.open(false);
    return client;
  }

  @ParameterizedTest
  @EnumSource(
      value = IotHubClientProtocol.class,
      names = {"MQTT", "MQTT_WS"})
  void telemetryOfAModuleNamesDeviceAndModule(IotHubClientProtocol protocol) throws Exception {
    Device device = hub.device("module-telemetry");
    ModuleClient client = connect(module(device), protocol);
    try {
      Message message = new Message("from the camera");
      message.setProperty("colour", "red");
      client.sendEvent(message);
    } finally {
      client.close();
    }

    var records = hub.telemetry(device.getDeviceId());

    assertThat(records).hasSize(1);
    var record = records.getFirst();
    assertThat(record.value()).isEqualTo("from the camera");
    assertThat(Telemetry.header(record, "colour")).isEqualTo("red");
    assertThat(Telemetry.header(record, "iothub-connection-device-id"))
        .isEqualTo(device.getDeviceId());
    assertThat(Telemetry.header(record, "iothub-connection-module-id")).isEqualTo("camera");
    assertThat(Telemetry.header(record, "iothub-connection-auth-method"))
        .contains("\"scope\":\"module\"");
  }

  @Test
  void theTwinOfAModuleGoesBothWaysAndIsNotTheDevices() throws Exception {
    Device device = hub.device("module-twin");
    ModuleClient client = connect(module(device), IotHubClientProtocol.MQTT);
    try {
      CompletableFuture<Map<String, Object>> changed = new CompletableFuture<>();
      client.subscribeToDesiredProperties(
          (twin, context) -> changed.complete(Map.copyOf(twin.getDesiredProperties())), null);
      var own = Sdk.twin(client);
      own.getReportedProperties().put("focus", "near");
      client.updateReportedPropertiesAsync(
          own.getReportedProperties(), (status, response, failure, context) -> {}, null);
      var seen =
          await()
              .atMost(Duration.ofSeconds(60))
              .until(
                  () -> hub.twins.get(device.getDeviceId(), "camera"),
                  twin -> twin.getReportedProperties().containsKey("focus"));
      seen.getDesiredProperties().put("zoom", 3);
      hub.twins.patch(seen);

      assertThat(changed.get(60, TimeUnit.SECONDS)).containsKey("zoom");
      assertThat(Sdk.twin(client).getDesiredProperties()).containsKey("zoom");
      assertThat(seen.getReportedProperties()).containsEntry("focus", "near");
      var ofTheDevice = hub.twins.get(device.getDeviceId());
      assertThat(ofTheDevice.getReportedProperties()).doesNotContainKey("focus");
      assertThat(ofTheDevice.getDesiredProperties()).doesNotContainKey("zoom");
    } finally {
      client.close();
    }
  }

  @Test
  void aModuleAnswersDirectMethods() throws Exception {
    Device device = hub.device("module-methods");
    ModuleClient client = connect(module(device), IotHubClientProtocol.MQTT);
    try {
      client.subscribeToMethods(
          (name, payload, context) -> new DirectMethodResponse(203, Map.of("called", name)), null);

      var answer = hub.methods.invoke(device.getDeviceId(), "camera", "snap");

      assertThat(answer.getStatus()).isEqualTo(203);
      assertThat(answer.getPayloadAsJsonString()).contains("snap");
    } finally {
      client.close();
    }
  }

  @Test
  void aMethodOfAModuleThatIsNotThereIsRefusedWith404010() {
    Device device = hub.device("module-unknown");

    assertThatThrownBy(() -> hub.methods.invoke(device.getDeviceId(), "camera", "snap"))
        .isInstanceOfSatisfying(
            IotHubNotFoundException.class,
            refusal -> assertThat(refusal.getErrorCode()).isEqualTo(404010));
  }

  @Test
  void aModuleSendsByHttpsWithADoubledSlash() throws Exception {
    Device device = hub.device("module-https");
    Module module = module(device);
    String path = "/devices/" + device.getDeviceId() + "/modules/camera";

    var answer =
        hub.call(
            Hub.sas(Hub.HOST + path, module.getPrimaryKey(), Duration.ofHours(1), ""),
            "POST",
            path + "//messages/events",
            "by https".getBytes(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(hub.telemetry(device.getDeviceId()))
        .singleElement()
        .satisfies(
            record ->
                assertThat(Telemetry.header(record, "iothub-connection-module-id"))
                    .isEqualTo("camera"));
  }

  @Test
  void aModuleOfADisabledDeviceIsRefused() throws Exception {
    Device device = hub.device("module-disabled");
    Module module = module(device);
    String path = "/devices/" + device.getDeviceId() + "/modules/camera";
    String token = Hub.sas(Hub.HOST + path, module.getPrimaryKey(), Duration.ofHours(1), "");
    Login login = Login.of(device.getDeviceId() + "/camera", token);
    try (MqttSocket connected = hub.connected(login)) {
      device.setStatus(DeviceStatus.Disabled);
      hub.registry.updateDevice(device);

      assertThat(connected.isClosedWithin(Duration.ofSeconds(60))).isTrue();
    }
    try (MqttSocket later = hub.open()) {
      assertThat(later.connect(login).returnCode()).isEqualTo(5);
      assertThat(hub.call(token, "POST", path + "/messages/events", new byte[0]).statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void theKeyOfADeviceIsNotTheKeyOfItsModule() throws Exception {
    Device device = hub.device("module-key");
    module(device);

    try (MqttSocket socket = hub.open()) {
      assertThat(
              socket
                  .connect(Login.of(device.getDeviceId() + "/camera", Hub.token(device)))
                  .returnCode())
          .isEqualTo(5);
    }
  }
}
