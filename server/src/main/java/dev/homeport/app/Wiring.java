package dev.homeport.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.homeport.access.Authenticator;
import dev.homeport.access.ca.CertificateAuthorities;
import dev.homeport.access.ca.ChainVerifier;
import dev.homeport.alert.SecuritySignals;
import dev.homeport.app.engine.Database;
import dev.homeport.configuration.ConfigurationService;
import dev.homeport.configuration.Sweeper;
import dev.homeport.eventlog.EventLog;
import dev.homeport.eventlog.KafkaCluster;
import dev.homeport.eventlog.Outbox;
import dev.homeport.eventlog.OutboxRelay;
import dev.homeport.gateway.Node;
import dev.homeport.gateway.NodeClient;
import dev.homeport.gateway.NodeLink;
import dev.homeport.gateway.NodeSecret;
import dev.homeport.gateway.SessionDirectory;
import dev.homeport.gateway.Sessions;
import dev.homeport.gateway.mqtt.DatabaseTurns;
import dev.homeport.gateway.mqtt.MqttServices;
import dev.homeport.gateway.mqtt.SubscriptionStore;
import dev.homeport.job.DeviceJobs;
import dev.homeport.messaging.CommandQueue;
import dev.homeport.messaging.FeedbackQueue;
import dev.homeport.messaging.MethodService;
import dev.homeport.messaging.TelemetryIngest;
import dev.homeport.provisioning.ProvisioningService;
import dev.homeport.registry.HubPolicies;
import dev.homeport.registry.Hubs;
import dev.homeport.registry.RegistryService;
import dev.homeport.twin.TwinJson;
import dev.homeport.twin.TwinService;
import dev.homeport.twin.group.GroupService;
import dev.homeport.twin.group.GroupStore;
import dev.homeport.twin.query.QueryIndexes;
import dev.homeport.twin.query.TwinQueries;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** Makes the parts, each once; what a part needs stands in its constructor. */
public final class Wiring {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  ObjectMapper json() {
    return TwinJson.mapper();
  }

  @Produces
  @Singleton
  HikariDataSource database() {
    Database database = Main.started().engines().database();
    HikariConfig config = new HikariConfig();
    config.setPoolName("homeport");
    config.setJdbcUrl(database.url());
    config.setUsername(database.username());
    config.setPassword(database.password().reveal());
    config.setMaximumPoolSize(Main.started().settings().database().poolSize());
    config.setConnectionTimeout(10_000);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", "homeport");
    HikariDataSource source = new HikariDataSource(config);
    Flyway.configure().dataSource(source).load().migrate();
    return source;
  }

  @Produces
  @Singleton
  Jdbi jdbi(HikariDataSource database) {
    return Jdbi.create(database);
  }

  @Produces
  @Singleton
  Outbox outbox() {
    return new Outbox();
  }

  @Produces
  @Singleton
  KafkaCluster kafka() {
    Main.Started started = Main.started();
    return new KafkaCluster(
        started.engines().bootstrapServers(), SettingsReader.kafkaClient(started.settings()));
  }

  @Produces
  @Singleton
  EventLog eventLog(KafkaCluster kafka) {
    Settings.Telemetry telemetry = Main.started().settings().telemetry();
    return new EventLog(kafka, telemetry.partitions(), telemetry.retention());
  }

  @Produces
  @Singleton
  OutboxRelay outboxRelay(Jdbi jdbi, Outbox outbox, EventLog log) {
    return new OutboxRelay(jdbi, outbox, log);
  }

  @Produces
  @Singleton
  Hubs hubs(Jdbi jdbi) {
    Hubs hubs = new Hubs(jdbi);
    hubs.ensureDefault(Main.started().hosts());
    return hubs;
  }

  @Produces
  @Singleton
  HubPolicies hubPolicies(Jdbi jdbi) {
    return new HubPolicies(jdbi);
  }

  @Produces
  @Singleton
  RegistryService registry(Jdbi jdbi, Outbox outbox, Clock clock) {
    return new RegistryService(jdbi, outbox, clock);
  }

  @Produces
  @Singleton
  CertificateAuthorities certificateAuthorities(Jdbi jdbi, Clock clock) {
    return new CertificateAuthorities(jdbi, clock);
  }

  @Produces
  @Singleton
  ChainVerifier chainVerifier(CertificateAuthorities authorities, Clock clock) {
    return new ChainVerifier(authorities, clock);
  }

