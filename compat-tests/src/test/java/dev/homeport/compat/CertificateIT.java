package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.IotHubStatusCode;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.service.auth.AuthenticationType;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Devices that prove themselves by a self-signed certificate whose thumbprint the hub knows. */
@Order(1)
final class CertificateIT {

  private static final ClientCertificate RSA = ClientCertificate.rsa();
  private static final ClientCertificate ECC = ClientCertificate.ecc();

  private final Hub hub = new Hub();

  private SSLContext showing(ClientCertificate certificate) {
    return hub.server.trust(certificate.keyManagers());
  }

  private Device device(@Nullable String primary, @Nullable String secondary) {
    Device device = new Device(Hub.fresh("x509"), AuthenticationType.SELF_SIGNED);
    device.setThumbprint(primary, secondary);
    return hub.add(device);
  }

  private DeviceClient client(
      Device device, IotHubClientProtocol protocol, ClientCertificate certificate) {
    return new DeviceClient(
        "HostName=%s;DeviceId=%s;x509=true".formatted(Hub.HOST, device.getDeviceId()),
        protocol,
        ClientOptions.builder().sslContext(showing(certificate)).build());
  }

  static Stream<Arguments> certificatesAndProtocols() {
    return Stream.of(
            IotHubClientProtocol.MQTT, IotHubClientProtocol.MQTT_WS, IotHubClientProtocol.HTTPS)
        .flatMap(protocol -> Stream.of(Arguments.of(protocol, RSA), Arguments.of(protocol, ECC)));
  }

  @ParameterizedTest
  @MethodSource("certificatesAndProtocols")
  void theJavaSdkSendsTelemetryWithACertificate(
      IotHubClientProtocol protocol, ClientCertificate certificate) throws Exception {
    Device device = device(certificate.thumbprint(), RSA.thumbprint());
    DeviceClient client = client(device, protocol, certificate);
    client.open(false);
    try {
      client.sendEvent(new Message("by certificate"));
    } finally {
      client.close();
    }

    var records = hub.telemetry(device.getDeviceId());

    assertThat(records).hasSize(1);
    assertThat(Telemetry.header(records.getFirst(), "iothub-connection-auth-method"))
        .contains("\"type\":\"x509Certificate\"");
  }

  @ParameterizedTest
  @EnumSource(
      value = IotHubClientProtocol.class,
      names = {"MQTT", "MQTT_WS", "HTTPS"})
  void theJavaSdkIsToldThatItsCertificateIsNotTheDevices(IotHubClientProtocol protocol)
      throws Exception {
    Device device = device(RSA.thumbprint(), RSA.thumbprint());
    DeviceClient client = client(device, protocol, ECC);
    try {
      assertThatThrownBy(
              () -> {
                client.open(false);
                client.sendEvent(new Message("by a foreign certificate"));
              })
          .isInstanceOfSatisfying(
              IotHubClientException.class,
              refusal ->
                  assertThat(refusal.getStatusCode()).isEqualTo(IotHubStatusCode.UNAUTHORIZED));
    } finally {
      client.close();
    }
  }

  @Test
  void theSecondaryThumbprintCountsToo() {
    Device device = device(RSA.thumbprint(), ECC.thumbprint());

    assertThat(returnCode(ECC, device.getDeviceId(), null)).isZero();
  }

  @Test
  void aThumbprintMayBeOfSha256() {
    Device device = device(ECC.thumbprintSha256(), null);

    assertThat(returnCode(ECC, device.getDeviceId(), null)).isZero();
  }

  @Test
  void anotherCertificateIsRefused() {
    Device device = device(RSA.thumbprint(), RSA.thumbprint());

    assertThat(returnCode(ECC, device.getDeviceId(), null)).isEqualTo(5);
    assertThat(httpStatus(ECC, device.getDeviceId())).isEqualTo(401);
    assertThat(httpStatus(RSA, device.getDeviceId())).isEqualTo(204);
  }

  @Test
  void aCertificateThatIsNoLongerValidIsRefused() {
    ClientCertificate expired = ClientCertificate.expired();
    Device device = device(expired.thumbprint(), null);

    assertThat(returnCode(expired, device.getDeviceId(), null)).isEqualTo(5);
  }

  @Test
  void aDeviceWithAThumbprintIsRefusedWithoutACertificate() {
    Device device = device(RSA.thumbprint(), null);

    try (MqttSocket socket = hub.open()) {
      assertThat(socket.connect(Login.of(device.getDeviceId(), null)).returnCode()).isEqualTo(5);
    }
  }

  @Test
  void aDeviceWithAKeyMayShowACertificateBesides() {
    Device device = hub.device("sas-with-certificate");

    assertThat(returnCode(RSA, device.getDeviceId(), Hub.token(device))).isZero();
    assertThat(returnCode(RSA, device.getDeviceId(), null)).isEqualTo(5);
  }

  private int returnCode(ClientCertificate shown, String deviceId, @Nullable String token) {
    try (MqttSocket socket = MqttSocket.open(showing(shown))) {
      return socket.connect(Login.of(deviceId, token)).returnCode();
    }
  }

  private int httpStatus(ClientCertificate shown, String deviceId) {
    try (HttpClient http = HttpClient.newBuilder().sslContext(showing(shown)).build()) {
      return Hub.send(
              http,
              "",
              "POST",
              "/devices/" + deviceId + "/messages/events",
              "x".getBytes(StandardCharsets.UTF_8))
          .statusCode();
    }
  }
}
