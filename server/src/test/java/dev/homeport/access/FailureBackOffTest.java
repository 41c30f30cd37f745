package dev.homeport.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.MutableClock;
import dev.homeport.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FailureBackOffTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final FailureBackOff backOff = new FailureBackOff(clock, "user", Duration.ofSeconds(30));

  @Test
  void letsAFewFailuresPass() {
    fail(FailureBackOff.FREE - 1);

    assertThat(waitOf("ann")).isZero();
  }

  @Test
  void doublesTheWaitUpToItsLimit() {
    fail(FailureBackOff.FREE);
    assertThat(waitOf("ann")).isEqualTo(Duration.ofSeconds(1));

    fail(2);
    assertThat(waitOf("ann")).isEqualTo(Duration.ofSeconds(4));

    fail(100);
    assertThat(waitOf("ann")).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void endsTheWaitWhenItsTimeIsOver() {
    fail(FailureBackOff.FREE);
    clock.advance(Duration.ofSeconds(1));

    assertThat(waitOf("ann")).isZero();
  }

  @Test
  void forgetsAfterSuccessAndAfterAWhile() {
    fail(20);
    database.jdbi().useTransaction(handle -> backOff.succeeded(handle, "ann"));
    assertThat(waitOf("ann")).isZero();

    fail(20);
    clock.advance(FailureBackOff.FORGOTTEN_AFTER);
    assertThat(waitOf("ann")).isZero();
    fail(1);
    assertThat(waitOf("ann")).isZero();
  }

  @Test
  void keepsOthersOutOfIt() {
    fail(20);

    assertThat(waitOf("bob")).isZero();
    FailureBackOff addresses = new FailureBackOff(clock, "address", Duration.ofSeconds(30));
    Duration wait = database.jdbi().inTransaction(handle -> addresses.waitOf(handle, "ann"));
    assertThat(wait).isZero();
  }

  @Test
  void deletesWhoWasQuietAndRemembersABoundedNumber() {
    fail(FailureBackOff.FREE);
    clock.advance(FailureBackOff.FORGOTTEN_AFTER.minusMinutes(1));
    fill(FailureBackOff.MAX + 50);
    assertThat(size()).isEqualTo(FailureBackOff.MAX + 51);

    database.jdbi().useTransaction(backOff::forget);
    assertThat(size()).isEqualTo(FailureBackOff.MAX);

    clock.advance(FailureBackOff.FORGOTTEN_AFTER.plusMinutes(1));
    database.jdbi().useTransaction(backOff::forget);
    assertThat(size()).isZero();
  }

  /** Each a microsecond after the one before. */
  private void fill(int count) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO failed_attempt (key, failures, last_at)
                    SELECT sha256(convert_to('other' || i, 'UTF8')), 1,
                      CAST(? AS timestamptz) + i * interval '1 microsecond'
                    FROM generate_series(1, ?) AS i
                    """,
                    clock.instant(),
                    count));
  }

  private int size() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT count(*) FROM failed_attempt")
                    .mapTo(Integer.class)
                    .one());
  }

  private Duration waitOf(String key) {
    return database.jdbi().inTransaction(handle -> backOff.waitOf(handle, key));
  }

  private void fail(int times) {
    database
        .jdbi()
        .useTransaction(
            handle -> {
              for (int i = 0; i < times; i++) {
                backOff.failed(handle, "ann");
              }
            });
  }
}
