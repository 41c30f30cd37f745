package dev.homeport.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.HubName;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.EventLog;
import dev.homeport.eventlog.LogGroup;
import dev.homeport.eventlog.LogTail;
import dev.homeport.eventlog.Outbox;
import dev.homeport.eventlog.Topics;
import dev.homeport.twin.TwinService;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Jdbi;

/**
 * Judges how well a hub's devices are, from their telemetry. The nodes share the topic as one
 * consumer group, so that each device has one node that judges it.
 */
public final class HealthConsumer implements AutoCloseable {

  /** What the consumer groups are named by. */
  private static final String GROUP = "homeport.health";

  static final int MAX_BATCH = 2_000;

  private static final Duration PACE = Duration.ofMillis(100);

  private final HubName hub;
  private final HealthJson json;
  private final Restless restless = new Restless();
  private final HealthMonitor monitor;
  private final LogGroup group;
  private final LogTail events;

  /** Starts reading the telemetry of {@code hub}. */
  public HealthConsumer(
      EventLog log,
      HubName hub,
      Jdbi jdbi,
      Outbox outbox,
      TwinService twins,
      ThresholdService thresholds,
      ObjectMapper json,
      Clock clock,
      HealthSettings settings) {
    this.hub = hub;
    this.json = new HealthJson(json);
    this.monitor =
        new HealthMonitor(
            hub,
            twins,
            thresholds,
            new HealthWriter(jdbi, twins, outbox, json),
            clock,
            settings,
            restless);
    this.events = new LogTail(log, Topics.EVENTS, clock.instant(), this::event);
    this.group = new LogGroup(log, Topics.telemetry(hub), group(hub), MAX_BATCH, PACE, monitor);
  }

  /** The consumer group of a hub. */
  public static String group(HubName hub) {
    return Topics.group(GROUP, hub);
  }

  private void event(ConsumerRecord<byte[], byte[]> record) {
    HealthRules rules = monitor.rules();
    if (rules.needTwins()
        && LogTail.event(record) instanceof Event.OfIdentity event
        && event.hub().equals(hub)
        && rules.dependOn(event, json.parse(event.body()))) {
      restless.add(event.identity().deviceId().value());
    }
  }

  /** Messages judged since the start. */
  public long judgedCount() {
    return monitor.judgedCount();
  }

  /** Changes since the start. */
  public long changedCount() {
    return monitor.changedCount();
  }

  @Override
  public void close() {
    events.close();
    group.close();
  }
}
