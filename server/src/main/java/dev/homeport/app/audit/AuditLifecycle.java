package dev.homeport.app.audit;

import dev.homeport.access.audit.AuditLog;
import dev.homeport.access.audit.AuditUpkeep;
import dev.homeport.access.audit.OpenCalls;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Starts the audit log's upkeep with the server, and ends it. */
@Singleton
public final class AuditLifecycle {

  private final AuditLog log;
  private final OpenCalls calls;
  private final AuditUpkeep upkeep;

  public AuditLifecycle(AuditLog log, OpenCalls calls, AuditUpkeep upkeep) {
    this.log = log;
    this.calls = calls;
    this.upkeep = upkeep;
  }

  void start(@Observes StartupEvent event) {
    calls.recover(log);
    upkeep.start();
  }

  void stop(@Observes ShutdownEvent event) {
    log.close();
    calls.close();
    upkeep.close();
  }
}
