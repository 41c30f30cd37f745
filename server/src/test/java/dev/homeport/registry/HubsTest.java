package dev.homeport.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.MutableClock;
import dev.homeport.TestDatabase;
import dev.homeport.eventlog.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class HubsTest {

  private static final HubName NORTH = new HubName("north");

  @RegisterExtension private final TestDatabase database = new TestDatabase();

  private final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final List<HubName> cleared = new ArrayList<>();
  private Hubs hubs = new Hubs(database.jdbi());
  private Hubs otherNode = hubs;

  @BeforeEach
  void open() {
    hubs = new Hubs(database.jdbi());
    hubs.ensureDefault(List.of("localhost", "127.0.0.1"));
    otherNode = new Hubs(database.jdbi());
    otherNode.reload();
  }

  private Hub north() {
    return hubs.create(NORTH, List.of("North.example.com"), 2, List.of(), clock);
  }

  private void remove() {
    new HubRemoval(
            database.jdbi(), clock, List.of("timeline", "health_state", "outbox"), cleared::add)
        .run();
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HubException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  void aNewHubIsKnownHereAtOnceAndElsewhereAfterTheNextLook() {
    Hub made = north();

    assertThat(hubs.byHost("NORTH.example.com:443")).isEqualTo(NORTH);
    assertThat(hubs.named("north")).isEqualTo(NORTH);
    assertThat(otherNode.byHost("north.example.com")).isEqualTo(HubName.DEFAULT);
    otherNode.reload();
    assertThat(otherNode.list()).contains(made);
    assertThat(hubs.policy(NORTH, "iothubowner")).isPresent();
  }

  @Test
  void whoFollowsIsToldOnceForEachChangeAndAgainWhenItFailed() {
    List<Integer> told = new ArrayList<>();
    int[] failures = {1};
    otherNode.follow(
        now -> {
          told.add(now.size());
          if (now.size() == 2 && failures[0]-- > 0) {
            throw new IllegalStateException("not now");
          }
        });
    north();

    assertThatThrownBy(otherNode::reload).hasMessage("not now");
    otherNode.reload();
    otherNode.reload();

    assertThat(told).containsExactly(1, 2, 2);
  }

  @Test
  void namesAndHostNamesAreOneHubs() {
    north();

    assertRefused(
        ErrorCode.HUB_ALREADY_EXISTS,
        () -> hubs.create(NORTH, List.of("other.example.com"), 1, List.of(), clock));
    assertRefused(
        ErrorCode.HUB_ALREADY_EXISTS,
        () -> hubs.create(new HubName("other"), List.of("north.example.com"), 1, List.of(), clock));
    assertRefused(
        ErrorCode.HUB_ALREADY_EXISTS, () -> hubs.update("north", List.of("127.0.0.1"), null, null));
    assertRefused(
        ErrorCode.ARGUMENT_INVALID, () -> hubs.update("north", List.of("dotless"), null, null));
    assertRefused(ErrorCode.ARGUMENT_INVALID, () -> hubs.update("north", null, -1, null));
    assertRefused(ErrorCode.NOT_FOUND, () -> hubs.update("south", null, 1, null));
    assertThat(hubs.update("north", null, 9, null).weight()).isEqualTo(9);
  }

  @Test
  void anInstallationKeepsANameFromAHubThatHasItAlready() {
    north();

    hubs.ensureDefault(List.of("north.example.com", "new.example.com"));

    assertThat(hubs.byHost("north.example.com")).isEqualTo(NORTH);
    assertThat(hubs.hostNames(HubName.DEFAULT)).contains("new.example.com", "localhost");
  }

  @Test
  void aHubThatIsRemovedIsServedNoMoreAndItsDataGoesSoonAfter() {
    north();
    RegistryService registry = new RegistryService(database.jdbi(), new Outbox(), clock);
    NewIdentity any =
        new NewIdentity(true, null, NewIdentity.sas(null, null), null, false, null, List.of());
    Identity device = Identity.device(NORTH, new DeviceId("d"));
    Identity stays = Identity.device(HubName.DEFAULT, new DeviceId("d"));
    registry.create(device, any);
    registry.create(stays, any);

    hubs.remove("north", clock);
    assertRefused(ErrorCode.NOT_FOUND, () -> hubs.named("north"));
    assertRefused(
        ErrorCode.HUB_ALREADY_EXISTS,
        () -> hubs.create(NORTH, List.of("north.example.com"), 1, List.of(), clock));
    remove();
    assertThat(registry.find(device)).isPresent();

    clock.advance(Duration.ofSeconds(6));
    remove();
    assertThat(registry.find(device)).isEmpty();
    assertThat(registry.find(stays)).isPresent();
    assertThat(cleared).containsExactly(NORTH);
    assertThat(north().name()).isEqualTo(NORTH);
    assertRefused(ErrorCode.ARGUMENT_INVALID, () -> hubs.remove("main", clock));
  }

  @Test
  void aRenewedKeyTakesThePlaceOfOneOfTheTwo() {
    HubPolicies policies = new HubPolicies(database.jdbi());
    HubPolicy before = policies.create(HubName.DEFAULT, "reader", Set.of(Right.REGISTRY_READ));

    HubPolicy after = policies.renewKey(HubName.DEFAULT, "reader", true);

    assertThat(after.primaryKey()).isNotEqualTo(before.primaryKey());
    assertThat(after.secondaryKey()).isEqualTo(before.secondaryKey());
    assertRefused(
        ErrorCode.POLICY_ALREADY_EXISTS,
        () -> policies.create(HubName.DEFAULT, "reader", Set.of(Right.REGISTRY_READ)));
    assertRefused(
        ErrorCode.ARGUMENT_INVALID, () -> policies.create(HubName.DEFAULT, "idle", Set.of()));
    assertRefused(
        ErrorCode.ARGUMENT_INVALID, () -> policies.delete(HubName.DEFAULT, "iothubowner"));
    policies.delete(HubName.DEFAULT, "reader");
    assertRefused(ErrorCode.NOT_FOUND, () -> policies.get(HubName.DEFAULT, "reader"));
  }
}
