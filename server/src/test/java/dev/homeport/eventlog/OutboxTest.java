package dev.homeport.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutboxTest {

  private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123456Z");

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void givesBackTheEventsOfIdentitiesAndOfJobsInTheirOrder() {
    Identity module = new Identity(HubName.DEFAULT, new DeviceId("lamp"), new ModuleId("dimmer"));
    List<Event> events =
        List.of(
            new Event.TwinChanged(module, TIME, false, "{\"version\":2}"),
            new Event.JobChanged(HubName.DEFAULT, "j", TIME, "{\"jobId\":\"j\"}"),
            new Event.MessageQueued(
                Identity.device(HubName.DEFAULT, new DeviceId("lamp")), TIME, false));
    Outbox outbox = new Outbox();

    List<Event> read =
        database
            .jdbi()
            .inTransaction(
                handle -> {
                  outbox.append(handle, events);
                  return outbox.oldest(handle, 10).stream().map(Outbox.Row::event).toList();
                });

    assertThat(read).isEqualTo(events);
  }
}
