package dev.homeport.configuration;

import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.EventLog;
import dev.homeport.eventlog.LogGroup;
import dev.homeport.eventlog.LogTail;
import dev.homeport.eventlog.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Evaluates a device as soon as its twin, or its identity, or one of its modules' has changed. The
 * nodes share the event log as one consumer group; a repeated event does no harm, because it is the
 * twin that is looked at and not the event.
 */
public final class EvaluationConsumer implements AutoCloseable {

  /** The consumer group. */
  public static final String GROUP = "homeport.configurations";

  private static final int BATCH = 500;

  private final ConfigurationService configurations;
  private final LogGroup group;

  /** Starts following the event log. */
  public EvaluationConsumer(EventLog log, ConfigurationService configurations) {
    this.configurations = configurations;
    this.group = new LogGroup(log, Topics.EVENTS, GROUP, BATCH, this::handle);
  }

  private void handle(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<HubName, Set<DeviceId>> changed = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      changed(record)
          .ifPresent(
              identity ->
                  changed
                      .computeIfAbsent(identity.hub(), _ -> new HashSet<>())
                      .add(identity.deviceId()));
    }
    changed.forEach(configurations::evaluate);
  }

  /** Whose twin or identity has changed. */
  private static Optional<Identity> changed(ConsumerRecord<byte[], byte[]> record) {
    return LogTail.readableEvent(record)
        .flatMap(
            event -> {
              if (event instanceof Event.TwinChanged twin) {
                return Optional.of(twin.identity());
              }
              if (event instanceof Event.IdentityChanged identity
                  && identity.change() != Event.Change.DELETED) {
                return Optional.of(identity.identity());
              }
              return Optional.empty();
            });
  }

  @Override
  public void close() {
    group.close();
  }
}
