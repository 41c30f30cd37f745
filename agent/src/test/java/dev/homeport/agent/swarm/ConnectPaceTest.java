package dev.homeport.agent.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ConnectPaceTest {

  private final List<Integer> connects = new ArrayList<>();

  private ConnectPace pace(int perSecond, int atATime, int waiting) {
    ConnectPace pace = new ConnectPace(perSecond, atATime, 0);
    for (int i = 0; i < waiting; i++) {
      int number = i;
      pace.request(() -> connects.add(number));
    }
    return pace;
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void letsSoManyConnectASecondInTheirOrder() {
    ConnectPace pace = pace(100, 1_000, 1_000);
    for (int now = 10; now <= 1_000; now += 10) {
      pace.tick(millis(now));
    }
    assertThat(connects).hasSizeBetween(99, 101).isSorted().startsWith(0);
  }

  @Test
  void letsSoManyConnectAtATime() {
    ConnectPace pace = pace(1_000, 5, 20);
    pace.tick(millis(500));
    pace.tick(millis(1_000));
    assertThat(connects).hasSize(5);

    pace.finished();
    pace.finished();
    pace.tick(millis(1_500));

    assertThat(connects).hasSize(7);
  }

  @Test
  void makesUpForNoMoreThanATenthOfASecond() {
    ConnectPace pace = pace(100, 1_000, 1_000);
    pace.tick(millis(60_000));
    assertThat(connects).hasSize(10);
  }

  @Test
  void letsOneConnectEvenAtASlowPace() {
    ConnectPace pace = pace(1, 10, 3);
    pace.tick(millis(900));
    assertThat(connects).isEmpty();
    pace.tick(millis(1_000));
    assertThat(connects).hasSize(1);
  }

  @Test
  void runsNobodyTwice() {
    ConnectPace pace = pace(100, 10, 1);
    pace.tick(millis(100));
    pace.tick(millis(200));
    assertThat(connects).containsExactly(0);
  }
}
