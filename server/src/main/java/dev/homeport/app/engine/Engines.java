package dev.homeport.app.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** PostgreSQL and Kafka, embedded or the user's own. */
public final class Engines implements AutoCloseable {

  private final CompletableFuture<Database> database;
  private final String bootstrapServers;
  private final @Nullable PostgresEngine postgres;
  private final @Nullable KafkaEngine kafka;

  private Engines(
      CompletableFuture<Database> database,
      String bootstrapServers,
      @Nullable PostgresEngine postgres,
      @Nullable KafkaEngine kafka) {
    this.database = database;
    this.bootstrapServers = bootstrapServers;
    this.postgres = postgres;
    this.kafka = kafka;
  }

  /**
   * What to start.
   *
   * @param data the data directory
   * @param external the user's own database
   * @param databasePort of the embedded one, 0 for any
   * @param bootstrapServers the user's own Kafka
   * @param kafkaPort of the embedded broker, another one when it is taken
   * @param brokerLibraries folder with the broker's jars
   */
  public record Plan(
      Path data,
      Optional<Database> external,
      int databasePort,
      Optional<String> bootstrapServers,
      int kafkaPort,
      String kafkaHeap,
      Path brokerLibraries) {}

  /** Starts what is embedded, side by side, and returns at once. */
  public static Engines start(Plan plan) {
    Path logs = plan.data().resolve("logs");
    KafkaEngine kafka = null;
    if (plan.bootstrapServers().isEmpty()) {
      kafka =
          new KafkaEngine(
              plan.data().resolve("kafka"),
              plan.brokerLibraries(),
              logs.resolve("kafka.log"),
              plan.kafkaHeap(),
              freePort(plan.kafkaPort()),
              freePort(0));
      KafkaEngine starting = kafka;
      Thread.ofPlatform().name("start-kafka").start(starting::start);
    }
    PostgresEngine postgres = null;
    CompletableFuture<Database> database;
    if (plan.external().isPresent()) {
      database = CompletableFuture.completedFuture(plan.external().get());
    } else {
      postgres =
          new PostgresEngine(
              plan.data().resolve("postgres"),
              logs.resolve("postgres.log"),
              freePort(plan.databasePort()));
      database = CompletableFuture.supplyAsync(postgres::start);
    }
    String servers =
        kafka == null ? plan.bootstrapServers().orElseThrow() : kafka.bootstrapServers();
    return new Engines(database, servers, postgres, kafka);
  }

  /** This port when it is free, another one otherwise. */
  private static int freePort(int wanted) {
    try (ServerSocket socket =
        new ServerSocket(wanted, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      if (wanted == 0) {
        throw new UncheckedIOException("no port is free on 127.0.0.1", e);
      }
      return freePort(0);
    }
  }

  /** Waits until the database accepts connections. */
  public Database database() {
    return database.join();
  }

  /** Where Kafka will answer; it need not be up yet. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() {
    if (kafka != null) {
      kafka.close();
    }
    if (postgres != null) {
      postgres.close();
    }
  }
}
