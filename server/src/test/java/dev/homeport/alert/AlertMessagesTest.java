package dev.homeport.alert;

import static dev.homeport.alert.AlertFilter.State.MUTED;
import static dev.homeport.alert.AlertFilter.State.OPEN;
import static dev.homeport.alert.WatchedHub.HUB;
import static dev.homeport.alert.WatchedHub.device;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import dev.homeport.PerTest;
import dev.homeport.eventlog.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is told of alerts, how often, and what is muted. */
final class AlertMessagesTest {

  @RegisterExtension final PerTest<WatchedHub> hub = new PerTest<>(WatchedHub::new);

  private WatchedHub hub() {
    return hub.get();
  }

  @Test
  void aThousandDevicesThatFailAtOnceMakeOneMessage() throws Exception {
    hub().rule("silent", AlertKind.OFFLINE, "", 1, 1);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String id = "d-%04d".formatted(i);
      hub().database.register(device(id));
      events.add(new Event.ConnectionChanged(device(id), hub().clock.instant(), false, "{}"));
    }
    hub().consumer.handle(events);
    hub().clock.advance(Duration.ofMinutes(2));
    hub().look();
    assertThat(hub().mails()).isZero();

    hub().clock.advance(Duration.ofMinutes(1));
    hub().look();
    hub().clock.advance(Duration.ofMinutes(10));
    hub().look();

    assertThat(hub().mails()).isEqualTo(1);
    assertThat(hub().mail.getReceivedMessages()[0].getSubject())
        .isEqualTo("[critical] silent: 1,000 alerts");
    assertThat(GreenMailUtil.getBody(hub().mail.getReceivedMessages()[0]))
        .contains("- d-0000: offline since", "and 980 more", WatchedHub.CONSOLE + "/alerts");
  }

  @Test
  void whatIsMutedIsShownButMakesNoMessage() {
    hub().register("d-1");
    hub().rule("ill", AlertKind.HEALTH, "", 1, 1);
    hub().health("d-1", "critical");
    hub().clock.advance(Duration.ofMinutes(2));
    hub().look();
    assertThat(hub().mails()).isEqualTo(1);

    hub().alerts.mute(HUB, hub().first(OPEN).id(), Duration.ofHours(1), "ann");
    assertThat(hub().shown(MUTED)).containsExactly("ill d-1");
    hub().health("d-1", "healthy");
    hub().health("d-1", "critical");
    hub().clock.advance(Duration.ofMinutes(2));
    hub().look();
    assertThat(hub().mails()).isEqualTo(1);

    hub().clock.advance(Duration.ofHours(1));
    hub().health("d-1", "healthy");
    hub().health("d-1", "critical");
    hub().clock.advance(Duration.ofMinutes(2));
    hub().look();
    assertThat(hub().mails()).isEqualTo(2);
  }

  @Test
  void aMutedRuleMakesNoMessages() {
    hub().register("d-1");
    hub().rule("ill", AlertKind.HEALTH, "", 1, 1);
    hub().rules.mute(HUB, "ill", Duration.ofHours(1), "ann");
    hub().health("d-1", "critical");
    hub().clock.advance(Duration.ofMinutes(2));
    hub().look();

    assertThat(hub().mails()).isZero();
    assertThat(hub().shown(MUTED)).containsExactly("ill d-1");
    assertThat(hub().rules.all(HUB).getFirst().mutedUntil())
        .isEqualTo(Instant.parse("2026-03-01T13:00:00Z"));
  }

  @Test
  void aMessageThatIsNotTakenIsTriedAgainAndNoAlertJoinsIt() {
    hub().register("d-1");
    hub().register("d-2");
    hub().rule("ill", AlertKind.HEALTH, "", 1, 1);
    hub().mail.stop();
    hub().health("d-1", "critical");
    hub().clock.advance(Duration.ofMinutes(1));
    hub().look();
    assertThat(hub().channels.all(HUB).getFirst().lastError()).contains("127.0.0.1");

    hub().health("d-2", "critical");

    List<Long> waiting =
        hub()
            .jdbi
            .withHandle(
                handle ->
                    handle
                        .createQuery("SELECT alerts FROM alert_notification ORDER BY id")
                        .mapTo(Long.class)
                        .list());
    assertThat(waiting).containsExactly(1L, 1L);
    IntStream.range(0, 20)
        .forEach(
            _ -> {
              hub().clock.advance(Duration.ofHours(1));
              hub().look();
            });
    assertThat(
            hub()
                .jdbi
                .<Long, RuntimeException>withHandle(
                    handle ->
                        handle
                            .createQuery("SELECT count(*) FROM alert_notification")
                            .mapTo(Long.class)
                            .one()))
        .isZero();
  }
}
