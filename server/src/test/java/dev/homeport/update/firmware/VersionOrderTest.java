package dev.homeport.update.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class VersionOrderTest {

  @Test
  void ordersAsSemanticVersioningSays() {
    // https://semver.org/spec/v2.0.0.html §11
    List<String> inOrder =
        List.of(
            "0.9.0",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.9.0",
            "1.10.0",
            "2.0.0",
            "99999999999999999999.0.0");
    List<String> shuffled = new ArrayList<>(inOrder);
    Collections.shuffle(shuffled, new Random(1));

    shuffled.sort(VersionOrder.SEMVER);

    assertThat(shuffled).isEqualTo(inOrder);
  }

  @Test
  void whatIsWrittenInAnotherWayIsTheSame() {
    assertThat(VersionOrder.SEMVER.same("v1.2.3", "1.2.3+build.7")).isTrue();
    assertThat(VersionOrder.SEMVER.same("1.2.3", "1.2.4")).isFalse();
    assertThat(VersionOrder.SEMVER.same("1.2", "1.2.0")).isTrue();
  }

  @Test
  void theRuleCanBeAnother() {
    assertThat(VersionOrder.SEMVER.compare("1.0.0-rc10", "1.0.0-rc9")).isNegative();
    assertThat(VersionOrder.NATURAL.compare("1.0.0-rc10", "1.0.0-rc9")).isPositive();
    assertThat(VersionOrder.of("natural")).contains(VersionOrder.NATURAL);
    assertThat(VersionOrder.of("NATURAL")).isEmpty();
  }
}
