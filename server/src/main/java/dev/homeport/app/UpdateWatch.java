package dev.homeport.app;

import dev.homeport.HubName;
import dev.homeport.eventlog.EventLog;
import dev.homeport.registry.Hubs;
import dev.homeport.update.deployment.Deployments;
import dev.homeport.update.deployment.UpdateConsumer;
import dev.homeport.update.deployment.UpdateTelemetryConsumer;
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
  private final Hubs hubs;
  private final PerHub telemetry = new PerHub(this::begin);
  private @Nullable UpdateConsumer consumer;

  UpdateWatch(EventLog log, Deployments deployments, Hubs hubs) {
    this.log = log;
    this.deployments = deployments;
    this.hubs = hubs;
  }

  void start(@Observes StartupEvent event) {
    consumer = new UpdateConsumer(log, deployments);
    hubs.follow(telemetry::follow);
  }

  private PerHub.Running begin(HubName hub) {
    return new UpdateTelemetryConsumer(log, hub, deployments)::close;
  }

  void stop(@Observes ShutdownEvent event) {
    telemetry.close();
    if (consumer != null) {
      consumer.close();
    }
    deployments.close();
  }
}
