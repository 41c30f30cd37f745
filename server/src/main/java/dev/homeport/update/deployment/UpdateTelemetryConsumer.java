package dev.homeport.update.deployment;

import dev.homeport.HubName;
import dev.homeport.eventlog.EventLog;
import dev.homeport.eventlog.LogGroup;
import dev.homeport.eventlog.Topics;
import dev.homeport.messaging.TelemetryHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads what the devices of a hub say about updates in telemetry; the nodes share the topic as one
 * consumer group. For the rest it is as {@link UpdateConsumer}.
 */
public final class UpdateTelemetryConsumer implements AutoCloseable {

  /** What the consumer groups are named by. */
  private static final String GROUP = UpdateConsumer.GROUP + ".telemetry";

  private static final byte[] UPDATE = UpdateConsumer.bytes("\"firmwareUpdate\"");

  private final HubName hub;
  private final Deployments deployments;
  private final LogGroup group;

  /** Starts reading the telemetry of {@code hub}. */
  public UpdateTelemetryConsumer(EventLog log, HubName hub, Deployments deployments) {
    this.hub = hub;
    this.deployments = deployments;
    this.group =
        new LogGroup(
            log,
            Topics.telemetry(hub),
            group(hub),
            UpdateConsumer.MAX_BATCH,
            UpdateConsumer.PACE,
            this::handle);
  }

  /** The consumer group of a hub. */
  public static String group(HubName hub) {
    return Topics.group(GROUP, hub);
  }

  private void handle(List<ConsumerRecord<byte[], byte[]>> batch) {
    List<DeviceReports.Said> said = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      if (record.key() != null
          && UpdateConsumer.contains(record.value(), UPDATE)
          && record.headers().lastHeader(TelemetryHeaders.MODULE_ID) == null) {
        said.add(
            deployments
                .reports()
                .ofTelemetry(new String(record.key(), StandardCharsets.UTF_8), record.value()));
      }
    }
    deployments.take(hub, said);
  }

  @Override
  public void close() {
    group.close();
  }
}
