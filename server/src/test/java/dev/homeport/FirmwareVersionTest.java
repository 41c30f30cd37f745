package dev.homeport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FirmwareVersionTest {

  @Test
  void sortsNumbersAsNumbersAndCandidatesBeforeTheirRelease() {
    List<FirmwareVersion> inOrder =
        Stream.of(
                "0.9",
                "v1.0.0-alpha",
                "1.0-rc1",
                "1.0-rc2",
                "1.0-rc10",
                "1.0",
                "1.0.1",
                "1.9",
                "1.10",
                "2.0+build.7",
                "10.0",
                "123456789012345678901234567890.0")
            .map(FirmwareVersion::new)
            .toList();
    List<FirmwareVersion> shuffled = new ArrayList<>(inOrder);
    Collections.shuffle(shuffled, new Random(7));

    Collections.sort(shuffled);

    assertThat(shuffled).isEqualTo(inOrder);
  }

  @Test
  void takesDifferentSpellingsForTheSameVersion() {
    assertThat(new FirmwareVersion("v1.2")).isEqualByComparingTo(new FirmwareVersion("1.02.0"));
    assertThat(new FirmwareVersion("1.2+a")).isEqualByComparingTo(new FirmwareVersion(" 1.2+b "));
  }
}
