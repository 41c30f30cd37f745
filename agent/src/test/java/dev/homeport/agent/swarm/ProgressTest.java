package dev.homeport.agent.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProgressTest {

  @Test
  void saysHowFarTheSwarmIs() {
    Progress earlier = new Progress(10, 5_000, 1_200, 100, Double.NaN, 900, 0, 0, 0, "");
    Progress now = new Progress(15, 5_000, 2_400, 90, Double.NaN, 2_900, 0, 1, 0, "");

    assertThat(now.since(earlier))
        .isEqualTo(
            "    15 s  2,400 of 5,000 connected, 90 connecting; 2,900 messages, 400/s; 1 methods");
  }

  @Test
  void saysWhatWentWrong() {
    Progress earlier = new Progress(60, 10, 10, 0, 2.04, 100, 0, 0, 0, "");
    Progress now = new Progress(65, 10, 9, 0, 2.04, 110, 3, 0, 2, "closed by the hub");

    assertThat(now.since(earlier))
        .isEqualTo(
            "    65 s  9 of 10 connected (all after 2.0 s); 110 messages, 2/s, 3 skipped; 0 methods;"
                + " 2 losses, the last: closed by the hub");
  }
}
