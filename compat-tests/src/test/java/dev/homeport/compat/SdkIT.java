package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.IotHubConnectionStatusChangeReason;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.transport.IotHubConnectionStatus;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse;
import com.microsoft.azure.sdk.iot.device.twin.Twin;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodRequestOptions;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodsClient;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The unmodified Java and Node SDKs against one server. */
@Order(1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SdkIT {

  private HomeportServer server;
  private RegistryClient registry;
  private TwinClient twins;
  private DirectMethodsClient methods;

  @BeforeAll
  void findServer() {
    server = HomeportServer.shared();
    String hub = server.endpoint("IOTHUB_CONNECTION_STRING");
    registry = new RegistryClient(hub);
    twins = new TwinClient(hub);
    methods = new DirectMethodsClient(hub);
  }

  private DeviceClient connect(Device device, IotHubClientProtocol protocol) throws Exception {
    DeviceClient client =
        new DeviceClient(
            "HostName=127.0.0.1;DeviceId="
                + device.getDeviceId()
                + ";SharedAccessKey="
                + device.getPrimaryKey(),
            protocol,
            ClientOptions.builder().sslContext(server.trust()).build());
    client.open(false);
    return client;
  }

  @ParameterizedTest
  @EnumSource(
      value = IotHubClientProtocol.class,
      names = {"MQTT", "MQTT_WS", "HTTPS"})
  void telemetryOfTheJavaSdkIsFoundInKafka(IotHubClientProtocol protocol) throws Exception {
    Device device = registry.addDevice(new Device("java-" + protocol));
    DeviceClient client = connect(device, protocol);
    try {
      Message message = new Message("{\"n\":1}");
      message.setMessageId("m-1");
      message.setContentType("application/json");
      message.setProperty("colour", "red");
      client.sendEvent(message);

      var records = Telemetry.of(server.endpoint("KAFKA_BOOTSTRAP_SERVERS"), device.getDeviceId());

      assertThat(records).hasSize(1);
      assertThat(records.getFirst().value()).isEqualTo("{\"n\":1}");
      assertThat(Telemetry.header(records.getFirst(), "colour")).isEqualTo("red");
      assertThat(Telemetry.header(records.getFirst(), "message-id")).isEqualTo("m-1");
      assertThat(Telemetry.header(records.getFirst(), "iothub-connection-device-id"))
          .isEqualTo(device.getDeviceId());
    } finally {
      client.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = IotHubClientProtocol.class,
      names = {"MQTT", "MQTT_WS"})
  void theTwinGoesBothWays(IotHubClientProtocol protocol) throws Exception {
    Device device = registry.addDevice(new Device("twin-" + protocol));
    DeviceClient client = connect(device, protocol);
    try {
      CompletableFuture<Map<String, Object>> changed = new CompletableFuture<>();
      client.subscribeToDesiredProperties(
          (twin, context) -> changed.complete(Map.copyOf(twin.getDesiredProperties())), null);
      Twin own = Sdk.twin(client);
      assertThat(own.getReportedProperties().getVersion()).isEqualTo(1);
      own.getReportedProperties().put("size", 2);

      client.updateReportedPropertiesAsync(
          own.getReportedProperties(), (status, response, failure, context) -> {}, null);

      var seen =
          await()
              .atMost(Duration.ofSeconds(60))
              .until(
                  () -> twins.get(device.getDeviceId()),
                  twin -> twin.getReportedProperties().containsKey("size"));
      assertThat(seen.getReportedProperties().getVersion()).isEqualTo(2);

      seen.getDesiredProperties().put("interval", 7);
      twins.patch(seen);

      assertThat(changed.get(60, TimeUnit.SECONDS)).containsKey("interval");
    } finally {
      client.close();
    }
  }

  @Test
  void directMethodsAreAnswered() throws Exception {
    Device device = registry.addDevice(new Device("methods-java"));
    DeviceClient client = connect(device, IotHubClientProtocol.MQTT);
    try {
      client.subscribeToMethods(
          (name, data, context) -> new DirectMethodResponse(201, Map.of("called", name)), null);

      var response =
          methods.invoke(
              device.getDeviceId(),
              "ring",
              DirectMethodRequestOptions.builder().payload(Map.of("times", 2)).build());

      assertThat(response.getStatus()).isEqualTo(201);
      assertThat(response.getPayloadAsJsonString()).contains("ring");
    } finally {
      client.close();
    }
  }

  @Test
  void aMethodOfADeviceThatIsNotConnectedIsRefused() throws Exception {
    Device device = registry.addDevice(new Device("methods-offline"));

    assertThatThrownBy(
            () ->
                methods.invoke(
                    device.getDeviceId(),
                    "ring",
                    DirectMethodRequestOptions.builder()
                        .methodConnectTimeoutSeconds(1)
                        .methodResponseTimeoutSeconds(5)
                        .build()))
        .isInstanceOf(IotHubNotFoundException.class);
  }

  @Test
  void aDeletedDeviceLosesItsConnection() throws Exception {
    Device device = registry.addDevice(new Device("deleted"));
    DeviceClient client = connect(device, IotHubClientProtocol.MQTT);
    try {
      await().atMost(Duration.ofSeconds(60)).until(() -> isConnected(device.getDeviceId()));

      CompletableFuture<IotHubConnectionStatusChangeReason> lost = new CompletableFuture<>();
      client.setConnectionStatusChangeCallback(
          change -> {
            if (change.getNewStatus() != IotHubConnectionStatus.CONNECTED) {
              lost.complete(change.getNewStatusReason());
            }
          },
          null);

      registry.removeDevice(device.getDeviceId());

      assertThat(lost.get(60, TimeUnit.SECONDS))
          .isNotEqualTo(IotHubConnectionStatusChangeReason.CLIENT_CLOSE);
    } finally {
      client.close();
    }
  }

  private boolean isConnected(String deviceId) throws Exception {
    return registry
        .getDevice(deviceId)
        .getConnectionState()
        .toString()
        .equalsIgnoreCase("connected");
  }

  @Test
  void theNodeSdkAndTheConsolePassTheirSuites() throws IOException, InterruptedException {
    new NodeSuite(server).run("tests", "npm", "test");
  }
}