  @Produces
  @Singleton
  Authenticator authenticator(
      Hubs hubs, RegistryService registry, ChainVerifier chains, Clock clock) {
    return new Authenticator(hubs, registry, chains, clock);
  }

  @Produces
  @Singleton
  TwinService twins(
      Jdbi jdbi, Outbox outbox, RegistryService registry, ObjectMapper json, Clock clock) {
    return new TwinService(jdbi, outbox, registry, json, clock);
  }

  @Produces
  @Singleton
  GroupStore groupStore(Jdbi jdbi) {
    return new GroupStore(jdbi);
  }

  @Produces
  @Singleton
  QueryIndexes queryIndexes(Jdbi jdbi) {
    return new QueryIndexes(jdbi);
  }

  @Produces
  @Singleton
  GroupService groups(GroupStore store, TwinQueries queries, TwinService twins, Clock clock) {
    return new GroupService(store, queries, twins, clock);
  }

  @Produces
  @Singleton
  TwinQueries twinQueries(Jdbi jdbi, TwinService twins, GroupStore groups, ObjectMapper json) {
    Duration timeout = Main.started().settings().query().timeout();
    return new TwinQueries(
        jdbi,
        twins,
        json,
        timeout,
        groups,
        List.of(DeviceJobs.source()),
        Map.of("configurations", ConfigurationService.TWIN_SECTION));
  }

  @Produces
  @Singleton
  Sweeper sweeper() {
    return new Sweeper();
  }

  @Produces
  @Singleton
  ConfigurationService configurations(
      Jdbi jdbi,
      Outbox outbox,
      RegistryService registry,
      TwinQueries queries,
      GroupStore groups,
      ObjectMapper json,
      Clock clock,
      Sweeper sweeper) {
    return new ConfigurationService(
        jdbi, outbox, registry, queries, groups, json, clock, sweeper::wake);
  }

  @Produces
  @Singleton
  TelemetryIngest telemetry(EventLog log, Clock clock) {
    return new TelemetryIngest(log, clock);
  }

  @Produces
  @Singleton
  CommandQueue commands(Jdbi jdbi, Outbox outbox, Clock clock) {
    return new CommandQueue(jdbi, outbox, clock);
  }

  @Produces
  @Singleton
  FeedbackQueue feedback(Jdbi jdbi, Clock clock) {
    return new FeedbackQueue(jdbi, clock);
  }

  @Produces
  @Singleton
  Node node(Jdbi jdbi) {
    Main.Started started = Main.started();
    String address =
        started
            .settings()
            .node()
            .address()
            .orElseGet(
                () -> started.settings().localAddress() + ":" + started.settings().ports().https());
    return new Node(jdbi, address, started.identity()::fingerprint);
  }

  @Produces
  @Singleton
  NodeSecret nodeSecret(Jdbi jdbi) {
    return NodeSecret.load(jdbi);
  }

  @Produces
  @Singleton
  SessionDirectory directory(Jdbi jdbi, Outbox outbox, Node node, Clock clock) {
    return new SessionDirectory(jdbi, outbox, node.id(), clock);
  }

  @Produces
  @Singleton
  Sessions sessions(SessionDirectory directory, Node node, Clock clock) {
    return new Sessions(directory, node, clock);
  }

  @Produces
  @Singleton
  NodeLink link(
      Sessions sessions,
      SessionDirectory directory,
      Node node,
      ObjectMapper json,
      NodeSecret secret) {
    return new NodeLink(sessions, directory, node, new NodeClient(node, json, secret));
  }

  @Produces
  @Singleton
  MethodService methods(NodeLink link, RegistryService registry) {
    return new MethodService(link, identity -> registry.find(identity).isPresent());
  }

  @Produces
  @Singleton
  MqttServices mqttServices(
      Hubs hubs,
      Authenticator authenticator,
      Sessions sessions,
      TelemetryIngest telemetry,
      TwinService twins,
      CommandQueue commands,
      ProvisioningService provisioning,
      SecuritySignals signals,
      Jdbi jdbi) {
    return new MqttServices(
        hubs,
        authenticator,
        sessions,
        telemetry,
        twins,
        commands,
        new SubscriptionStore(jdbi),
        provisioning,
        new DatabaseTurns(Main.started().settings().database().poolSize()),
        signals);
  }
}
