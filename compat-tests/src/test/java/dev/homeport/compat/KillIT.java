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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Everything is killed under load, and whatever was acknowledged is found again. */
final class KillIT {

  private static final Duration RECOVERY = Duration.ofSeconds(300);

  /** After which a client that nobody answers is opened anew. */
  private static final Duration SILENCE = Duration.ofSeconds(40);

  private static final int ACKNOWLEDGED_BETWEEN_KILLS = 20;

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
      Set<String> acknowledged;
      int reported;
      try (Load load = new Load(client)) {
        load.awaitMoreAcknowledged();
        server.killEngine("kafka");
        load.awaitMoreAcknowledged();
        server.killEngine("postgres");
        load.awaitMoreAcknowledged();
        server.kill();
        server.start();
        load.awaitMoreAcknowledged();
        server.kill();
        server.killEngine("postgres");
        server.killEngine("kafka");
        server.start();
        load.awaitMoreAcknowledged();
        acknowledged = Set.copyOf(load.acknowledged);
        reported = load.reported.get();
      }

      Set<String> stored =
          Telemetry.of(server.endpoint("KAFKA_BOOTSTRAP_SERVERS"), "killed").stream()
              .map(record -> record.value())
              .collect(Collectors.toSet());
      assertThat(stored).containsAll(acknowledged);
      assertThat(reported).isPositive();
      Object value = new TwinClient(hub).get("killed").getReportedProperties().get("value");
      assertThat(value)
          .isInstanceOfSatisfying(
              Number.class, n -> assertThat(n.intValue()).isGreaterThanOrEqualTo(reported));
    }
  }

  /** A device that sends messages and reports a growing value until it is closed. */
  private static final class Load implements AutoCloseable {

    private static final int MOST_UNANSWERED = 20;

    final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    final AtomicInteger reported = new AtomicInteger();
    private final DeviceClient client;
    private final AtomicBoolean hasGivenUp = new AtomicBoolean();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private volatile boolean closed;
    private volatile long heard = System.nanoTime();
    private int next;

    Load(DeviceClient client) throws IotHubClientException {
      this.client = client;
      client.setConnectionStatusChangeCallback(
          (change) -> hasGivenUp.set(change.getNewStatus() == IotHubConnectionStatus.DISCONNECTED),
          null);
      open();
      thread.execute(this::run);
    }

    void awaitMoreAcknowledged() {
      int before = acknowledged.size();
      await()
          .atMost(RECOVERY)
          .until(() -> acknowledged.size() >= before + ACKNOWLEDGED_BETWEEN_KILLS);
    }

    private void run() {
      try {
        while (!closed) {
          if (hasGivenUp.get() || System.nanoTime() - heard > SILENCE.toNanos()) {
            reopen();
          } else if (unanswered.get() < MOST_UNANSWERED) {
            send(++next);
          }
          Thread.sleep(10);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private void send(int number) {
      String body = "message-" + number;
      try {
        client.sendEventAsync(
            new Message(body),
            (_, failure, _) -> {
              unanswered.decrementAndGet();
              if (failure == null) {
                acknowledged.add(body);
                heard = System.nanoTime();
              }
            },
            null);
        unanswered.incrementAndGet();
        TwinCollection patch = new TwinCollection();
        patch.put("value", number);
        client.updateReportedPropertiesAsync(
            patch,
            (_, _, failure, _) -> {
              if (failure == null) {
                reported.accumulateAndGet(number, Math::max);
              }
            },
            null);
      } catch (IllegalStateException e) {
        // disconnected at this moment; the next message tries again
      }
    }

    /**
     * The SDK tries again for as long as it takes, but not after a TLS handshake that broke off:
     * that is left to the program, as its documentation says. Nor does it always when a connection
     * ends within a few milliseconds, and of that it says nothing.
     */
    private void reopen() {
      heard = System.nanoTime();
      client.close();
      unanswered.set(0);
      try {
        open();
      } catch (IotHubClientException e) {
        hasGivenUp.set(true); // the server is not back yet
      }
    }

    private void open() throws IotHubClientException {
      client.open(true);
      client.subscribeToDesiredPropertiesAsync((_, _) -> {}, null, (_, _) -> {}, null);
    }

    @Override
    public void close() {
      closed = true;
      thread.close();
      client.close();
    }
  }
}
