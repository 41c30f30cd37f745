package dev.homeport.alert;

import static dev.homeport.alert.AlertFilter.State.ACKNOWLEDGED;
import static dev.homeport.alert.AlertFilter.State.OPEN;
import static dev.homeport.alert.AlertFilter.State.RESOLVED;
import static dev.homeport.alert.WatchedHub.HUB;
import static dev.homeport.alert.WatchedHub.device;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.HubException;
import dev.homeport.PerTest;
import dev.homeport.eventlog.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What opens an alert, what ends it, and what people make of it. */
final class AlertsTest {

  @RegisterExtension final PerTest<WatchedHub> hub = new PerTest<>(WatchedHub::new);

  private WatchedHub hub() {
    return hub.get();
  }

  @Test
  void aDeviceThatIsOfflineForLongerThanItMayIsAnAlertUntilItReturns() {
    hub().register("d-1");
    hub().register("never-seen");
    hub().rule("silent", AlertKind.OFFLINE, "", 1, 10);
    hub().connection("d-1", true);
    hub().connection("d-1", false);

    hub().clock.advance(Duration.ofMinutes(9));
    hub().look();
    assertThat(hub().shown(OPEN)).isEmpty();
    hub().clock.advance(Duration.ofMinutes(2));
    hub().look();
    hub().look();
    assertThat(hub().shown(OPEN)).containsExactly("silent d-1");
    assertThat(hub().first(OPEN).message()).isEqualTo("d-1: offline since 2026-03-01T12:00:00Z");
    hub().connection("d-1", true);

    assertThat(hub().shown(OPEN)).isEmpty();
    assertThat(hub().shown(RESOLVED)).containsExactly("silent d-1");
  }

  @Test
  void aConditionLimitsARuleToSomeDevices() {
    hub().register("north-1");
    hub().register("south'1");
    hub().rule("north", AlertKind.OFFLINE, "STARTSWITH(deviceId, 'north')", 1, 1);
    hub().rule("all", AlertKind.OFFLINE, "", 1, 1);
    hub().connection("north-1", false);
    hub().connection("south'1", false);

    hub().clock.advance(Duration.ofMinutes(2));
    hub().look();

    assertThat(hub().shown(OPEN))
        .containsExactlyInAnyOrder("north north-1", "all north-1", "all south'1");
  }

  @Test
  void healthOpensAndEndsAlerts() throws Exception {
    hub().register("d-1");
    hub().register("d-2");
    hub().rule("ill", AlertKind.HEALTH, "", 1, 1);
    hub().rule("very-ill", AlertKind.HEALTH, "", 2, 1);

    hub().health("d-1", "warning");
    hub().health("d-2", "critical");
    hub().health("d-2", "critical");

    assertThat(hub().shown(OPEN)).containsExactlyInAnyOrder("ill d-1", "ill d-2", "very-ill d-2");
    hub().health("d-2", "warning");
    assertThat(hub().shown(OPEN)).containsExactlyInAnyOrder("ill d-1", "ill d-2");
    hub().health("d-1", "healthy");
    assertThat(hub().shown(OPEN)).containsExactly("ill d-2");
    hub().clock.advance(Duration.ofMinutes(1));
    hub().look();
    assertThat(hub().mails()).isEqualTo(2);
  }

  @Test
  void refusedConnectionsAreCountedByDeviceAndByAddress() {
    hub().register("d-1");
    hub().rule("guessing", AlertKind.AUTHENTICATION, "", 3, 5);
    for (int i = 0; i < 3; i++) {
      hub().signals.refused(device("d-1"), "203.0.113." + i, "wrong device key");
      hub().signals.refused(device("made-up-" + i), "198.51.100.7", "unknown device");
      hub().signals.refused(device("off"), "10.0.0.1", "disabled device");
    }
    hub().signals.write();
    hub().look();

    assertThat(hub().shown(OPEN))
        .containsExactlyInAnyOrder("guessing d-1", "guessing 198.51.100.7");
    hub().clock.advance(Duration.ofMinutes(6));
    hub().look();
    assertThat(hub().shown(OPEN)).isEmpty();
  }

  @Test
  void aKeyThatIsUsedFromManyAddressesIsAnAlert() {
    hub().register("d-1");
    hub().rule("copied", AlertKind.ADDRESSES, "", 3, 60);
    for (String address : List.of("10.0.0.1", "10.0.0.2", "10.0.0.2")) {
      hub().signals.admitted(device("d-1"), address, null);
    }
    hub().signals.write();
    hub().look();
    assertThat(hub().shown(OPEN)).isEmpty();

    hub().signals.admitted(device("d-1"), "10.0.0.3", null);
    hub().signals.write();
    hub().look();

    assertThat(hub().first(OPEN).message())
        .isEqualTo("d-1: came from 3 addresses within 60 minutes");
  }

  @Test
  void certificatesThatEndSoonAreAlerts() {
    hub().register("d-1");
    hub().rule("renew", AlertKind.CERTIFICATE, "", 30, 1);
    hub()
        .jdbi
        .useHandle(
            handle ->
                new OfflineStore()
                    .noteCertificate(
                        handle, HUB, "d-1", hub().clock.instant().plus(Duration.ofDays(20))));
    hub().look();
    assertThat(hub().shown(OPEN)).containsExactly("renew d-1");

    hub().certificateEnd = hub().clock.instant().plus(Duration.ofDays(3));
    hub().look();

    assertThat(hub().shown(OPEN)).containsExactlyInAnyOrder("renew d-1", "renew server");
  }

