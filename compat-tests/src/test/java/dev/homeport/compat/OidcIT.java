package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** People whom a real Keycloak vouches for. */
final class OidcIT {

  private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");

  @Test
  void peopleSignInWithTheIdentityProvider(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
      throws Exception {
    try (Keycloak keycloak = new Keycloak(folder.resolve("keycloak"));
        HomeportServer server =
            new HomeportServer(
                    folder.resolve("server"),
                    "homeport.oidc.issuer=" + keycloak.issuer(),
                    "homeport.oidc.client-id=homeport",
                    "homeport.oidc.client-secret=a-secret-of-the-test",
                    "homeport.oidc.name=Acme",
                    "homeport.oidc.roles.admin=fleet-admin",
                    "homeport.oidc.roles.technician=fleet-technician")
                .start()) {
      keycloak.awaitReady(); // the server starts without it
      People people = new People(server);
      assertThat(people.stranger().get("/api/v1/sign-in").body().path("provider").asText())
          .isEqualTo("Acme");

      comesInWithTheRoleOfTheClaim(server, people);
      keepsOutWhoHasNoRole(server);
      isNotTakenForTheLocalAccountOfTheSameName(server, people);
      refusesWhoComesBackWithoutHavingLeft(server);
      refusesACodeASecondTime(server);
      keepsOutWhomAnAdminDisabled(server, people);
    }
  }

  private static void comesInWithTheRoleOfTheClaim(HomeportServer server, People people)
      throws IOException, InterruptedException {
    Browser anna = new Browser(server);
    HttpResponse<String> end = anna.signIn("anna", "anna", "/devices?search=a");

    assertThat(location(end)).endsWith("/console/devices?search=a");
    People.Answer session = people.withCookies(anna.cookies("127.0.0.1")).get("/api/v1/session");
    assertThat(session.body().path("userName").asText()).isEqualTo("anna");
    assertThat(session.body().path("role").asText()).isEqualTo("admin");
    assertThat(session.body().path("local").asBoolean(true)).isFalse();
    assertThat(people.withCookies(anna.cookies("127.0.0.1")).get("/api/v1/users").status())
        .isEqualTo(200);

    Browser ben = new Browser(server);
    ben.signIn("ben", "ben", "/");
    assertThat(people.withCookies(ben.cookies("127.0.0.1")).get("/api/v1/users").status())
        .isEqualTo(403);
  }

  private static void keepsOutWhoHasNoRole(HomeportServer server)
      throws IOException, InterruptedException {
    Browser carl = new Browser(server);

    assertThat(location(carl.signIn("carl", "carl", "/"))).endsWith("/sign-in?problem=noRole");
    assertThat(carl.cookies("127.0.0.1")).doesNotContain("homeport_session");
  }

  private static void isNotTakenForTheLocalAccountOfTheSameName(
      HomeportServer server, People people) throws IOException, InterruptedException {
    Browser ada = new Browser(server);
    ada.signIn("admin", "ada", "/");

    People.Answer session = people.withCookies(ada.cookies("127.0.0.1")).get("/api/v1/session");
    assertThat(session.body().path("userName").asText()).startsWith("admin-");
    assertThat(session.body().path("role").asText()).isEqualTo("technician");
  }

  private static void refusesWhoComesBackWithoutHavingLeft(HomeportServer server)
      throws IOException, InterruptedException {
    URI callback = URI.create("https://127.0.0.1/api/v1/session/oidc/callback?state=x&code=stolen");

    assertThat(location(new Browser(server).get(callback))).endsWith("/sign-in?problem=expired");
  }

  private static void refusesACodeASecondTime(HomeportServer server)
      throws IOException, InterruptedException {
    Browser anna = new Browser(server);
    URI callback = anna.upToTheCallback("anna", "anna", "/");
    Map<String, String> before = new HashMap<>(anna.jars.getOrDefault("127.0.0.1", Map.of()));
    assertThat(location(anna.get(callback))).endsWith("/console/");

    anna.jars.put("127.0.0.1", before);

    assertThat(location(anna.get(callback))).endsWith("/sign-in?problem=expired");
  }

  private static void keepsOutWhomAnAdminDisabled(HomeportServer server, People people)
      throws IOException, InterruptedException {
    People.Window admin =
        people.signIn(
            server.endpoint("HOMEPORT_ADMIN_USER"), server.endpoint("HOMEPORT_ADMIN_PASSWORD"));
    assertThat(admin.send("PATCH", "/api/v1/users/ben", "{\"enabled\":false}").status())
        .isEqualTo(200);

    assertThat(location(new Browser(server).signIn("ben", "ben", "/")))
        .endsWith("/sign-in?problem=disabled");
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElse("no redirect: " + response.body());
  }

  /** Follows redirects and fills in Keycloak's form, with a jar of cookies for each place. */
  private static final class Browser {

    private static final int MAX_STEPS = 10;

    private final HttpClient http;
    private final Map<String, Map<String, String>> jars = new HashMap<>();

    Browser(HomeportServer server) {
      http = HttpClient.newBuilder().sslContext(server.trust()).build();
    }

    String cookies(String place) {
      return jars.getOrDefault(place, Map.of()).entrySet().stream()
          .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
          .collect(Collectors.joining("; "));
    }

    HttpResponse<String> signIn(String userName, String password, String page)
        throws IOException, InterruptedException {
      return get(upToTheCallback(userName, password, page));
    }

    /** Signs in at the provider; gives the address to which that sends the browser back. */
    URI upToTheCallback(String userName, String password, String page)
        throws IOException, InterruptedException {
      URI at =
          URI.create(
              "https://127.0.0.1/api/v1/session/oidc?to="
                  + URLEncoder.encode(page, StandardCharsets.UTF_8));
      HttpResponse<String> response = get(at);
      for (int step = 0; step < MAX_STEPS; step++) {
        if (response.statusCode() / 100 == 3) {
          at = at.resolve(location(response));
          if (at.getPath().endsWith("/callback")) {
            return at;
          }
          response = get(at);
        } else {
          Matcher form = FORM.matcher(response.body());
          assertThat(form.find()).as("a form in %s", response.body()).isTrue();
          at = at.resolve(form.group(1).replace("&amp;", "&"));
          response =
              send(
                  HttpRequest.newBuilder(at)
                      .header("Content-Type", "application/x-www-form-urlencoded")
                      .POST(
                          HttpRequest.BodyPublishers.ofString(
                              "username=" + userName + "&password=" + password)));
        }
      }
      throw new AssertionError("no end after " + at);
    }

    HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
      return send(HttpRequest.newBuilder(uri));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
        throws IOException, InterruptedException {
      String place = place(request.build().uri());
      if (jars.containsKey(place)) {
        request.header("Cookie", cookies(place));
      }
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      for (String cookie : response.headers().allValues("Set-Cookie")) {
        String pair = cookie.substring(0, (cookie + ";").indexOf(';'));
        int equals = pair.indexOf('=');
        Map<String, String> jar = jars.computeIfAbsent(place, _ -> new HashMap<>());
        jar.put(pair.substring(0, equals), pair.substring(equals + 1));
        jar.values().removeIf(String::isEmpty);
      }
      return response;
    }

    /** The hub's is its host alone, because it has the usual port. */
    private static String place(URI uri) {
      return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }
  }
}
