package dev.homeport.agent.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class VersionTest {

  @Test
  void comesInTheOrderOfSemanticVersioning() {
    List<String> inOrder =
        List.of(
            "0.9",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.2.0",
            "1.10.0",
            "2.0.0-SNAPSHOT",
            "2.0.0",
            "2.0.0.1");
    for (int i = 0; i < inOrder.size(); i++) {
      for (int j = 0; j < inOrder.size(); j++) {
        assertThat(
                Integer.signum(new Version(inOrder.get(i)).compareTo(new Version(inOrder.get(j)))))
            .as("%s and %s", inOrder.get(i), inOrder.get(j))
            .isEqualTo(Integer.signum(Integer.compare(i, j)));
      }
    }
  }

  @Test
  void areTheSameWithAndWithoutWhatDoesNotCount() {
    assertThat(new Version("v1.2.0+build.7")).isEqualByComparingTo(new Version("1.2"));
  }
}
