package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.transport.IotHubConnectionStatus;
import com.microsoft.azure.sdk.iot.device.twin.TwinCollection;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Everything is killed under load, and whatever was acknowledged is found again. */
final class KillIT {

  private static final Duration RECOVERY = Duration.ofSeconds(90);

  @Test
  void whatWasAcknowledgedSurvivesTheDeathOfEveryPart(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data) throws Exception {
    try (HomeportServer server = new HomeportServer(data).start()) {
      String hub = server.endpoint("IOTHUB_CONNECTION_STRING");
      server.trustByDefault();
      Device device = new RegistryClient(hub).addDevice(new Device("killed"));
      DeviceClient client =
          new DeviceClient(
              "HostName=127.0.0.1;DeviceId=killed;SharedAccessKey=" + device.getPrimaryKey(),
              IotHubClientProtocol.MQTT,
              ClientOptions.builder().sslContext(server.trust()).build());
      AtomicBoolean hasGivenUp = new AtomicBoolean();
      client.setConnectionStatusChangeCallback(
          (change) -> hasGivenUp.set(change.getNewStatus() == IotHubConnectionStatus.DISCONNECTED),
          null);
      client.open(true);
      client.subscribeToDesiredProperties((twin, context) -> {}, null);
      Set<String> acknowledged = new ConcurrentSkipListSet<>();
      AtomicInteger reported = new AtomicInteger();
      AtomicInteger next = new AtomicInteger();
      Runnable load =
          () -> {
            for (int i = 0; i < 50; i++) {
              String body = "message-" + next.incrementAndGet();
              try {
                client.sendEventAsync(
                    new Message(body),
                    (sent, failure, context) -> {
                      if (failure == null) {
                        acknowledged.add(body);
                      }
                    },
                    null);
                int value = next.get();
                TwinCollection patch = new TwinCollection();
                patch.put("value", value);
                client.updateReportedPropertiesAsync(
                    patch,
                    (status, answer, failure, context) -> {
                      if (failure == null) {
                        reported.accumulateAndGet(value, Math::max);
                      }
                    },
                    null);
              } catch (IllegalStateException e) {
                // disconnected at this moment; the next message tries again
              }
              pause();
            }
          };

      load.run();
      server.killEngine("kafka");
      load.run();
      server.killEngine("postgres");
      load.run();
      server.kill();
      server.start();
      load.run();
      server.kill();
      server.killEngine("postgres");
      server.killEngine("kafka");
      server.start();
      int before = acknowledged.size();
      await()
          .atMost(RECOVERY)
          .until(
              () -> {
                if (hasGivenUp.get()) {
                  reopen(client);
                }
                load.run();
                return acknowledged.size() > before;
              });
      client.close();

      Set<String> stored =
          Telemetry.of(server.endpoint("KAFKA_BOOTSTRAP_SERVERS"), "killed").stream()
              .map(record -> record.value())
              .collect(Collectors.toSet());
      assertThat(stored).containsAll(acknowledged);
      assertThat(acknowledged).hasSizeGreaterThan(50);
      assertThat(reported).hasPositiveValue();
      Object value = new TwinClient(hub).get("killed").getReportedProperties().get("value");
      assertThat(value)
          .isInstanceOfSatisfying(
              Number.class, n -> assertThat(n.intValue()).isGreaterThanOrEqualTo(reported.get()));
    }
  }

  /**
   * The SDK tries again for as long as it takes, but not after a TLS handshake that broke off: that
   * is left to the program, as its documentation says.
   */
  private static void reopen(DeviceClient client)
      throws IotHubClientException, InterruptedException {
    client.close();
    client.open(true);
    client.subscribeToDesiredProperties((twin, context) -> {}, null);
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
