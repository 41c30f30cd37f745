package dev.homeport.app;

import dev.homeport.access.audit.AuditLog;
import dev.homeport.access.audit.AuditReader;
import dev.homeport.access.audit.AuditRetention;
import dev.homeport.access.audit.AuditUpkeep;
import dev.homeport.access.audit.AuditVerifier;
import dev.homeport.access.audit.Checkpoints;
import dev.homeport.access.audit.OpenCalls;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Makes the parts of the audit log, each once. */
public final class AuditWiring {

  @Produces
  @Singleton
  AuditLog auditLog(Jdbi jdbi, Clock clock) {
    return new AuditLog(jdbi, clock);
  }

  @Produces
  @Singleton
  AuditReader auditReader(Jdbi jdbi) {
    return new AuditReader(jdbi, Main.started().settings().query().timeout());
  }

  @Produces
  @Singleton
  Checkpoints auditCheckpoints() {
    return new Checkpoints(Main.started().settings().data().resolve("audit/checkpoints"));
  }

  @Produces
  @Singleton
  OpenCalls auditOpenCalls() {
    return new OpenCalls(Main.started().settings().data().resolve("audit/open"));
  }

  @Produces
  @Singleton
  AuditVerifier auditVerifier(Jdbi jdbi, Checkpoints checkpoints) {
    return new AuditVerifier(jdbi, checkpoints);
  }

  @Produces
  @Singleton
  AuditUpkeep auditUpkeep(Jdbi jdbi, AuditLog log, Checkpoints checkpoints, Clock clock) {
    AuditRetention retention =
        new AuditRetention(jdbi, log, clock, Main.started().settings().audit().retention());
    return new AuditUpkeep(jdbi, checkpoints, retention, clock);
  }
}
