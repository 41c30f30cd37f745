package dev.homeport;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
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
        Flyway.configure().dataSource(postgres.getDatabase("postgres", TEMPLATE)).load().migrate();
        return postgres;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private String name = "";
  private Jdbi jdbi = Jdbi.create("jdbc:postgresql:unset");
  private @Nullable DataSource database;

  @Override
  public void beforeEach(ExtensionContext context) {
    name = nextName();
    DataSource made = make(name);
    database = made;
    jdbi = Jdbi.create(made);
  }

  /** Hundreds of them left for the end took half a minute to delete. */
  @Override
  public void afterEach(ExtensionContext context) {
    Jdbi.create(Server.POSTGRES.getPostgresDatabase())
        .useHandle(handle -> handle.execute("DROP DATABASE " + name + " WITH (FORCE)"));
  }

  /** A database for all tries of a property, with a few connections that stay open. */
  public static HikariDataSource pooled() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(make(nextName()));
    config.setMaximumPoolSize(6);
    return new HikariDataSource(config);
  }

  private static String nextName() {
    return "test_" + COUNT.incrementAndGet();
  }

  private static DataSource make(String name) {
    Jdbi.create(Server.POSTGRES.getPostgresDatabase())
        .useHandle(handle -> handle.execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE));
    DataSource database = Server.POSTGRES.getDatabase("postgres", name);
    Jdbi.create(database)
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO hub (hub) VALUES (?) ON CONFLICT DO NOTHING",
                    HubName.DEFAULT.value()));
    return database;
  }

  /** The database of the running test; it holds the hub {@code main}. */
  public Jdbi jdbi() {
    return jdbi;
  }

  /** The same database for those who know no Jdbi. */
  public DataSource dataSource() {
    return Objects.requireNonNull(database);
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
