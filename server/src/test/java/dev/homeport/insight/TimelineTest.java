package dev.homeport.insight;

import static dev.homeport.insight.RecordedHub.HUB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.DeviceId;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.MutableClock;
import dev.homeport.TestDatabase;
import dev.homeport.eventlog.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TimelineTest {

  private static final Duration RETENTION = Duration.ofDays(30);
  private static final Identity LAMP = Identity.device(HUB, new DeviceId("lamp"));
  private static final Identity BULB =
      new Identity(HUB, new DeviceId("lamp"), new ModuleId("bulb"));
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @RegisterExtension final TestDatabase database = new TestDatabase();
  private final MutableClock clock = new MutableClock(NOW);
  private Timeline timeline;
  private long offset;

  @BeforeEach
  void open() {
    timeline = new Timeline(database.jdbi(), clock, RETENTION);
  }

  private Timeline.Logged logged(Event event) {
    return new Timeline.Logged(event, offset++);
  }

  private static Event connected(Identity identity, Instant time) {
    return new Event.ConnectionChanged(identity, time, true, "{\"sessionNumber\":1}");
  }

  private TimelinePage page(
      Set<TimelineEntry.Kind> kinds, TimelinePage.@Nullable Position before, int limit) {
    return timeline.page(HUB, LAMP.deviceId(), kinds, before, limit);
  }

  private List<TimelineEntry> all() {
    return page(Set.of(), null, 100).entries();
  }

  @Test
  void tellsWhatHappenedToADeviceAndItsModulesNewestFirst() {
    timeline.add(
        List.of(
            logged(
                new Event.IdentityChanged(
                    LAMP, NOW, Event.Change.CREATED, "{\"deviceId\":\"lamp\"}")),
            logged(connected(BULB, NOW.plusSeconds(1))),
            logged(connected(Identity.device(HUB, new DeviceId("other")), NOW.plusSeconds(2))),
            logged(new Event.JobChanged(HUB, "job", NOW.plusSeconds(2), "{}")),
            logged(new Event.TwinChanged(LAMP, NOW.plusSeconds(3), false, "{\"version\":2}")),
            logged(new Event.MessageQueued(LAMP, NOW.plusSeconds(3), false))));

    assertThat(all())
        .containsExactly(
            new TimelineEntry(
                "", NOW.plusSeconds(3), TimelineEntry.Kind.MESSAGE, "messageQueued", "{}"),
            new TimelineEntry(
                "", NOW.plusSeconds(3), TimelineEntry.Kind.TWIN, "updateTwin", "{\"version\":2}"),
            new TimelineEntry(
                "bulb",
                NOW.plusSeconds(1),
                TimelineEntry.Kind.CONNECTION,
                "connected",
                "{\"sessionNumber\":1}"),
            new TimelineEntry(
                "", NOW, TimelineEntry.Kind.IDENTITY, "createIdentity", "{\"deviceId\":\"lamp\"}"));
  }

  @Test
  void tellsAnEventThatComesTwiceOnce() {
    List<Timeline.Logged> events =
        List.of(logged(connected(LAMP, NOW)), logged(connected(LAMP, NOW)));

    timeline.add(events);
    timeline.add(events);

    assertThat(all()).hasSize(2);
  }

  @Test
  void isReadPageByPageAcrossDays() {
    List<Timeline.Logged> events = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      events.add(logged(connected(LAMP, NOW.minus(Duration.ofHours(5L * (i / 2))))));
    }
    timeline.add(events);
    List<TimelineEntry> read = new ArrayList<>();
    TimelinePage page = page(Set.of(), null, 4);
    read.addAll(page.entries());
    while (page.next() != null) {
      page = page(Set.of(), page.next(), 4);
      read.addAll(page.entries());
    }

    assertThat(read).hasSize(25).isEqualTo(all());
    assertThat(page(Set.of(), null, 25).next()).isNull();
  }

  @Test
  void isFilteredByKind() {
    timeline.add(
        List.of(
            logged(connected(LAMP, NOW)),
            logged(new Event.TwinChanged(LAMP, NOW, true, "{}")),
            logged(new Event.MessageQueued(LAMP, NOW, false))));

    assertThat(page(Set.of(TimelineEntry.Kind.TWIN, TimelineEntry.Kind.MESSAGE), null, 9).entries())
        .extracting(TimelineEntry::type)
        .containsExactly("messageQueued", "replaceTwin");
    assertThat(page(Set.of(TimelineEntry.Kind.IDENTITY), null, 9).entries()).isEmpty();
  }

  @Test
  void leavesOutDetailsThatAreTooLong() {
    String longest = "{\"a\":\"%s\"}".formatted("x".repeat(Timeline.MAX_DETAIL - 8));
    timeline.add(
        List.of(
            logged(new Event.TwinChanged(LAMP, NOW, false, longest)),
            logged(new Event.TwinChanged(LAMP, NOW, false, longest + " "))));

    assertThat(all()).extracting(TimelineEntry::detail).containsExactly(null, longest);
  }

  @Test
  void forgetsWhatIsOlderThanItIsKept() {
    timeline.add(List.of(logged(connected(LAMP, NOW))));
    clock.advance(RETENTION.plusDays(1));
    timeline.add(
        List.of(
            logged(connected(LAMP, NOW.plusSeconds(1))), logged(connected(LAMP, clock.instant()))));

    assertThat(all()).hasSize(2);
    new HistoryUpkeep(
            database.jdbi(), clock, new HistorySettings(RETENTION, RETENTION, RETENTION, RETENTION))
        .cleanUp(() -> false);
    assertThat(all()).extracting(TimelineEntry::time).containsExactly(clock.instant());
  }

  @Test
  void givesPagesOfBoundedSize() {
    assertThatThrownBy(() -> page(Set.of(), null, 0)).isInstanceOf(HubException.class);
    assertThatThrownBy(() -> page(Set.of(), null, Timeline.MAX_ENTRIES + 1))
        .isInstanceOf(HubException.class);
  }
}
