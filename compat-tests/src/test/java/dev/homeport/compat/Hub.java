package dev.homeport.compat;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubException;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodsClient;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.DeviceConnectionState;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The hub of the shared server as devices and back ends see it. */
final class Hub {

  static final String HOST = "127.0.0.1";

  private static final AtomicInteger DEVICES = new AtomicInteger();
  private static final Pattern CONNECTION_STRING =
      Pattern.compile("HostName=(.*);SharedAccessKeyName=(.*);SharedAccessKey=(.*)");

  final HomeportServer server = HomeportServer.shared();
  final RegistryClient registry;
  final TwinClient twins;
  final DirectMethodsClient methods;

  private final HttpClient http;

  Hub() {
    String connectionString = server.endpoint("IOTHUB_CONNECTION_STRING");
    registry = new RegistryClient(connectionString);
    twins = new TwinClient(connectionString);
    methods = new DirectMethodsClient(connectionString);
    http = HttpClient.newBuilder().sslContext(server.trust()).build();
  }

  /** A name that no other test uses. */
  static String fresh(String what) {
    return what + "-" + DEVICES.incrementAndGet();
  }

  /** A new device with keys of the hub's making. */
  Device device(String what) {
    return add(new Device(fresh(what)));
  }

  Device add(Device device) {
    try {
      return registry.addDevice(device);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IotHubException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An open connection of the SDK with the device's primary key. */
  DeviceClient client(Device device, IotHubClientProtocol protocol) throws Exception {
    DeviceClient client =
        new DeviceClient(
            "HostName=%s;DeviceId=%s;SharedAccessKey=%s"
                .formatted(HOST, device.getDeviceId(), device.getPrimaryKey()),
            protocol,
            ClientOptions.builder().sslContext(server.trust()).build());
    client.open(false);
    return client;
  }

  /** A token of a device's own key that is good for an hour. */
  static String token(Device device) {
    return token(device, device.getPrimaryKey());
  }

  static String token(Device device, String key) {
    return sas(HOST + "/devices/" + device.getDeviceId(), key, Duration.ofHours(1), "");
  }

  /** A token of any kind; a policy of "" is a device's own key. */
  static String sas(String resource, String key, Duration time, String policy) {
    String sr = URLEncoder.encode(resource, StandardCharsets.UTF_8);
    long se = Instant.now().plus(time).getEpochSecond();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
      byte[] signature = mac.doFinal((sr + "\n" + se).getBytes(StandardCharsets.UTF_8));
      return "SharedAccessSignature sr=%s&sig=%s&se=%d%s"
          .formatted(
              sr,
              URLEncoder.encode(
                  Base64.getEncoder().encodeToString(signature), StandardCharsets.UTF_8),
              se,
              policy.isEmpty() ? "" : "&skn=" + policy);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token of the policy iothubowner. */
  String ownerToken() {
    return ownerToken(server);
  }

  /** A token of the policy iothubowner of any server. */
  static String ownerToken(HomeportServer server) {
    return policyToken(server.endpoint("IOTHUB_CONNECTION_STRING"));
  }

  /** A token of the policy whose connection string that is. */
  static String policyToken(String connectionString) {
    Matcher policy = CONNECTION_STRING.matcher(connectionString);
    if (!policy.matches()) {
      throw new IllegalStateException("not a connection string of a policy");
    }
    return sas(policy.group(1), policy.group(3), Duration.ofHours(1), policy.group(2));
  }

  static Login login(Device device) {
    return Login.of(device.getDeviceId(), token(device));
  }

  /** That of a device of the hub with this host name. */
  static Login login(Device device, String host) {
    String id = device.getDeviceId();
    String token = sas(host + "/devices/" + id, device.getPrimaryKey(), Duration.ofHours(1), "");
    return Login.of(id, token).named(host + "/" + id + "/?api-version=2021-04-12");
  }

  MqttSocket open() {
    return MqttSocket.open(server.trust());
  }

  /** A connection that the hub has accepted. */
  MqttSocket connected(Login login) {
    MqttSocket socket = open();
    MqttSocket.Welcome welcome = socket.connect(login);
    if (welcome.returnCode() != 0) {
      throw new AssertionError("refused with " + welcome.returnCode());
    }
    return socket;
  }

  /** A call with the rights of iothubowner. */
  HttpResponse<String> call(String method, String path, String body, String... headers) {
    return call(ownerToken(), method, path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  HttpResponse<String> call(
      String token, String method, String path, byte[] body, String... headers) {
    return send(http, token, method, path, body, headers);
  }

  /**
   * @param token "" for none
   * @param headers names and values in turn
   */
  static HttpResponse<String> send(
      HttpClient http, String token, String method, String path, byte[] body, String... headers) {
    String version = path.contains("?") ? "&api-version=2021-04-12" : "?api-version=2021-04-12";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://" + HOST + path + version))
            .timeout(Duration.ofSeconds(120))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (!token.isEmpty()) {
      request.header("Authorization", token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Queues a message to a device. */
  void sendToDevice(String deviceId, String body, String... headers) {
    HttpResponse<String> answer =
        call("POST", "/devices/" + deviceId + "/messages/devicebound", body, headers);
    if (answer.statusCode() != 204) {
      throw new AssertionError("the hub answered " + answer.statusCode() + " " + answer.body());
    }
  }

  boolean isConnected(String deviceId) {
    return registered(deviceId).getConnectionState() == DeviceConnectionState.Connected;
  }

  /** How many messages wait for the device. */
  long queued(String deviceId) {
    return registered(deviceId).getCloudToDeviceMessageCount();
  }

  private Device registered(String deviceId) {
    try {
      return registry.getDevice(deviceId);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IotHubException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All telemetry that the device has sent. */
  List<ConsumerRecord<String, String>> telemetry(String deviceId) {
    return Telemetry.of(server.endpoint("KAFKA_BOOTSTRAP_SERVERS"), deviceId);
  }
}
