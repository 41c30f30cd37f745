package dev.homeport.onboarding;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.EventLog;
import dev.homeport.eventlog.LogGroup;
import dev.homeport.eventlog.LogTail;
import dev.homeport.eventlog.Outbox;
import dev.homeport.eventlog.Topics;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Notices which hub the provisioning service assigns enrolled devices to, and when devices that
 * were onboarded connect for the first time, and takes over what they first report of themselves.
 * Reads the event log as one consumer group of all nodes. Idempotent by the column {@code
 * first_connected_at}, with which the event {@link Event.DeviceFirstConnected} is written in one
 * transaction.
 */
public final class FirstConnections implements AutoCloseable {

  /** The consumer group. */
  public static final String GROUP = "homeport.onboarding";

  private static final int MAX_BATCH = 1_000;

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final Clock clock;
  private final OnboardingStore store = new OnboardingStore();
  private final RecordStore records = new RecordStore();
  private final StatusReports reports;
  private final LogGroup group;

  /** Starts following the event log. */
  public FirstConnections(EventLog log, Jdbi jdbi, Outbox outbox, ObjectMapper json, Clock clock) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.clock = clock;
    this.reports = new StatusReports(json);
    this.group = new LogGroup(log, Topics.EVENTS, GROUP, MAX_BATCH, this::handle);
  }

  private void handle(List<ConsumerRecord<byte[], byte[]>> records) {
    List<Event> events = new ArrayList<>();
    records.forEach(record -> LogTail.readableEvent(record).ifPresent(events::add));
    apply(events);
  }

  private void apply(List<Event> events) {
    Set<Identity> made = new LinkedHashSet<>();
    List<OnboardingStore.Connected> connections = new ArrayList<>();
    Map<HubName, Set<String>> told = new HashMap<>();
    for (Event event : events) {
      if (event instanceof Event.OfIdentity of && !of.identity().isModule()) {
        String device = of.identity().deviceId().value();
        if (event instanceof Event.ConnectionChanged changed && changed.connected()) {
          connections.add(new OnboardingStore.Connected(event.hub(), device, event.time()));
        }
        if (event instanceof Event.IdentityChanged changed
            && changed.change() == Event.Change.CREATED) {
          made.add(of.identity());
        }
        if (event instanceof Event.ConnectionChanged
            || (event instanceof Event.TwinChanged && event.body().contains("\"reported\""))) {
          told.computeIfAbsent(event.hub(), _ -> new HashSet<>()).add(device);
        }
      }
    }
    if (told.isEmpty() && made.isEmpty()) {
      return;
    }
    boolean first =
        jdbi.inTransaction(
            handle -> {
              noteAssigned(handle, made);
              return note(handle, connections, told);
            });
    if (first) {
      outbox.wake();
    }
  }

  private void noteAssigned(Handle handle, Set<Identity> made) {
    if (made.isEmpty()) {
      return;
    }
    for (OnboardingStore.Assigned assigned : store.noteDevices(handle, made)) {
      records
          .find(handle, assigned.serial())
          .ifPresent(
              found ->
                  reports.tell(
                      handle,
                      StatusEvent.ASSIGNED,
                      found.record(),
                      assigned.hub().value(),
                      clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }
  }

  private boolean note(
      Handle handle, List<OnboardingStore.Connected> connections, Map<HubName, Set<String>> told) {
    List<OnboardingStore.First> firsts =
        connections.isEmpty() ? List.of() : store.noteConnections(handle, connections);
    told.forEach((hub, devices) -> store.noteReported(handle, hub, devices));
    for (OnboardingStore.First first : firsts) {
      records
          .find(handle, first.serial())
          .ifPresent(
              found ->
                  reports.tell(
                      handle,
                      StatusEvent.FIRST_CONNECTED,
                      found.record(),
                      first.device().hub().value(),
                      first.at()));
    }
    outbox.append(
        handle,
        firsts.stream()
            .map(
                first ->
                    new Event.DeviceFirstConnected(
                        first.device(),
                        first.at(),
                        "{\"deviceId\":\"%s\",\"generationId\":\"%s\"}"
                            .formatted(first.device().deviceId(), first.generationId())))
            .toList());
    return !firsts.isEmpty();
  }

  @Override
  public void close() {
    group.close();
  }
}
