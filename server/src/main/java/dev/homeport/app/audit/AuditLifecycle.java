package dev.homeport.app.audit;

import dev.homeport.access.audit.AuditLog;
import dev.homeport.access.audit.AuditUpkeep;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Starts the audit log's upkeep with the server, and ends it. */
@Singleton
public final class AuditLifecycle {

  private final AuditLog log;
  private final AuditUpkeep upkeep;

  public AuditLifecycle(AuditLog log, AuditUpkeep upkeep) {
    this.log = log;
    this.upkeep = upkeep;
  }

  void start(@Observes StartupEvent event) {
    upkeep.start();
  }

  void stop(@Observes ShutdownEvent event) {
    log.close();
    upkeep.close();
  }
}
