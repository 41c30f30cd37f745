package dev.homeport.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.HubException;
import dev.homeport.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class AuditReaderTest {

  private static final Instant FIRST = AuditFixture.BEGIN;

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir private Path folder;
  private AuditFixture audit;

  /** Five events, twenty days from one to the next. */
  @BeforeEach
  void fill() {
    audit = new AuditFixture(database, folder);
    record("anna", "createDevice", "devices/d-1", Outcome.SUCCEEDED);
    record("ben", "deleteDevice", "devices/d-1", Outcome.DENIED);
    record("anna", "deleteDevice", "devices/d-1", Outcome.SUCCEEDED);
    record("anna", "createGroup", "groups/100%_north", Outcome.FAILED);
    record("ben", "createDevice", "devices/d-2", Outcome.SUCCEEDED);
  }

  private void record(String who, String action, String target, Outcome outcome) {
    audit.log.record(AuditFixture.event(who, action, target, outcome));
    audit.clock.advance(Duration.ofDays(20));
  }

  @AfterEach
  void close() {
    audit.close();
  }

  private static AuditSearch search(
      @Nullable String who,
      @Nullable String action,
      @Nullable String target,
      @Nullable Outcome outcome,
      @Nullable String text) {
    return new AuditSearch(null, null, who, action, target, outcome, text);
  }

  @Test
  void pagesLeadFromTheNewestToTheOldest() {
    assertThat(audit.targets(AuditSearch.ALL))
        .containsExactly(
            "devices/d-2", "groups/100%_north", "devices/d-1", "devices/d-1", "devices/d-1");
  }

  @Test
  void entriesThatCameAtTheSameTimeArePagedToo() {
    for (int i = 0; i < 7; i++) {
      audit.log.record(AuditFixture.event("devices/same-" + i));
    }

    assertThat(audit.targets(AuditSearch.ALL))
        .hasSize(12)
        .contains("devices/same-0", "devices/same-6");
  }

  @Test
  void eachFilterFindsWhatItNames() {
    assertThat(audit.targets(search("ben", null, null, null, null)))
        .containsExactly("devices/d-2", "devices/d-1");
    assertThat(audit.targets(search(null, "deleteDevice", null, null, null)))
        .containsExactly("devices/d-1", "devices/d-1");
    assertThat(audit.targets(search(null, null, "devices/d-1", null, null))).hasSize(3);
    assertThat(audit.targets(search(null, null, null, Outcome.FAILED, null)))
        .containsExactly("groups/100%_north");
    assertThat(
            audit.targets(search("ben", "deleteDevice", "devices/d-1", Outcome.DENIED, "FORBID")))
        .containsExactly("devices/d-1");
    assertThat(audit.targets(search("ben", "deleteDevice", null, Outcome.SUCCEEDED, null)))
        .isEmpty();
  }

  @Test
  void timesAreFromTheFirstMomentAndBeforeTheLast() {
    Instant from = FIRST.plus(Duration.ofDays(20));
    Instant to = FIRST.plus(Duration.ofDays(60));

    assertThat(audit.targets(new AuditSearch(from, to, null, null, null, null, null)))
        .containsExactly("devices/d-1", "devices/d-1");
  }

  @Test
  void textIsFoundInAnyCaseAndAsItIsWritten() {
    assertThat(audit.targets(search(null, null, null, null, "NORTH"))).hasSize(1);
    assertThat(audit.targets(search(null, null, null, null, "0%_n"))).hasSize(1);
    assertThat(audit.targets(search(null, null, null, null, "0%n"))).isEmpty();
    assertThat(audit.targets(search(null, null, null, null, "d_1"))).isEmpty();
    assertThat(audit.targets(search(null, null, null, null, "192.0.2"))).hasSize(5);
  }

  @Test
  void aContinuationOfAnotherSortIsRefused() {
    for (String wrong : List.of("", "1", "x-y", "1-1-1", "9999999999999999999-1")) {
      assertThatThrownBy(() -> audit.reader.page(AuditSearch.ALL, wrong, 10))
          .isInstanceOf(HubException.class);
    }
  }

  @Test
  void anExportIsInTheOrderOfTime() throws Exception {
    List<Long> numbers = new ArrayList<>();

    long count =
        audit.reader.each(
            search("anna", null, null, null, null), entry -> numbers.add(entry.seq()));

    assertThat(count).isEqualTo(3);
    assertThat(numbers).containsExactly(1L, 3L, 4L);
  }

  @Test
  void theActionsThatThereAreAreListedOnce() {
    assertThat(audit.reader.actions())
        .containsExactly("createDevice", "createGroup", "deleteDevice");
  }
}
