package dev.homeport.app.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** PostgreSQL and Kafka, embedded and supervised or the user's own. Thread-safe. */
public final class Engines implements AutoCloseable {

  private final Supplier<Database> database;
  private final Supplier<String> bootstrapServers;
  private final @Nullable SupervisedProcess postgres;
  private final @Nullable SupervisedProcess kafka;

  private Engines(
      Supplier<Database> database,
      Supplier<String> bootstrapServers,
      @Nullable SupervisedProcess postgres,
      @Nullable SupervisedProcess kafka) {
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
  public static Engines start(Plan plan, EngineListener listener) {
    Path logs = plan.data().resolve("logs");
    LocalPorts ports = new LocalPorts();
    SupervisedProcess broker = null;
    Supplier<String> servers;
    if (plan.bootstrapServers().isPresent()) {
      String external = plan.bootstrapServers().get();
      servers = () -> external;
    } else {
      KafkaEngine kafka =
          new KafkaEngine(
              plan.data().resolve("kafka"),
              plan.brokerLibraries(),
              logs,
              plan.kafkaHeap(),
              plan.kafkaPort(),
              ports);
      servers = kafka::bootstrapServers;
      broker = new SupervisedProcess(kafka, listener);
      broker.start();
    }
    if (plan.external().isPresent()) {
      Database external = plan.external().get();
      return new Engines(() -> external, servers, null, broker);
    }
    PostgresEngine postgres =
        new PostgresEngine(plan.data().resolve("postgres"), logs, plan.databasePort(), ports);
    SupervisedProcess process = new SupervisedProcess(postgres, listener);
    process.start();
    Supplier<Database> database =
        () -> {
          process.awaitReady();
          return postgres.database();
        };
    return new Engines(database, servers, process, broker);
  }

  /**
   * Waits until the database accepts connections.
   *
   * @throws java.util.concurrent.CompletionException when it was given up
   */
  public Database database() {
    return database.get();
  }

  /** Where Kafka will answer; it need not be up yet. */
  public String bootstrapServers() {
    return bootstrapServers.get();
  }

  /** Whether every embedded engine answers at this moment. */
  public boolean areReady() {
    return (postgres == null || postgres.isReady()) && (kafka == null || kafka.isReady());
  }

  /** Stops both in order, side by side. */
  @Override
  public void close() {
    CompletableFuture<Void> broker =
        kafka == null
            ? CompletableFuture.completedFuture(null)
            : CompletableFuture.runAsync(kafka::close, Thread::startVirtualThread);
    if (postgres != null) {
      postgres.close();
    }
    broker.join();
  }
}
