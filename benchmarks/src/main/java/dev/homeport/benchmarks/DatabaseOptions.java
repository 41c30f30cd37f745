package dev.homeport.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name the database of a started server. */
final class DatabaseOptions {

  @Option(names = "--database-url", defaultValue = "${env:HOMEPORT_DATABASE_URL}")
  String url = "";

  @Option(names = "--database-user", defaultValue = "${env:HOMEPORT_DATABASE_USERNAME}")
  String user = "";

  @Option(names = "--database-password", defaultValue = "${env:HOMEPORT_DATABASE_PASSWORD}")
  @Nullable String password;

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }
}
