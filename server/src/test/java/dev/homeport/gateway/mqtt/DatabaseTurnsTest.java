package dev.homeport.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DatabaseTurnsTest {

  @Test
  void aStormLeavesAQuarterOfThePoolToOthers() throws Exception {
    DatabaseTurns turns = new DatabaseTurns(16);
    AtomicInteger asking = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(12);
    CountDownLatch answer = new CountDownLatch(1);
    try (ExecutorService devices = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked =
          IntStream.range(0, 1_000)
              .mapToObj(
                  i ->
                      devices.submit(
                          () ->
                              turns.take(
                                  () -> {
                                    asking.incrementAndGet();
                                    full.countDown();
                                    awaitQuietly(answer);
                                    return i;
                                  })))
              .toList();
      full.await();
      assertThat(asking).hasValue(12);

      answer.countDown();

      for (int i = 0; i < asked.size(); i++) {
        assertThat(asked.get(i).get()).isEqualTo(i);
      }
    }
  }

  @Test
  void aFailureGivesTheTurnBack() {
    DatabaseTurns turns = new DatabaseTurns(1);

    assertThatThrownBy(
            () ->
                turns.take(
                    () -> {
                      throw new IllegalStateException("the database is away");
                    }))
        .hasMessage("the database is away");

    assertThat(turns.take(() -> "back")).isEqualTo("back");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
