package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.provisioning.device.AdditionalData;
import com.microsoft.azure.sdk.iot.provisioning.device.ProvisioningDeviceClient;
import com.microsoft.azure.sdk.iot.provisioning.device.ProvisioningDeviceClientRegistrationResult;
import com.microsoft.azure.sdk.iot.provisioning.device.ProvisioningDeviceClientTransportProtocol;
import com.microsoft.azure.sdk.iot.provisioning.security.SecurityProvider;
import com.microsoft.azure.sdk.iot.provisioning.security.SecurityProviderSymmetricKey;
import com.microsoft.azure.sdk.iot.provisioning.service.ProvisioningServiceClient;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.SymmetricKeyAttestation;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The provisioning service of a server as devices and those who enroll them see it. */
final class Provisioning {

  private static final int ANSWER_MILLIS = 120_000;

  final HomeportServer server;
  final ProvisioningServiceClient service;
  final String idScope;
  private final HttpClient http;

  Provisioning(HomeportServer server) {
    this.server = server;
    this.service =
        new ProvisioningServiceClient(server.endpoint("IOTHUB_PROVISIONING_CONNECTION_STRING"));
    this.idScope = server.endpoint("HOMEPORT_ID_SCOPE");
    this.http = HttpClient.newBuilder().sslContext(server.trust()).build();
  }

  static String newKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  static SymmetricKeyAttestation keys() {
    return new SymmetricKeyAttestation(newKey(), newKey());
  }

  /** The key that a device of a group has by the group's key. */
  static String derived(String groupKey, String registrationId) {
    try {
      // Keys go through the SDK as the bytes of their base64.
      return new String(
          SecurityProviderSymmetricKey.ComputeDerivedSymmetricKey(
              groupKey.getBytes(StandardCharsets.UTF_8), registrationId),
          StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a device with that key shows; it trusts the installation. */
  SecurityProviderSymmetricKey byKey(String registrationId, String key) {
    SSLContext trust = server.trust();
    return new SecurityProviderSymmetricKey(key.getBytes(StandardCharsets.UTF_8), registrationId) {
      @Override
      public SSLContext getSSLContext() {
        return trust;
      }
    };
  }

  ProvisioningDeviceClientRegistrationResult register(
      SecurityProvider security, ProvisioningDeviceClientTransportProtocol protocol)
      throws Exception {
    return register(security, protocol, null);
  }

  /**
   * @param payload JSON, null for none
   */
  ProvisioningDeviceClientRegistrationResult register(
      SecurityProvider security,
      ProvisioningDeviceClientTransportProtocol protocol,
      @Nullable String payload)
      throws Exception {
    ProvisioningDeviceClient client =
        ProvisioningDeviceClient.create(
            server.endpoint("HOMEPORT_PROVISIONING_HOST"), idScope, protocol, security);
    try {
      AdditionalData data = new AdditionalData();
      if (payload != null) {
        data.setProvisioningPayload(payload);
      }
      return client.registerDeviceSync(data, ANSWER_MILLIS);
    } finally {
      client.close();
    }
  }

  /**
   * Registers over HTTPS by hand, for what the SDKs do not send or do not show.
   *
   * @param signedFor the registration id that the token names
   */
  HttpResponse<String> ask(String registrationId, String signedFor, String key, String body)
      throws IOException, InterruptedException {
    URI uri =
        URI.create(
            "https://127.0.0.1/%s/registrations/%s/register?api-version=2019-03-31"
                .formatted(idScope, registrationId));
    return http.send(
        HttpRequest.newBuilder(uri)
            .header(
                "Authorization",
                Hub.sas(
                    idScope + "/registrations/" + signedFor,
                    key,
                    Duration.ofHours(1),
                    "registration"))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** A client of the hub that a device was assigned to; the SDK takes its trust only this way. */
  DeviceClient connect(
      ProvisioningDeviceClientRegistrationResult assigned, SecurityProviderSymmetricKey own)
      throws Exception {
    DeviceClient client =
        new DeviceClient(
            "HostName=%s;DeviceId=%s;SharedAccessKey=%s"
                .formatted(
                    assigned.getIothubUri(),
                    assigned.getDeviceId(),
                    new String(own.getSymmetricKey(), StandardCharsets.UTF_8)),
            IotHubClientProtocol.MQTT,
            ClientOptions.builder().sslContext(server.trust()).build());
    client.open(false);
    return client;
  }

  /** The same for a device with a certificate or a TPM, from which the SDK takes its trust, too. */
  DeviceClient connect(
      ProvisioningDeviceClientRegistrationResult assigned, SecurityProvider certificateOrTpm)
      throws Exception {
    DeviceClient client =
        new DeviceClient(
            assigned.getIothubUri(),
            assigned.getDeviceId(),
            certificateOrTpm,
            IotHubClientProtocol.MQTT);
    client.open(false);
    return client;
  }

  /** Links a hub that gets no device unless one is sent there; the twins on it. */
  static TwinClient addHub(People.Window admin, String name, String host) {
    String hub = People.json(Map.of("name", name, "hostNames", List.of(host), "weight", 0));
    assertThat(admin.send("POST", "/api/v1/hubs", hub).status()).isEqualTo(201);
    return new TwinClient(
        admin
            .get("/api/v1/hubs/" + name + "/policies/iothubowner/keys")
            .body()
            .path("connectionString")
            .asText());
  }
}
