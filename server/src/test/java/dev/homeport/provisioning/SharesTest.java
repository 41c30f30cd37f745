package dev.homeport.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.registry.Hub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SharesTest {

  private static final int DEVICES = 1_000;

  private static Hub hub(String name, int weight) {
    return new Hub(
        new HubName(name), List.of(name + ".example.com"), weight, List.of(), Instant.EPOCH);
  }

  private static Map<String, Integer> shares(List<Hub> hubs) {
    Map<String, Integer> shares = new HashMap<>();
    for (int i = 0; i < DEVICES; i++) {
      shares.merge(Shares.choose(hubs, "device-" + i).value(), 1, Integer::sum);
    }
    return shares;
  }

  @Test
  void aThousandDevicesAreSpreadByTheWeightsWithinFivePercent() {
    for (List<Hub> hubs :
        List.of(
            List.of(hub("main", 1), hub("north", 1)),
            List.of(hub("main", 1), hub("north", 3)),
            List.of(hub("main", 5), hub("north", 3), hub("south", 2)),
            List.of(hub("main", 1), hub("east", 1), hub("north", 1), hub("south", 1)))) {
      Map<String, Integer> shares = shares(hubs);
      int sum = hubs.stream().mapToInt(Hub::weight).sum();
      for (Hub hub : hubs) {
        double due = (double) DEVICES * hub.weight() / sum;
        assertThat((double) shares.getOrDefault(hub.name().value(), 0))
            .as("%s of %s", hub.name(), hubs)
            .isCloseTo(due, within(DEVICES * 0.05));
      }
    }
  }

  @Test
  void aHubWithoutWeightGetsNothing() {
    assertThat(shares(List.of(hub("main", 1), hub("north", 0)))).containsOnlyKeys("main");
    assertThatThrownBy(() -> Shares.choose(List.of(hub("main", 0)), "d"))
        .isInstanceOf(HubException.class);
  }

  @Test
  void aHubThatComesTakesDevicesAndMovesNoOthers() {
    List<Hub> before = List.of(hub("main", 2), hub("north", 1));
    List<Hub> after = new ArrayList<>(before);
    after.add(hub("south", 1));

    for (int i = 0; i < DEVICES; i++) {
      HubName then = Shares.choose(after, "device-" + i);
      if (!then.value().equals("south")) {
        assertThat(then).isEqualTo(Shares.choose(before, "device-" + i));
      }
    }
  }

  @Test
  void theOrderOfTheHubsDoesNotMatter() {
    List<Hub> hubs = List.of(hub("main", 2), hub("north", 1), hub("south", 4));

    for (int i = 0; i < DEVICES; i++) {
      assertThat(Shares.choose(hubs.reversed(), "device-" + i))
          .isEqualTo(Shares.choose(hubs, "device-" + i));
    }
  }
}
