package dev.homeport.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ForeignHosts;
import dev.homeport.eventlog.Outbox;
import dev.homeport.transfer.BatchWriter;
import dev.homeport.transfer.Exporter;
import dev.homeport.transfer.FleetChange;
import dev.homeport.transfer.Importer;
import dev.homeport.transfer.RegistryJobs;
import dev.homeport.twin.query.TwinQueries;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Makes the parts that import, export and change many devices, each once. */
public final class TransferWiring {

  @Produces
  @Singleton
  BatchWriter batchWriter(Jdbi jdbi, Outbox outbox, ObjectMapper json, Clock clock) {
    return new BatchWriter(jdbi, outbox, json, clock);
  }

  @Produces
  @Singleton
  Importer importer(BatchWriter writer, ObjectMapper json) {
    return new Importer(writer, json);
  }

  @Produces
  @Singleton
  FleetChange fleetChange(BatchWriter writer, TwinQueries queries, ObjectMapper json) {
    return new FleetChange(writer, queries, json);
  }

  @Produces
  @Singleton
  Exporter exporter(Jdbi jdbi, ObjectMapper json) {
    return new Exporter(jdbi, json);
  }

  @Produces
  @Singleton
  RegistryJobs registryJobs(
      Jdbi jdbi, Exporter exporter, Importer importer, ObjectMapper json, Clock clock) {
    Settings settings = Main.started().settings();
    return new RegistryJobs(
        jdbi,
        exporter,
        importer,
        json,
        new ForeignHosts(settings.transfer().containersOnOwnMachine()),
        clock,
        settings.jobs().retention());
  }
}