  @Test
  void anUpdateThatFailsIsAnAlertUntilItIsTriedAgain() {
    hub().register("d-1");
    hub().register("d-2");
    hub().rule("stuck", AlertKind.UPDATE, "deviceId = 'd-1'", 1, 1);

    hub().update("d-1", Event.UpdateChange.FAILED);
    hub().update("d-2", Event.UpdateChange.FAILED);

    assertThat(hub().shown(OPEN)).containsExactly("stuck d-1");
    assertThat(hub().first(OPEN).message()).isEqualTo("d-1: the update to 2.0 failed: NoSpace");

    hub().update("d-1", Event.UpdateChange.ORDERED);

    assertThat(hub().shown(OPEN)).isEmpty();
  }

  @Test
  void aDeploymentThatIsPausedIsAnAlertUntilItGoesOn() {
    hub().rule("rollout", AlertKind.DEPLOYMENT, "", 1, 1);

    hub().deployment("1", Event.DeploymentChange.STARTED);
    assertThat(hub().shown(OPEN)).isEmpty();
    hub().deployment("1", Event.DeploymentChange.PAUSED);
    hub().deployment("1", Event.DeploymentChange.PROGRESSED);

    assertThat(hub().shown(OPEN)).containsExactly("rollout 1");
    assertThat(hub().first(OPEN).message()).isEqualTo("spring is paused: 3 of 10 devices failed");

    hub().deployment("1", Event.DeploymentChange.RESUMED);
    assertThat(hub().shown(OPEN)).isEmpty();
    hub().deployment("1", Event.DeploymentChange.FAILED);
    assertThat(hub().first(OPEN).message()).isEqualTo("spring has failed: 3 of 10 devices failed");
    hub().rollBack("1");
    assertThat(hub().shown(OPEN)).isEmpty();
  }

  @Test
  void theEndOfADeploymentIsToldAndNothingStaysOpen() {
    hub().rule("all", AlertKind.DEPLOYMENT, "", 1, 1);
    hub().rule("trouble", AlertKind.DEPLOYMENT, "", 2, 1);

    hub().deployment("1", Event.DeploymentChange.PAUSED);
    hub().deployment("1", Event.DeploymentChange.COMPLETED);

    assertThat(hub().shown(OPEN)).isEmpty();
    assertThat(hub().shown(RESOLVED)).containsExactlyInAnyOrder("all 1", "all 1", "trouble 1");
  }

  @Test
  void anAlertIsAcknowledgedOnceAndStaysSo() {
    hub().register("d-1");
    hub().rule("ill", AlertKind.HEALTH, "", 1, 1);
    hub().health("d-1", "critical");
    long id = hub().first(OPEN).id();
    assertThat(hub().alerts.unseen(HUB)).isEqualTo(Map.of(Severity.CRITICAL, 1L));

    hub().alerts.acknowledge(HUB, id, "ann");
    Alert seen = hub().alerts.acknowledge(HUB, id, "bob");

    assertThat(seen.acknowledgedBy()).isEqualTo("ann");
    assertThat(hub().alerts.unseen(HUB)).isEmpty();
    assertThat(hub().shown(OPEN)).isEmpty();
    assertThat(hub().shown(ACKNOWLEDGED)).containsExactly("ill d-1");
    assertThatThrownBy(() -> hub().alerts.acknowledge(HUB, id + 1, "ann"))
        .isInstanceOf(HubException.class);
  }

  @Test
  void alertsOfRulesThatAreGoneOrDisabledEnd() {
    hub().register("d-1");
    AlertRule ill = hub().rule("ill", AlertKind.HEALTH, "", 1, 1);
    hub().rule("also", AlertKind.HEALTH, "", 1, 1);
    hub().health("d-1", "critical");

    hub().rules.delete(HUB, "also");
    hub()
        .rules
        .save(
            HUB,
            new AlertRule(
                ill.name(), ill.kind(), ill.severity(), "", 1, 1, Duration.ZERO, List.of(), false),
            "ann");
    hub().look();

    assertThat(hub().shown(OPEN)).isEmpty();
    hub().clock.advance(WatchedHub.RETENTION.plusDays(1));
    hub().look();
    assertThat(hub().shown(RESOLVED)).isEmpty();
  }

  @Test
  void alertsOfADeletedDeviceEnd() {
    hub().register("d-1");
    hub().rule("ill", AlertKind.HEALTH, "", 1, 1);
    hub().health("d-1", "critical");

    hub()
        .consumer
        .handle(
            List.of(
                new Event.IdentityChanged(
                    device("d-1"), hub().clock.instant(), Event.Change.DELETED, "{}")));

    assertThat(hub().shown(OPEN)).isEmpty();
  }

  @Test
  void pagesLeadFromTheNewestToTheOldest() {
    hub().rule("ill", AlertKind.HEALTH, "", 1, 1);
    for (String id : List.of("a", "b", "c")) {
      hub().register(id);
      hub().health(id, "critical");
    }
    AlertFilter open = new AlertFilter(OPEN, Severity.CRITICAL, "ill", null);

    AlertPage first = hub().alerts.page(HUB, open, null, 2);
    AlertPage second = hub().alerts.page(HUB, open, first.before(), 2);

    assertThat(first.items()).extracting(Alert::subject).containsExactly("c", "b");
    assertThat(second.items()).extracting(Alert::subject).containsExactly("a");
    assertThat(second.before()).isNull();
    assertThat(hub().alerts.page(HUB, new AlertFilter(OPEN, null, null, "b"), null, 5).items())
        .hasSize(1);
  }
}
