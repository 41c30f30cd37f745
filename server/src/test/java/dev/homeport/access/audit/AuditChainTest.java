package dev.homeport.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chain of the audit log, and what shows when somebody has been at it. */
final class AuditChainTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir private Path folder;
  private AuditFixture audit;

  @BeforeEach
  void open() {
    audit = new AuditFixture(database, folder);
  }

  @AfterEach
  void close() {
    audit.close();
  }

  @Test
  void anEmptyLogIsIntact() {
    assertThat(audit.verify()).isEqualTo(new Verdict.Intact(0, 1, 0, Chain.GENESIS));
  }

  @Test
  void entriesAreNumberedWithoutGapsAndLinked() {
    AuditEntry first = audit.log.record(AuditFixture.event("devices/d-1"));
    audit.clock.advance(Duration.ofSeconds(3));
    AuditEntry second = audit.log.record(AuditFixture.event("devices/d-2"));

    assertThat(first.seq()).isEqualTo(1);
    assertThat(second.seq()).isEqualTo(2);
    assertThat(second.at()).isEqualTo(AuditFixture.BEGIN.plusSeconds(3));
    assertThat(second.hash())
        .isEqualTo(Chain.hash(first.hash(), 2, second.at(), second.event()))
        .isNotEqualTo(Chain.hash(Chain.GENESIS, 2, second.at(), second.event()));
    assertThat(audit.verify()).isEqualTo(new Verdict.Intact(2, 1, 2, second.hash()));
  }

  /** So that who reads docs/audit.md can compute it with a tool of their own. */
  @Test
  void theHashIsTheOneThatTheDocumentationTellsHowToCompute() {
    assertThat(Chain.hash(Chain.GENESIS, 1, AuditFixture.BEGIN, AuditFixture.event("devices/d-1")))
        .isEqualTo("46f6c3d89a7be19fdf523db3919e1d080b7e8a0370e702c7c9c1a8358f34d68b");
  }

  @Test
  void whatComesFromTwoNodesAtOnceIsOneChain() throws Exception {
    try (AuditLog other = new AuditLog(database.jdbi(), audit.clock);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<AuditEntry>> entries =
          IntStream.range(0, 600)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () ->
                              (i % 2 == 0 ? audit.log : other)
                                  .record(AuditFixture.event("devices/d-" + i)),
                          threads))
              .toList();

      assertThat(entries.stream().map(entry -> entry.join().seq()))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(1, 600).mapToObj(Long::valueOf).toList());
    }
    assertThat(audit.verify())
        .isInstanceOfSatisfying(
            Verdict.Intact.class, intact -> assertThat(intact.entries()).isEqualTo(600));
  }

  @Test
  void timeDoesNotGoBackWhenAClockDoes() {
    AuditEntry first = audit.log.record(AuditFixture.event("devices/d-1"));
    audit.clock.advance(Duration.ofHours(-2));
    AuditEntry second = audit.log.record(AuditFixture.event("devices/d-2"));

    assertThat(second.at()).isEqualTo(first.at());
    assertThat(audit.verify()).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void whatCannotBeStoredIsReplacedRatherThanLost() {
    AuditEntry entry =
        audit.log.record(AuditFixture.event("devices/a\0b\uD800c" + "d".repeat(600)));

    assertThat(entry.event().target()).startsWith("devices/a\uFFFDb\uFFFDcdd").hasSize(512);
    assertThat(audit.verify()).isInstanceOf(Verdict.Intact.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit_entry SET who = 'ben' WHERE seq = 2",
        "DELETE FROM audit_entry WHERE seq = 2",
        "UPDATE audit_entry_2026_01 SET who = 'ben' WHERE seq = 2",
        "DELETE FROM audit_entry_2026_01 WHERE seq = 2",
        "TRUNCATE audit_entry",
        "TRUNCATE audit_entry_2026_01"
      })
  void theDatabaseRefusesToChangeEntries(String sql) {
    audit.record(3);

    assertThatThrownBy(() -> database.jdbi().useHandle(handle -> handle.execute(sql)))
        .hasMessageContaining("entries of the audit log are never changed or deleted");
    assertThat(audit.verify()).isInstanceOf(Verdict.Intact.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at = at + interval '1 microsecond'",
        "kind = 'token'",
        "who = 'ben'",
        "role = 'viewer'",
        "action = 'deleteDevice'",
        "hub = ''",
        "target = 'devices/d-4'",
        "outcome = 'denied'",
        "status = 201",
        "code = 'Forbidden'",
        "address = '192.0.2.8'",
        "request_id = ''",
        "detail = 'x'",
        "who = 'annaadmin', role = ''",
        "hash = decode(repeat('ab', 32), 'hex')"
      })
  void aChangedFieldIsFound(String change) {
    for (int i = 1; i <= 5; i++) {
      audit.log.record(AuditFixture.event("devices/d-" + i));
      audit.clock.advance(Duration.ofSeconds(1));
    }

    assertThat(audit.tamper("UPDATE audit_entry SET " + change + " WHERE seq = 3")).isEqualTo(1);

    assertThat(audit.verify())
        .isEqualTo(new Verdict.Broken(2, 3, "its content does not match its hash"));
  }

  @Test
  void anEntryThatWasTakenOutIsFound() {
    audit.record(5);

    audit.tamper("DELETE FROM audit_entry WHERE seq = 3");

    assertThat(audit.verify())
        .isEqualTo(new Verdict.Broken(2, 3, "it is missing: entry 4 follows entry 2"));
  }

  @Test
  void theFirstEntryThatWasTakenOutIsFound() {
    audit.record(3);

    audit.tamper("DELETE FROM audit_entry WHERE seq = 1");

    assertThat(audit.verify())
        .isEqualTo(new Verdict.Broken(0, 1, "it is missing: entry 2 follows entry 0"));
  }

  @Test
  void aLogThatWasEmptiedIsFound() {
    audit.record(3);

    audit.tamper("DELETE FROM audit_entry");

    assertThat(audit.verify()).isEqualTo(new Verdict.Broken(0, 1, "entries 1 to 3 are missing"));
  }

  @Test
  void anEntryThatWasPutInIsFound() {
    audit.record(3);

    audit.tamper(
        """
        INSERT INTO audit_entry
        SELECT seq, at + interval '1 microsecond', kind, 'ben', role, action, hub, target, outcome,
               status, code, address, request_id, detail, hash
        FROM audit_entry WHERE seq = 3
        """);
    audit.record(1);

    assertThat(audit.verify())
        .isEqualTo(new Verdict.Broken(4, 3, "there is more than one entry of this number"));
  }

  @Test
  void anEndThatWasCutOffIsFoundByTheHead() {
    audit.record(5);

    audit.tamper("DELETE FROM audit_entry WHERE seq > 3");

    assertThat(audit.verify()).isEqualTo(new Verdict.Broken(3, 4, "entries 4 to 5 are missing"));
  }

  @Test
  void anEndThatWasCutOffWithTheHeadIsFoundByTheCheckpoint() {
    audit.record(5);
    audit.upkeep.checkpoint();

    audit.tamper("DELETE FROM audit_entry WHERE seq > 3");
    audit.tamper(
        "UPDATE audit_head SET (seq, hash) = (SELECT seq, hash FROM audit_entry WHERE seq = 3)");

    assertThat(audit.verify())
        .isEqualTo(new Verdict.Broken(3, 4, "it is missing: a checkpoint knows entry 5"));
  }

  @Test
  void aChainThatWasWrittenAnewIsFoundByTheCheckpoint() {
    audit.record(3);
    audit.upkeep.checkpoint();

    audit.tamper("DELETE FROM audit_entry");
    audit.tamper("UPDATE audit_head SET seq = 0, hash = decode(repeat('00', 32), 'hex')");
    for (int i = 1; i <= 4; i++) {
      audit.log.record(
          AuditFixture.event("ben", "readDevice", "devices/d-" + i, Outcome.SUCCEEDED));
    }

    assertThat(audit.verify())
        .isEqualTo(
            new Verdict.Broken(
                3, 3, "it is another one than at a checkpoint: the chain was written anew"));
  }

  @Test
  void aCheckpointThatBrokeOffIsNoFault() throws Exception {
    audit.record(2);
    audit.upkeep.checkpoint();
    Files.writeString(folder.resolve("audit/checkpoints"), "2 0abc", StandardOpenOption.APPEND);

    assertThat(audit.verify()).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void oldMonthsAreDroppedAndTheRestCanStillBeChecked() {
    audit.record(4);
    audit.upkeep.checkpoint();
    audit.clock.advance(Duration.ofDays(31));
    audit.record(2);
    audit.clock.advance(AuditFixture.KEPT);

    audit.upkeep.turn();

    assertThat(audit.verify())
        .isInstanceOfSatisfying(
            Verdict.Intact.class,
            intact -> {
              assertThat(intact.first()).isEqualTo(5);
              assertThat(intact.last()).isEqualTo(7);
              assertThat(intact.entries()).isEqualTo(3);
            });
    assertThat(audit.targets(AuditSearch.ALL))
        .containsExactly("audit/2026-01", "devices/d-2", "devices/d-1");
    assertThat(audit.checkpoints.all()).map(Checkpoint::seq).containsExactly(7L);
  }

  @Test
  void aMonthIsKeptUntilAllOfItIsOldEnough() {
    audit.record(1);
    audit.clock.advance(Duration.ofDays(31));
    audit.record(1);
    // The end of January plus 90 days is the first of May.
    audit.clock.advance(Duration.ofDays(74));

    audit.upkeep.turn();

    assertThat(audit.targets(AuditSearch.ALL)).hasSize(2);
  }

  @Test
  void droppedEntriesThatNoEntryTellsOfAreFound() {
    audit.record(4);
    AuditEntry last = audit.log.record(AuditFixture.event("devices/d-5"));
    audit.log.record(AuditFixture.event("devices/d-6"));

    audit.tamper("DELETE FROM audit_entry WHERE seq <= 5");
    audit.tamper(
        "UPDATE audit_head SET anchor_seq = 5, anchor_hash = decode('" + last.hash() + "', 'hex')");

    assertThat(audit.verify())
        .isInstanceOfSatisfying(
            Verdict.Broken.class, broken -> assertThat(broken.seq()).isEqualTo(5));
  }
}
