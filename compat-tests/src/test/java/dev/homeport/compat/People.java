package dev.homeport.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** People at Homeport's own API: how they sign in, and what they are answered. */
final class People {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final String LIVE = "/api/v1/live";

  private final URI server;
  private final HttpClient http;

  People(HomeportServer server) {
    this(server, URI.create(server.endpoint("HOMEPORT_CONSOLE_URL")));
  }

  People(HomeportServer trusted, URI server) {
    this(server, HttpClient.newBuilder().sslContext(trusted.trust()).build());
  }

  private People(URI server, HttpClient http) {
    this.server = server;
    this.http = http;
  }

  /**
   * People who call from an address of their own, as the server counts strangers by address.
   *
   * @param address on the loopback: {@code 127.0.0.2} and following
   */
  static People from(HomeportServer server, String address) {
    return new People(
        URI.create(server.endpoint("HOMEPORT_CONSOLE_URL")),
        HttpClient.newBuilder()
            .sslContext(server.trust())
            .localAddress(InetAddress.ofLiteral(address))
            .build());
  }

  /** Somebody whose client keeps the cookies by itself, as the JDK's {@link CookieManager} does. */
  static People withCookieManager(HomeportServer server) {
    return new People(
        URI.create(server.endpoint("HOMEPORT_CONSOLE_URL")),
        HttpClient.newBuilder()
            .sslContext(server.trust())
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build());
  }

  /** Who has administered the server since its first start. */
  static Window admin(HomeportServer server) {
    return new People(server)
        .signIn(server.endpoint("HOMEPORT_ADMIN_USER"), server.endpoint("HOMEPORT_ADMIN_PASSWORD"));
  }

  /** An answer with its body, which is an empty object when there is none. */
  record Answer(int status, JsonNode body, String cookies) {
    String code() {
      return body.path("code").asText();
    }
  }

  /** Somebody's window: what proves who it is. */
  final class Window {

    private final String name;
    private final String value;

    private Window(String name, String value) {
      this.name = name;
      this.value = value;
    }

    Answer get(String path) {
      return send("GET", path, "");
    }

    Answer send(String method, String path, String body) {
      return People.this.send(
          method,
          path,
          body,
          value.isEmpty()
              ? Map.of("X-Homeport-Request", "1")
              : Map.of("X-Homeport-Request", "1", name, value));
    }

    String value() {
      return value;
    }

    /**
     * A live connection that asks for the telemetry of these devices.
     *
     * @param query names the hub; empty for the first one
     */
    LiveConnection live(String query, String... telemetryOf) {
      return LiveConnection.open(http, server.resolve(LIVE + query), name, value, telemetryOf);
    }

    /** What an attempt to open one is answered; 101 when it opens. */
    int liveStatus(String query) {
      try (LiveConnection _ = live(query)) {
        return 101;
      } catch (CompletionException e) {
        if (e.getCause() instanceof WebSocketHandshakeException refused) {
          return refused.getResponse().statusCode();
        }
        throw e;
      }
    }
  }

  /** Nobody in particular. */
  Window stranger() {
    return new Window("Cookie", "");
  }

  Window withCookies(String cookies) {
    return new Window("Cookie", cookies);
  }

  Window withToken(String token) {
    return new Window("Authorization", "Bearer " + token);
  }

  Answer attempt(String userName, String password) {
    return stranger()
        .send("POST", "/api/v1/session", json(Map.of("userName", userName, "password", password)));
  }

  Window signIn(String userName, String password) {
    Answer answer = attempt(userName, password);
    if (answer.status() != 200) {
      throw new AssertionError("signing in was answered " + answer);
    }
    return withCookies(answer.cookies());
  }

  /** A new person, who has chosen a password already. */
  Window person(Window admin, String userName, Map<String, String> rest) {
    Map<String, String> user = new HashMap<>(rest);
    user.put("userName", userName);
    Answer made = admin.send("POST", "/api/v1/users", json(user));
    String first = made.body().path("password").asText();
    Window window = signIn(userName, first);
    Answer changed =
        window.send(
            "PUT",
            "/api/v1/session/password",
            json(Map.of("currentPassword", first, "newPassword", password(userName))));
    if (changed.status() != 200) {
      throw new AssertionError("choosing a password was answered " + changed);
    }
    return signIn(userName, password(userName));
  }

  /** What {@link #person} chose. */
  static String password(String userName) {
    return "the password of " + userName;
  }

  static String json(Map<String, ?> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer send(String method, String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(Duration.ofSeconds(120))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::header);
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      List<String> cookies = response.headers().allValues("Set-Cookie");
      return new Answer(
          response.statusCode(),
          parsed(response.body()),
          cookies.stream()
              .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
              .collect(Collectors.joining("; ")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parsed(String text) {
    try {
      return text.startsWith("{") ? JSON.readTree(text) : JSON.createObjectNode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
