package dev.homeport.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.HubName;
import dev.homeport.app.account.FirstAdmin;
import dev.homeport.app.account.SignIn;
import dev.homeport.app.tls.ServerTls;
import dev.homeport.eventlog.EventLog;
import dev.homeport.eventlog.OutboxRelay;
import dev.homeport.gateway.EventDispatcher;
import dev.homeport.gateway.Sessions;
import dev.homeport.gateway.mqtt.MqttListener;
import dev.homeport.gateway.mqtt.MqttServices;
import dev.homeport.gateway.mqtt.MqttWebSocket;
import dev.homeport.job.JobScheduler;
import dev.homeport.messaging.CommandQueue;
import dev.homeport.messaging.ExpirySweep;
import dev.homeport.messaging.FeedbackQueue;
import dev.homeport.provisioning.ProvisioningAccess;
import dev.homeport.provisioning.ProvisioningPolicy;
import dev.homeport.registry.HubPolicy;
import dev.homeport.registry.Hubs;
import dev.homeport.twin.TwinService;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens this node's edges when all below is ready, and closes them in the opposite order. */
@Singleton
public final class Edges {

  private final MqttServices mqtt;
  private final Sessions sessions;
  private final OutboxRelay relay;
  private final EventLog log;
  private final TwinService twins;
  private final Hubs hubs;
  private final ProvisioningAccess provisioning;
  private final ObjectMapper json;
  private final ExpirySweep sweep;
  private final JobScheduler jobs;
  private final MqttListener listener;
  private @Nullable EventDispatcher dispatcher;

  @SuppressWarnings("deprecation") // the event loops are shared with the HTTP server
  Edges(
      Vertx vertx,
      MqttServices mqtt,
      Sessions sessions,
      OutboxRelay relay,
      EventLog log,
      TwinService twins,
      Hubs hubs,
      ProvisioningAccess provisioning,
      ObjectMapper json,
      CommandQueue commands,
      FeedbackQueue feedback,
      JobScheduler jobs,
      SignIn signIn) {
    // Taken so that the first account is there before the endpoints are told.
    Objects.requireNonNull(signIn);
    this.mqtt = mqtt;
    this.sessions = sessions;
    this.relay = relay;
    this.log = log;
    this.twins = twins;
    this.hubs = hubs;
    this.provisioning = provisioning;
    this.json = json;
    this.jobs = jobs;
    this.sweep = new ExpirySweep(commands, feedback);
    this.listener = new MqttListener(vertx.nettyEventLoopGroup(), mqtt);
  }

  void route(@Observes Router router) {
    MqttWebSocket socket = new MqttWebSocket(mqtt);
    for (String path : MqttWebSocket.PATHS) {
      // The path holds a "$", so it is matched as text, before all other routes.
      router
          .route()
          .order(Integer.MIN_VALUE)
          .handler(
              context -> {
                if (path.equals(context.request().path())) {
                  socket.handle(context.request());
                } else {
                  context.next();
                }
              });
    }
  }

  void start(@Observes StartupEvent event) {
    Instant begin = Instant.now();
    Settings settings = Main.started().settings();
    sessions.start();
    relay.start();
    sweep.start();
    dispatcher = new EventDispatcher(log, sessions, json, begin);
    listener.open(
        settings.bind(),
        settings.ports().mqtts(),
        ServerTls.context(Main.started().identity(), ServerTls.fastest()));
    if (settings.ports().mqtt() != 0) {
      listener.open(settings.bind(), settings.ports().mqtt(), null);
    }
    jobs.start();
  }

  /** Tells the command line how to reach this server, once HTTPS is open too. */
  void announce() {
    Settings settings = Main.started().settings();
    HubPolicy owner = hubs.policy(HubName.DEFAULT, "iothubowner").orElseThrow();
    ProvisioningPolicy enroller = provisioning.policy(ProvisioningAccess.OWNER).orElseThrow();
    String port = settings.ports().https() == 443 ? "" : ":" + settings.ports().https();
    String host = settings.localAddress();
    Path file = settings.data().resolve("run/endpoints.env");
    String lines =
        """
        export HOMEPORT_CONSOLE_URL='https://%s%s/console/'
        export HOMEPORT_ADMIN_USER='%s'
        export HOMEPORT_ADMIN_PASSWORD='%s'
        export HOMEPORT_CA_FILE='%s'
        export IOTHUB_CONNECTION_STRING='HostName=%s;SharedAccessKeyName=iothubowner;SharedAccessKey=%s'
        export HOMEPORT_ID_SCOPE='%s'
        export HOMEPORT_PROVISIONING_HOST='%s'
        export IOTHUB_PROVISIONING_CONNECTION_STRING='HostName=%s;SharedAccessKeyName=%s;SharedAccessKey=%s'
        export KAFKA_BOOTSTRAP_SERVERS='%s'
        """
            .formatted(
                host,
                port,
                settings.admin().user(),
                FirstAdmin.initialPassword(settings.data()),
                Main.started().identity().caFile().toAbsolutePath(),
                host,
                owner.primaryKey().reveal(),
                provisioning.idScope(),
                host,
                host,
                enroller.name(),
                enroller.primaryKey().reveal(),
                Main.started().engines().bootstrapServers());
    try {
      Path fresh = file.resolveSibling("endpoints.new");
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, lines);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    jobs.close();
    listener.close();
    sessions.close();
    if (dispatcher != null) {
      dispatcher.close();
    }
    sweep.close();
    twins.close();
    relay.close();
    log.close();
  }
}
