package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.DeviceStatus;
import com.microsoft.azure.sdk.iot.service.registry.Module;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The hub ends connections: of tokens that expire, of silent devices, of devices without rights.
 */
@Order(1)
final class ConnectionEndIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int NOT_AUTHORIZED = 5;

  private final Hub hub = new Hub();

  private static String events(Device device) {
    return "devices/" + device.getDeviceId() + "/messages/events/";
  }

  private int returnCode(Login login) {
    try (MqttSocket socket = hub.open()) {
      return socket.connect(login).returnCode();
    }
  }

  @Test
  void aConnectionEndsWithItsToken() {
    Device device = hub.device("token-expires");
    Duration life = Duration.ofSeconds(8); // time enough to connect on a busy machine
    Instant begin = Instant.now();
    String token =
        Hub.sas(Hub.HOST + "/devices/" + device.getDeviceId(), device.getPrimaryKey(), life, "");
    Login login = Login.of(device.getDeviceId(), token);
    try (MqttSocket socket = hub.connected(login)) {
      socket.publishAndWait(events(device), "still valid");

      assertThat(socket.isClosedWithin(LIMIT)).isTrue();
    }
    assertThat(Instant.now()).isAfter(begin.plus(life.dividedBy(2)));
    assertThat(returnCode(login)).isEqualTo(NOT_AUTHORIZED);
    assertThat(returnCode(Hub.login(device))).isZero();
  }

  @Test
  void aDeviceThatIsSilentForOneAndAHalfTimesItsKeepAliveIsLetGo() {
    Device silent = hub.device("silent");
    Device alive = hub.device("alive");
    Instant begin = Instant.now();
    try (MqttSocket pinging = hub.connected(Hub.login(alive).alive(4));
        MqttSocket quiet = hub.connected(Hub.login(silent).alive(4))) {
      while (!quiet.isClosedWithin(Duration.ofMillis(500))) {
        pinging.send(MqttSocket.PINGREQ, 0, new byte[0]);
        pinging.receive(MqttSocket.PINGRESP);
        assertThat(Instant.now()).isBefore(begin.plus(LIMIT));
      }

      assertThat(Instant.now()).isAfter(begin.plusSeconds(6));
      pinging.publishAndWait(events(alive), "alive");
    }
  }

  @Test
  void aDeviceThatIsDisabledLosesItsConnectionUntilItIsEnabled() throws Exception {
    Device device = hub.device("disabled");
    try (MqttSocket socket = hub.connected(Hub.login(device))) {
      device.setStatus(DeviceStatus.Disabled);
      Device disabled = hub.registry.updateDevice(device);

      assertThat(socket.isClosedWithin(LIMIT)).isTrue();
      assertThat(returnCode(Hub.login(device))).isEqualTo(NOT_AUTHORIZED);
      disabled.setStatus(DeviceStatus.Enabled);
      hub.registry.updateDevice(disabled);
      assertThat(returnCode(Hub.login(device))).isZero();
    }
  }

  @Test
  void aDeviceThatIsDeletedLosesItsConnection() throws Exception {
    Device device = hub.device("deleted");
    try (MqttSocket socket = hub.connected(Hub.login(device))) {
      hub.registry.removeDevice(device.getDeviceId());

      assertThat(socket.isClosedWithin(LIMIT)).isTrue();
    }
    assertThat(returnCode(Hub.login(device))).isEqualTo(NOT_AUTHORIZED);
  }

  @Test
  void aModuleLosesItsConnectionWithItsDevice() throws Exception {
    Device device = hub.device("deleted-with-module");
    var module = hub.registry.addModule(new Module(device.getDeviceId(), "camera"));
    String path = "/devices/" + device.getDeviceId() + "/modules/camera";
    String token = Hub.sas(Hub.HOST + path, module.getPrimaryKey(), Duration.ofHours(1), "");
    try (MqttSocket socket = hub.connected(Login.of(device.getDeviceId() + "/camera", token))) {
      hub.registry.removeDevice(device.getDeviceId());

      assertThat(socket.isClosedWithin(LIMIT)).isTrue();
    }
  }
}
