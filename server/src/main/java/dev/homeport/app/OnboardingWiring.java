package dev.homeport.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.eventlog.EventLog;
import dev.homeport.eventlog.Outbox;
import dev.homeport.onboarding.ClaimCodes;
import dev.homeport.onboarding.DeviceAuthority;
import dev.homeport.onboarding.FirstConnections;
import dev.homeport.onboarding.Onboarding;
import dev.homeport.onboarding.RecordImport;
import dev.homeport.onboarding.Records;
import dev.homeport.onboarding.StatusHooks;
import dev.homeport.provisioning.EnrollmentService;
import dev.homeport.twin.group.GroupService;
import dev.homeport.webhook.SignedPost;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Makes the parts that bring devices from the factory to a hub, each once, and notices first
 * connections from the start of this node to its stop.
 */
@Singleton
public final class OnboardingWiring {

  private final EventLog log;
  private final Jdbi jdbi;
  private final Outbox outbox;
  private final ObjectMapper json;
  private final Clock clock;
  private @Nullable FirstConnections connections;

  OnboardingWiring(EventLog log, Jdbi jdbi, Outbox outbox, ObjectMapper json, Clock clock) {
    this.log = log;
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.json = json;
    this.clock = clock;
  }

  @Produces
  @Singleton
  static Records records(Jdbi jdbi, Clock clock) {
    return new Records(jdbi, clock);
  }

  @Produces
  @Singleton
  static RecordImport recordImport(Jdbi jdbi, Clock clock) {
    return new RecordImport(jdbi, clock);
  }

  @Produces
  @Singleton
  static Onboarding onboarding(
      Jdbi jdbi,
      Outbox outbox,
      GroupService groups,
      EnrollmentService enrollments,
      ObjectMapper json,
      Clock clock) {
    return new Onboarding(
        jdbi,
        outbox,
        groups,
        new DeviceAuthority(jdbi, clock),
        new RecordEnroller(enrollments, json),
        json,
        clock);
  }

  @Produces
  @Singleton
  static ClaimCodes claimCodes(Jdbi jdbi, Onboarding onboarding, Outbox outbox, Clock clock) {
    return new ClaimCodes(jdbi, onboarding, outbox, clock);
  }

  @Produces
  @Singleton
  static StatusHooks statusHooks(Jdbi jdbi, SignedPost posts, Clock clock) {
    return new StatusHooks(jdbi, posts, clock);
  }

  void start(@Observes StartupEvent event) {
    connections = new FirstConnections(log, jdbi, outbox, json, clock);
  }

  void stop(@Observes ShutdownEvent event) {
    if (connections != null) {
      connections.close();
    }
  }
}
