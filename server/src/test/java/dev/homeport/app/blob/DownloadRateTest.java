package dev.homeport.app.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class DownloadRateTest {

  private final AtomicLong nanos = new AtomicLong(5_000_000_000L);

  @Test
  void grantsNoMoreThanTheRateAndALittleAtOnce() {
    DownloadRate rate = new DownloadRate(1_000_000, 10, nanos::get);

    assertThat(rate.take(100_000)).isZero();
    assertThat(rate.take(50_000)).isZero();
    assertThat(rate.take(50_000)).isEqualTo(50);
    assertThat(rate.take(1)).isEqualTo(100);

    nanos.addAndGet(60_000_000_000L);
    assertThat(rate.take(100_000)).isZero();
    assertThat(rate.take(1_000)).isZero();
    assertThat(rate.take(1)).isEqualTo(1);
  }

  @Test
  void withoutARateNobodyWaits() {
    DownloadRate rate = new DownloadRate(0, 10, nanos::get);

    assertThat(rate.take(Integer.MAX_VALUE)).isZero();
    assertThat(rate.take(Integer.MAX_VALUE)).isZero();
    assertThat(rate.sentBytes()).isEqualTo(2L * Integer.MAX_VALUE);
  }

  @Test
  void soManyGoOnAtTheSameTime() {
    DownloadRate rate = new DownloadRate(0, 2, nanos::get);

    assertThat(rate.begin()).isTrue();
    assertThat(rate.begin()).isTrue();
    assertThat(rate.begin()).isFalse();
    rate.end();
    assertThat(rate.begin()).isTrue();
    assertThat(rate.downloads()).isEqualTo(2);
  }
}
