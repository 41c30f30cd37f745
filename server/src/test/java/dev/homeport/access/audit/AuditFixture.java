package dev.homeport.access.audit;

import dev.homeport.MutableClock;
import dev.homeport.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An audit log on a database of its own, and a way to get at it behind its back. */
final class AuditFixture implements AutoCloseable {

  static final Instant BEGIN = Instant.parse("2026-01-15T08:30:00.123456Z");
  static final Duration KEPT = Duration.ofDays(90);

  final TestDatabase database;
  final MutableClock clock = new MutableClock(BEGIN);
  final AuditLog log;
  final Checkpoints checkpoints;
  final AuditRetention retention;
  final AuditUpkeep upkeep;
  final AuditVerifier verifier;
  final AuditReader reader;

  AuditFixture(TestDatabase database, Path folder) {
    this.database = database;
    this.log = new AuditLog(database.jdbi(), clock);
    this.checkpoints = new Checkpoints(folder.resolve("audit/checkpoints"));
    this.retention = new AuditRetention(database.jdbi(), log, clock, KEPT);
    this.upkeep = new AuditUpkeep(database.jdbi(), checkpoints, retention, clock);
    this.verifier = new AuditVerifier(database.jdbi(), checkpoints);
    this.reader = new AuditReader(database.jdbi(), Duration.ofSeconds(10));
  }

  static AuditEvent event(String who, String action, String target, Outcome outcome) {
    return new AuditEvent(
        new Actor(Actor.Kind.PERSON, who, "admin"),
        action,
        "main",
        target,
        outcome,
        outcome == Outcome.SUCCEEDED ? 200 : 403,
        outcome == Outcome.SUCCEEDED ? "" : "Forbidden",
        "192.0.2.7",
        "request-1",
        "");
  }

  static AuditEvent event(String target) {
    return event("anna", "updateDevice", target, Outcome.SUCCEEDED);
  }

  /** Records that many events, of the devices 1 and following. */
  void record(int count) {
    for (int i = 1; i <= count; i++) {
      log.record(event("devices/d-" + i));
    }
  }

  /** Does something to the tables that the triggers do not let pass. */
  int tamper(String sql) {
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              handle.execute("SET LOCAL session_replication_role = replica");
              return handle.execute(sql);
            });
  }

  Verdict verify() {
    return verifier.verify(_ -> {});
  }

  List<String> targets(AuditSearch search) {
    List<String> targets = new ArrayList<>();
    String continuation = null;
    do {
      AuditPage page = reader.page(search, continuation, 2);
      page.entries().forEach(entry -> targets.add(entry.event().target()));
      continuation = page.continuation();
    } while (continuation != null);
    return targets;
  }

  @Override
  public void close() {
    log.close();
  }
}
