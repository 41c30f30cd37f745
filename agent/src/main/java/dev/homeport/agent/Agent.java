package dev.homeport.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.IotHubMessageResult;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.transport.IotHubConnectionStatus;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodPayload;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse;
import com.microsoft.azure.sdk.iot.device.twin.Twin;
import com.microsoft.azure.sdk.iot.device.twin.TwinCollection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One device on the official SDK: sends telemetry, keeps its twin, answers the methods reboot,
 * factoryReset and setTelemetryInterval, and connects again whenever the connection is lost.
 *
 * <pre>
 *   disconnected ──open──→ connected ──lost, reboot──→ disconnected (again after a pause)
 *         └────────────close────────┴──→ closed
 * </pre>
 *
 * What it does with its connection runs on one thread of its own.
 */
final class Agent implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(Agent.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int RETRY_SECONDS = 3;
  private static final int REBOOT_SECONDS = 3;
  private static final String MODEL = "TX-100";
  private static final String FIRMWARE = "1.4.2";

  private final DeviceConnectionString device;
  private final IotHubClientProtocol protocol;
  private final SSLContext tls;
  private final Location home;
  private final Signals signals;
  private final SettingsFile settings;
  private final ScheduledExecutorService thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable DeviceClient client;

  Agent(
      DeviceConnectionString device,
      IotHubClientProtocol protocol,
      SSLContext tls,
      Location home,
      SettingsFile settings) {
    this.device = device;
    this.protocol = protocol;
    this.tls = tls;
    this.home = home;
    this.settings = settings;
    this.signals =
        new Signals(RandomGenerator.of("L64X128MixRandom"), home, FIRMWARE, Instant.now());
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofVirtual().name("agent-" + device.deviceId()).unstarted(task));
  }

  /** Starts working and returns at once. */
  void start() {
    thread.execute(this::connect);
    thread.execute(this::sendTelemetry);
  }

  private void connect() {
    try {
      DeviceClient opening =
          new DeviceClient(
              device.value(), protocol, ClientOptions.builder().sslContext(tls).build());
      opening.setConnectionStatusChangeCallback(
          change -> {
            if (change.getNewStatus() == IotHubConnectionStatus.DISCONNECTED
                && change.getPreviousStatus() != IotHubConnectionStatus.DISCONNECTED) {
              later(this::reconnect, RETRY_SECONDS);
            }
          },
          null);
      opening.open(true);
      client = opening;
      converse(opening);
      LOGGER.info("{} connected", device.deviceId());
    } catch (IotHubClientException | IllegalStateException e) {
      LOGGER.warn("{} not connected: {}", device.deviceId(), e.getMessage());
      later(this::reconnect, RETRY_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void converse(DeviceClient opened) throws IotHubClientException, InterruptedException {
    if (protocol == IotHubClientProtocol.HTTPS) {
      return; // telemetry and messages only
    }
    opened.subscribeToMethods((name, payload, context) -> answer(name, payload), null);
    opened.subscribeToDesiredProperties((change, context) -> later(() -> apply(change), 0), null);
    opened.setMessageCallback(
        (message, context) -> {
          LOGGER.info(
              "{} received a message of {} bytes", device.deviceId(), message.getBytes().length);
          return IotHubMessageResult.COMPLETE;
        },
        null);
    apply(opened.getTwin());
    report();
  }

  private DirectMethodResponse answer(String name, @Nullable DirectMethodPayload payload) {
    DeviceCommand command =
        DeviceCommand.parse(name, payload == null ? null : payload.getPayloadAsJsonString());
    MethodAnswer answer = MethodAnswer.to(command);
    switch (command) {
      case DeviceCommand.Reboot _ -> later(this::reboot, 1);
      case DeviceCommand.FactoryReset _ -> later(this::reset, 0);
      case DeviceCommand.SetTelemetryInterval(int seconds) -> later(() -> setInterval(seconds), 0);
      case DeviceCommand.Invalid _, DeviceCommand.Unknown _ -> {}
    }
    return new DirectMethodResponse(answer.status(), answer.payload());
  }

  private void apply(Twin twin) {
    Object wish = twin.getDesiredProperties().get("telemetryInterval");
    if (wish instanceof Number seconds
        && AgentSettings.isTelemetryInterval(seconds.doubleValue())) {
      setInterval(seconds.intValue());
    }
  }

  private void setInterval(int seconds) {
    if (settings.current().telemetryInterval() != seconds) {
      keep(new AgentSettings(seconds));
      report();
    }
  }

  private void keep(AgentSettings changed) {
    try {
      settings.save(changed);
    } catch (IOException e) {
      LOGGER.warn("{} keeps its settings until it stops: {}", device.deviceId(), e.getMessage());
    }
  }

  private void reset() {
    try {
      settings.clear();
    } catch (IOException e) {
      LOGGER.warn("{} could not clear its settings: {}", device.deviceId(), e.getMessage());
    }
    report();
  }

  private void reboot() {
    LOGGER.info("{} reboots", device.deviceId());
    disconnect();
    later(this::connect, REBOOT_SECONDS);
  }

  private void reconnect() {
    disconnect();
    connect();
  }

  private void disconnect() {
    DeviceClient current = client;
    client = null;
    if (current != null) {
      current.close();
    }
  }

  private void report() {
    DeviceClient current = client;
    if (current == null) {
      return;
    }
    TwinCollection reported = new TwinCollection();
    reported.put("model", MODEL);
    reported.put("firmware", Map.of("version", FIRMWARE));
    reported.put("location", Map.of("latitude", home.latitude(), "longitude", home.longitude()));
    reported.put("telemetryInterval", settings.current().telemetryInterval());
    try {
      current.updateReportedProperties(reported);
    } catch (IotHubClientException | IllegalStateException e) {
      LOGGER.warn("{} could not report: {}", device.deviceId(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendTelemetry() {
    DeviceClient current = client;
    if (current != null) {
      try {
        Message message =
            new Message(
                JSON.writeValueAsString(signals.next(Instant.now()))
                    .getBytes(StandardCharsets.UTF_8));
        message.setContentType("application/json");
        message.setContentEncoding("utf-8");
        current.sendEventAsync(message, (sent, failure, context) -> {}, null);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a reading is always JSON", e);
      } catch (IllegalStateException e) {
        LOGGER.debug("{} has no connection just now", device.deviceId());
      }
    }
    later(this::sendTelemetry, settings.current().telemetryInterval());
  }

  private void later(Runnable task, int seconds) {
    if (closed.getCount() > 0) {
      thread.schedule(
          () -> {
            try {
              task.run();
            } catch (RuntimeException e) {
              LOGGER.warn("{} failed: {}", device.deviceId(), e.toString());
            }
          },
          seconds,
          TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    thread.shutdownNow();
    disconnect();
  }
}
