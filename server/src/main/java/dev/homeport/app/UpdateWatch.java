package dev.homeport.app;

import dev.homeport.HubName;
import dev.homeport.eventlog.EventLog;
import dev.homeport.update.deployment.Deployments;
import dev.homeport.update.deployment.UpdateConsumer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Has what devices say about updates read, from the start of this node to its stop. */
@Singleton
public final class UpdateWatch {

  private final EventLog log;
  private final Deployments deployments;
  private @Nullable UpdateConsumer consumer;

  UpdateWatch(EventLog log, Deployments deployments) {
    this.log = log;
    this.deployments = deployments;
  }

  void start(@Observes StartupEvent event) {
    consumer = new UpdateConsumer(log, HubName.DEFAULT, deployments);
  }

  void stop(@Observes ShutdownEvent event) {
    if (consumer != null) {
      consumer.close();
    }
    deployments.close();
  }
}
