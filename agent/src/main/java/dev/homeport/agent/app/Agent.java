package dev.homeport.agent.app;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.IotHubConnectionStatusChangeReason;
import com.microsoft.azure.sdk.iot.device.IotHubMessageResult;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.transport.IotHubConnectionStatus;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodPayload;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse;
import com.microsoft.azure.sdk.iot.device.twin.Twin;
import dev.homeport.agent.DeviceConnectionString;
import dev.homeport.agent.behaviour.DeviceCommand;
import dev.homeport.agent.behaviour.MethodAnswer;
import dev.homeport.agent.behaviour.SimulatedDevice;
import dev.homeport.agent.behaviour.UpdateMethods;
import dev.homeport.agent.update.Updater;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One device on the official SDK: sends telemetry, keeps its twin, answers the methods reboot,
 * factoryReset, setTelemetryInterval and drainBattery, updates itself when it can, and connects
 * again whenever the connection is lost.
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
  private static final int RETRY_SECONDS = 3;
  private static final int REBOOT_SECONDS = 3;
  // Now and then the SDK loses an answer, and its own limit is minutes.

  private final DeviceConnectionString device;
  private final IotHubClientProtocol protocol;
  private final SSLContext tls;
  private final SimulatedDevice simulated;
  private final @Nullable Updater updater;
  private final ScheduledExecutorService thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable DeviceClient client;
  private @Nullable Future<?> nextTelemetry;

  /** How an agent updates itself. */
  interface Updates {
    Updater of(Updater.Device device) throws IOException;

    /** What a restart means to it. */
    void restart(Agent agent);
  }

  /**
   * @param updates null when it does not update itself
   */
  Agent(
      DeviceConnectionString device,
      IotHubClientProtocol protocol,
      SSLContext tls,
      SimulatedDevice simulated,
      @Nullable Updates updates)
      throws IOException {
    this.device = device;
    this.protocol = protocol;
    this.tls = tls;
    this.simulated = simulated;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofVirtual().name("agent-" + device.deviceId()).unstarted(task));
    this.updater = updates == null ? null : updates.of(new UpdatedDevice(updates));
  }

  /** What the updater asks of this agent happens on the agent's thread. */
  private final class UpdatedDevice implements Updater.Device {
    private final Updates updates;

    UpdatedDevice(Updates updates) {
      this.updates = updates;
    }

    @Override
    public void report(Map<String, Object> patch) {
      later(() -> Agent.this.report(patch), 0);
    }

    @Override
    public void restart() {
      later(() -> updates.restart(Agent.this), 0);
    }
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
                && change.getPreviousStatus() != IotHubConnectionStatus.DISCONNECTED
                && change.getNewStatusReason() != IotHubConnectionStatusChangeReason.CLIENT_CLOSE) {
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
          receive(message);
          return IotHubMessageResult.COMPLETE;
        },
        null);
    Twin twin = TwinCalls.get(opened);
    if (simulated.heed(twin.getDesiredProperties())) {
      expectTelemetry();
    }
    if (updater != null) {
      simulated.runs(updater.runningVersion());
      report(updater.reported());
      updater.connected();
      updater.heed(twin.getDesiredProperties(), true);
    }
    report();
  }

  private void receive(Message message) {
    LOGGER.info("{} received a message of {} bytes", device.deviceId(), message.getBytes().length);
    if (updater != null && UpdateMethods.START.equals(message.getProperty("command"))) {
      updater.start(new String(message.getBytes(), StandardCharsets.UTF_8));
    }
  }

  private DirectMethodResponse answer(String name, @Nullable DirectMethodPayload payload) {
    String text = payload == null ? null : payload.getPayloadAsJsonString();
    MethodAnswer update = updater == null ? null : UpdateMethods.answer(updater, name, text);
    if (update != null) {
      return new DirectMethodResponse(update.status(), update.payload());
    }
    DeviceCommand command = DeviceCommand.parse(name, text);
    MethodAnswer answer = MethodAnswer.to(command);
    if (command instanceof DeviceCommand.Reboot) {
      later(this::reboot, 1);
    } else {
      later(() -> reportIf(simulated.obey(command)), 0);
    }
    return new DirectMethodResponse(answer.status(), answer.payload());
  }

  private void apply(Twin change) {
    if (updater != null) {
      updater.heed(change.getDesiredProperties(), false);
    }
    reportIf(simulated.heed(change.getDesiredProperties()));
  }

  private void reportIf(boolean changed) {
    if (changed) {
      expectTelemetry();
      report();
    }
  }

  /** Goes away for some seconds. */
  void reboot() {
    LOGGER.info("{} reboots", device.deviceId());
    disconnect();
    later(this::connect, REBOOT_SECONDS);
  }

  /** Goes away for good. */
  void vanish() {
    LOGGER.info("{} is gone", device.deviceId());
    disconnect();
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
    Map<String, Object> all = new LinkedHashMap<>(simulated.reported());
    if (updater != null) {
      all.putAll(updater.reported());
    }
    report(all);
  }

  private void report(Map<String, Object> patch) {
    DeviceClient current = client;
    if (current == null || patch.isEmpty()) {
      return;
    }
    try {
      TwinCalls.report(current, patch);
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
        Message message = new Message(simulated.telemetry(Instant.now()));
        message.setContentType("application/json");
        message.setContentEncoding("utf-8");
        current.sendEventAsync(message, (sent, failure, context) -> {}, null);
      } catch (IllegalStateException e) {
        LOGGER.debug("{} has no connection just now", device.deviceId());
      }
    }
    expectTelemetry();
  }

  private void expectTelemetry() {
    if (nextTelemetry != null) {
      nextTelemetry.cancel(false);
    }
    nextTelemetry = later(this::sendTelemetry, simulated.telemetryInterval());
  }

  private @Nullable Future<?> later(Runnable task, int seconds) {
    if (closed.getCount() == 0) {
      return null;
    }
    return thread.schedule(
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

  @Override
  public void close() {
    closed.countDown();
    if (updater != null) {
      updater.close();
    }
    thread.shutdownNow();
    disconnect();
  }
}
