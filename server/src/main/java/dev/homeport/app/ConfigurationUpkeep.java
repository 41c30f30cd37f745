package dev.homeport.app;

import dev.homeport.configuration.ConfigurationService;
import dev.homeport.configuration.EvaluationConsumer;
import dev.homeport.configuration.Sweeper;
import dev.homeport.eventlog.EventLog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Keeps the twins at what their configurations say, from the start of this node to its stop. */
@Singleton
public final class ConfigurationUpkeep {

  private final EventLog log;
  private final ConfigurationService configurations;
  private final Sweeper sweeper;
  private @Nullable EvaluationConsumer consumer;

  ConfigurationUpkeep(EventLog log, ConfigurationService configurations, Sweeper sweeper) {
    this.log = log;
    this.configurations = configurations;
    this.sweeper = sweeper;
  }

  void start(@Observes StartupEvent event) {
    sweeper.start(configurations);
    consumer = new EvaluationConsumer(log, configurations);
  }

  void stop(@Observes ShutdownEvent event) {
    if (consumer != null) {
      consumer.close();
    }
    sweeper.close();
  }
}
