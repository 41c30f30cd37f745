package dev.homeport.app.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ByteRangeTest {

  private static ByteRange of(String header) {
    return ByteRange.of(header, 1_000);
  }

  @Test
  void readsOneRange() {
    assertThat(of("bytes=0-99")).isEqualTo(new ByteRange.Part(0, 99));
    assertThat(of("bytes=900-")).isEqualTo(new ByteRange.Part(900, 999));
    assertThat(of("bytes=990-2000")).isEqualTo(new ByteRange.Part(990, 999));
    assertThat(of("Bytes=-10")).isEqualTo(new ByteRange.Part(990, 999));
    assertThat(of("bytes=-5000")).isEqualTo(new ByteRange.Part(0, 999));
  }

  @Test
  void knowsWhatIsNotThere() {
    assertThat(List.of(of("bytes=1000-"), of("bytes=1000-1001"), of("bytes=-0")))
        .containsOnly(new ByteRange.Unsatisfiable());
    assertThat(ByteRange.of("bytes=0-", 0)).isEqualTo(new ByteRange.Unsatisfiable());
  }

  @Test
  void passesOverWhatIsNoRangeOrMoreThanOne() {
    assertThat(
            List.of(
                ByteRange.of(null, 1_000),
                of("bytes=-"),
                of("bytes=9-3"),
                of("bytes=0-1,5-6"),
                of("lines=0-1"),
                of("bytes=99999999999999999999-")))
        .containsOnly(new ByteRange.Whole());
  }
}
