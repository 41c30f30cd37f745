package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Sessions, tokens and live subscriptions of people and their programs. */
@Order(1)
final class PeopleIT {

  private final HomeportServer server = HomeportServer.shared();
  private final People people = new People(server);
  private final People.Window admin =
      people.signIn(
          server.endpoint("HOMEPORT_ADMIN_USER"), server.endpoint("HOMEPORT_ADMIN_PASSWORD"));

  private People.Window token(People.Window owner, String role) {
    People.Answer made =
        owner.send(
            "POST", "/api/v1/tokens", People.json(Map.of("name", Hub.fresh("ci"), "role", role)));
    assertThat(made.status()).as("%s", made).isEqualTo(201);
    return people.withToken(made.body().path("token").asText());
  }

  @Test
  void aProgramMayDoWhatItsTokenSays() {
    People.Window program = token(admin, "technician");
    String device = People.json(Map.of("deviceId", Hub.fresh("by-token")));

    assertThat(program.get("/api/v1/overview").status()).isEqualTo(200);
    assertThat(program.send("POST", "/api/v1/devices", device).status()).isEqualTo(201);
    assertThat(program.get("/api/v1/users").code()).isEqualTo("Forbidden");
    assertThat(program.get("/api/v1/tokens").code()).isEqualTo("Forbidden");
    assertThat(people.withToken("hpt_nonsense").get("/api/v1/overview").status()).isEqualTo(401);
  }

  @Test
  void aClientWithACookieManagerStaysSignedIn() {
    People client = People.withCookieManager(server);
    client.signIn(
        server.endpoint("HOMEPORT_ADMIN_USER"), server.endpoint("HOMEPORT_ADMIN_PASSWORD"));

    assertThat(client.stranger().get("/api/v1/session").status()).isEqualTo(200);
    assertThat(client.stranger().send("DELETE", "/api/v1/session", "").status()).isEqualTo(204);
    assertThat(client.stranger().get("/api/v1/session").status()).isEqualTo(401);
  }

  @Test
  void aDeletedTokenIsRefusedAtOnce() {
    People.Window program = token(admin, "viewer");
    String id = "";
    for (var token : admin.get("/api/v1/tokens").body().path("items")) {
      id = token.path("id").asText();
      assertThat(token.has("token")).isFalse();
      assertThat(admin.send("DELETE", "/api/v1/tokens/" + id, "").status()).isEqualTo(204);
    }

    assertThat(program.get("/api/v1/overview").status()).isEqualTo(401);
    assertThat(admin.send("DELETE", "/api/v1/tokens/" + id, "").status()).isEqualTo(404);
  }

  @Test
  void nobodyMakesATokenThatMayDoMoreThanOneselfMay() {
    People.Window viewer = people.person(admin, Hub.fresh("viewer"), Map.of("role", "viewer"));

    People.Answer answer =
        viewer.send("POST", "/api/v1/tokens", "{\"name\":\"ci\",\"role\":\"admin\"}");

    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void aSessionGoesOnByItsRenewalTokenAlone() {
    String renewal =
        List.of(admin.value().split("; ", -1)).stream()
            .filter(cookie -> cookie.startsWith("homeport_renewal="))
            .findFirst()
            .orElseThrow();

    People.Answer answer = people.withCookies(renewal).get("/api/v1/session");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.cookies()).startsWith("homeport_session=");
    assertThat(people.withCookies(answer.cookies()).get("/api/v1/users").status()).isEqualTo(200);
  }

  @Test
  void whoLooksLiveIsCutOffWhenTheSessionEnds() throws Exception {
    String name = Hub.fresh("live");
    People.Window viewer = people.person(admin, name, Map.of("role", "viewer"));
    LiveConnection live = viewer.live("");

    admin.send("DELETE", "/api/v1/users/" + name + "/sessions", "");

    await().atMost(Duration.ofSeconds(60)).until(live::isClosed);
  }

  @Test
  void whoIsLimitedToAGroupOrHasToChooseAPasswordSeesNothingLive() {
    String name = Hub.fresh("limited");
    People.Window limited =
        people.person(admin, name, Map.of("role", "viewer", "group", "some-group"));
    String fresh = Hub.fresh("fresh");
    String password =
        admin
            .send("POST", "/api/v1/users", People.json(Map.of("userName", fresh, "role", "admin")))
            .body()
            .path("password")
            .asText();

    assertThat(limited.liveStatus("")).isEqualTo(403);
    assertThat(people.signIn(fresh, password).liveStatus("")).isEqualTo(403);
    assertThat(people.withCookies("homeport_session=nonsense").liveStatus("")).isEqualTo(401);
  }

  @Test
  void aProgramSeesWhatHappensLive() {
    try (LiveConnection live = token(admin, "viewer").live("")) {
      await().atMost(Duration.ofSeconds(60)).until(() -> live.told("hello").count() == 1);
    }
    assertThat(people.withToken("hpt_nonsense").liveStatus("")).isEqualTo(401);
  }

  @Test
  void theCommandLineMakesUsersAndTokensAndWorksByAToken() throws Exception {
    String name = Hub.fresh("cli");

    String password = homeport(Map.of(), "user", "create", name, "--role", "viewer");
    String token = homeport(Map.of(), "token", "create", name, "--role", "admin", "--days", "1");
    String list = homeport(Map.of("HOMEPORT_TOKEN", token), "user", "list", "--json");

    assertThat(people.attempt(name, password).status()).isEqualTo(200);
    assertThat(token).startsWith("hpt_");
    assertThat(list).contains("\"" + name + "\"");
  }

  private String homeport(Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node"));
    command.add(
        Path.of(Objects.requireNonNull(System.getProperty("homeport.root")), "cli/homeport.mjs")
            .toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    for (String variable :
        List.of(
            "HOMEPORT_CONSOLE_URL",
            "HOMEPORT_ADMIN_USER",
            "HOMEPORT_ADMIN_PASSWORD",
            "HOMEPORT_CA_FILE")) {
      builder.environment().put(variable, server.endpoint(variable));
    }
    builder.environment().putAll(variables);
    Process process = builder.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as("%s", command).isZero();
    return output;
  }
}
