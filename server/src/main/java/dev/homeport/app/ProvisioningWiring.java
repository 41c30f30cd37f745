package dev.homeport.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.HubName;
import dev.homeport.access.ca.CertificateAuthorities;
import dev.homeport.eventlog.Outbox;
import dev.homeport.provisioning.EnrollmentService;
import dev.homeport.provisioning.ProvisioningAccess;
import dev.homeport.provisioning.ProvisioningService;
import dev.homeport.registry.Hubs;
import dev.homeport.webhook.SignedPost;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Makes the parts of the provisioning service, each once. */
public final class ProvisioningWiring {

  @Produces
  @Singleton
  ProvisioningAccess provisioningAccess(Jdbi jdbi, Clock clock) {
    return new ProvisioningAccess(jdbi, clock);
  }

  @Produces
  @Singleton
  EnrollmentService enrollments(Jdbi jdbi, Hubs hubs, ObjectMapper json, Clock clock) {
    return new EnrollmentService(jdbi, hubs, json, clock, hub -> hubHost(hubs, hub));
  }

  @Produces
  @Singleton
  ProvisioningService provisioning(
      Jdbi jdbi,
      Outbox outbox,
      Hubs hubs,
      SignedPost posts,
      ProvisioningAccess access,
      CertificateAuthorities authorities,
      ObjectMapper json,
      Clock clock) {
    return new ProvisioningService(
        jdbi,
        outbox,
        hubs,
        posts,
        access,
        authorities,
        json,
        clock,
        hub -> hubHost(hubs, hub),
        Main.started().settings().provisioning().rate());
  }

  void stop(@Observes ShutdownEvent event, ProvisioningService provisioning) {
    provisioning.close();
  }

  /** The name by which devices reach a hub: of the first one, the first that the settings name. */
  private static String hubHost(Hubs hubs, HubName hub) {
    return hub.equals(HubName.DEFAULT)
        ? firstHost(Main.started().settings())
        : hubs.hostNames(hub).stream().findFirst().orElseGet(hub::value);
  }

  /** The first name that the settings give, or else the address that the ports are bound to. */
  static String firstHost(Settings settings) {
    return settings.hosts().filter(hosts -> !hosts.isEmpty()).isPresent()
        ? settings.hosts().get().getFirst()
        : settings.localAddress();
  }
}
