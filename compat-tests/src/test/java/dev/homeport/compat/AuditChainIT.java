package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What the audit log is for: it outlives a crash, and shows when somebody has been at it. */
final class AuditChainIT {

  private record Outcome(int code, String output) {}

  @Test
  void whatWasAnsweredIsThereAfterAKillAndWhatWasChangedByHandIsFound(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data) throws Exception {
    try (HomeportServer server =
        new HomeportServer(data, "homeport.trusted-proxies=127.0.0.0/8").start()) {
      for (int i = 1; i <= 3; i++) {
        People.Answer made =
            signIn(server)
                .send("POST", "/api/v1/devices", People.json(Map.of("deviceId", "d-" + i)));
        server.kill();

        assertThat(made.status()).isEqualTo(201);
        server.start();
        assertThat(signIn(server).get("/api/v1/audit?target=devices/d-" + i).body().path("items"))
            .map(entry -> entry.path("action").asText())
            .containsExactly("createDevice");
      }
      killInACall(server, data);
      assertThat(verify(server).path("type").asText()).isEqualTo("intact");
      proxied(server);

      assertThatThrownBy(() -> sql(data, "UPDATE audit_entry SET who = 'somebody' WHERE seq = 2"))
          .hasMessageContaining("never changed or deleted");
      Outcome intact = homeport(server, "verify");
      assertThat(intact.code()).as(intact.output()).isZero();
      assertThat(intact.output()).startsWith("intact: entries 1 to ");

      sql(
          data,
          "SET session_replication_role = replica;"
              + " UPDATE audit_entry SET who = 'somebody' WHERE seq = 2");
      Outcome broken = homeport(server, "verify");
      assertThat(broken.code()).as(broken.output()).isEqualTo(3);
      assertThat(broken.output())
          .isEqualTo("BROKEN at entry 2: its content does not match its hash\n");
      assertThat(verify(server).path("seq").asInt()).isEqualTo(2);

      Outcome found = homeport(server, "search", "--who", "somebody");
      assertThat(found.output()).contains("createDevice", "devices/d-1");
      Path file = data.resolve("audit.csv");
      Outcome exported = homeport(server, "export", "--format", "csv", "--out", file.toString());
      assertThat(exported.code()).as(exported.output()).isZero();
      assertThat(Files.readString(file))
          .startsWith("seq,at,kind,who,role,action,hub,target,outcome,")
          .contains(",somebody,admin,createDevice,main,devices/d-1,succeeded,201,");
    }
  }

  /** A method waits for its device, and the server dies before anybody is answered. */
  private static void killInACall(HomeportServer server, Path data) throws Exception {
    People.Window admin = signIn(server);
    Path open = data.resolve("audit/open");
    CompletableFuture<People.Answer> call =
        CompletableFuture.supplyAsync(
            () ->
                admin.send(
                    "POST",
                    "/api/v1/devices/d-1/methods",
                    People.json(Map.of("methodName", "reboot", "connectTimeoutInSeconds", 60))));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.readString(open).contains("invokeMethod"));
    server.kill();
    assertThatThrownBy(call::join).hasCauseInstanceOf(UncheckedIOException.class);
    server.start();

    JsonNode entry =
        signIn(server).get("/api/v1/audit?action=invokeMethod").body().path("items").path(0);
    assertThat(entry.path("target").asText()).isEqualTo("devices/d-1");
    assertThat(entry.path("outcome").asText()).isEqualTo("failed");
    assertThat(entry.path("code").asText()).isEqualTo("Interrupted");
    assertThat(Files.readString(open)).doesNotContain("invokeMethod");
  }

  /** The address is the one that the trusted proxy tells. */
  private static void proxied(HomeportServer server) {
    People people = new People(server);
    people.send(
        "POST",
        "/api/v1/session",
        People.json(Map.of("userName", "somebody-far", "password", "guessed")),
        Map.of("X-Forwarded-For", "203.0.113.9"));
    assertThat(signIn(server).get("/api/v1/audit?who=somebody-far").body().path("items"))
        .map(entry -> entry.path("address").asText())
        .containsExactly("203.0.113.9");
  }

  private static People.Window signIn(HomeportServer server) {
    return new People(server)
        .signIn(server.endpoint("HOMEPORT_ADMIN_USER"), server.endpoint("HOMEPORT_ADMIN_PASSWORD"));
  }

  private static JsonNode verify(HomeportServer server) {
    return signIn(server).send("POST", "/api/v1/audit/verification", "").body();
  }

  private static void sql(Path data, String statements) throws IOException, SQLException {
    List<String> lines = Files.readAllLines(data.resolve("postgres/data/postmaster.pid"));
    String password = Files.readString(data.resolve("postgres/password")).strip();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + lines.get(3) + "/postgres", "homeport", password);
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  /** The part of {@code ./homeport audit} that talks to the server. */
  private static Outcome homeport(HomeportServer server, String... arguments)
      throws IOException, InterruptedException {
    Path root = Path.of(Objects.requireNonNull(System.getProperty("homeport.root")));
    List<String> command = new ArrayList<>();
    command.add("node");
    command.add(root.resolve("cli/homeport.mjs").normalize().toString());
    command.add("audit");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    for (String name :
        List.of("IOTHUB_CONNECTION_STRING", "HOMEPORT_CA_FILE", "HOMEPORT_CONSOLE_URL")) {
      builder.environment().put(name, server.endpoint(name));
    }
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
