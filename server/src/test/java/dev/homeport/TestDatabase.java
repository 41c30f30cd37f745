package dev.homeport;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real PostgreSQL with Homeport's schema, one server for all test classes of a run and a database
 * of its own for each test.
 */
public final class TestDatabase implements BeforeEachCallback, AfterEachCallback {

  private static final String TEMPLATE = "homeport_template";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres postgres =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "off")
                .start();
        Jdbi.create(postgres.getPostgresDatabase())
            .useHandle(handle -> handle.execute("CREATE DATABASE " + TEMPLATE));
        DataSource template = postgres.getDatabase("postgres", TEMPLATE);
        Flyway.configure().dataSource(template).load().migrate();
        Jdbi.create(template)
            .useHandle(
                handle ->
                    handle.execute(
                        "INSERT INTO hub (hub) VALUES (?) ON CONFLICT DO NOTHING",
                        HubName.DEFAULT.value()));
        return postgres;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Makes the next database and drops the last one while a test runs. */
  private static final class Keeper {

    private static final ExecutorService THREAD =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("databases").factory());
    private static CompletableFuture<Made> next = begin();

    static synchronized Made take() {
      Made made = next.join();
      next = begin();
      return made;
    }

    private static CompletableFuture<Made> begin() {
      return CompletableFuture.supplyAsync(Made::fromTemplate, THREAD);
    }

    static void drop(Made made) {
      THREAD.execute(made::drop);
    }
  }

  private record Made(String name, HikariDataSource source) {

    static Made fromTemplate() {
      String name = "test_" + COUNT.incrementAndGet();
      administer("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
      HikariConfig config = new HikariConfig();
      config.setDataSource(Server.POSTGRES.getDatabase("postgres", name));
      config.setMaximumPoolSize(20);
      config.setMinimumIdle(1);
      return new Made(name, new HikariDataSource(config));
    }

    /** Hundreds of them left for the end took half a minute to delete. */
    void drop() {
      source.close();
      administer("DROP DATABASE " + name + " WITH (FORCE)");
    }
  }

  private @Nullable Made made;
  private Jdbi jdbi = Jdbi.create("jdbc:postgresql:unset");

  @Override
  public void beforeEach(ExtensionContext context) {
    Made taken = Keeper.take();
    made = taken;
    jdbi = Jdbi.create(taken.source());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Keeper.drop(Objects.requireNonNull(made));
  }

  /** A database for all tries of a property. */
  public static HikariDataSource pooled() {
    return Keeper.take().source();
  }

  private static void administer(String statement) {
    Jdbi.create(Server.POSTGRES.getPostgresDatabase())
        .useHandle(handle -> handle.execute(statement));
  }

  /** The database of the running test; it holds the hub {@code main}. */
  public Jdbi jdbi() {
    return jdbi;
  }

  /** The same database for those who know no Jdbi. */
  public DataSource dataSource() {
    return Objects.requireNonNull(made).source();
  }

  /** Registers a device or module in the plainest way, with generation {@code generation-1}. */
  public void register(Identity identity) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO identity (hub, device_id, module_id, generation_id, etag,
                                      authentication, primary_key, secondary_key)
                VALUES (?, ?, ?, 'generation-1', 'etag', 'sas', 'a2V5', 'a2V5')
                """,
                identity.hub().value(),
                identity.deviceId().value(),
                identity.moduleColumn()));
  }
}
