package dev.homeport.app.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * Serves the console under {@code /console/} and gives it and the API their security headers. Every
 * path that is no file shows {@code index.html}, where the console's own routes begin. Files under
 * {@code assets/} have their hash in their name and stay in caches for good.
 *
 * <p>The content security policy lets in what the server itself serves. Styles that scripts insert
 * carry the page's nonce, which the console finds in its {@code meta} element {@code csp-nonce}.
 */
@Singleton
public final class ConsoleRoutes {

  private static final String PREFIX = "/console/";
  private static final String ASSETS = "assets/";
  private static final int BEFORE_OTHERS = -1_000;
  private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ConsoleFiles files;

  public ConsoleRoutes(ConsoleFiles files) {
    this.files = files;
  }

  void register(@Observes Router router) {
    router.route("/api/*").order(BEFORE_OTHERS).handler(ConsoleRoutes::secureApi);
    router.route("/").order(BEFORE_OTHERS).handler(ConsoleRoutes::toConsole);
    router.route("/console").order(BEFORE_OTHERS).handler(ConsoleRoutes::toConsole);
    router.route("/console/*").order(BEFORE_OTHERS).blockingHandler(this::serve, false);
  }

  private static void secureApi(RoutingContext context) {
    secure(context.response(), API_POLICY);
    context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    context.next();
  }

  private static boolean reads(RoutingContext context) {
    HttpMethod method = context.request().method();
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }

  private static void toConsole(RoutingContext context) {
    // A route of "/console" takes "/console/" as well.
    if (!reads(context) || context.request().path().equals(PREFIX)) {
      context.next();
      return;
    }
    context.response().setStatusCode(302).putHeader(HttpHeaders.LOCATION, PREFIX).end();
  }

  private void serve(RoutingContext context) {
    String path = context.normalizedPath();
    if (!reads(context)) {
      context.response().setStatusCode(405).putHeader("Allow", "GET, HEAD").end();
      return;
    }
    if (!path.startsWith(PREFIX)) {
      context.response().setStatusCode(404).end();
      return;
    }
    String name = path.substring(PREFIX.length());
    Optional<ConsoleFiles.File> file =
        name.equals("index.html") ? Optional.empty() : files.find(name);
    if (file.isPresent()) {
      send(context, name, file.get());
    } else if (name.startsWith(ASSETS)) {
      secure(context.response(), API_POLICY);
      context.response().setStatusCode(404).end();
    } else {
      sendIndex(context);
    }
  }

  private static void send(RoutingContext context, String name, ConsoleFiles.File file) {
    HttpServerResponse response = context.response();
    secure(response, API_POLICY);
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, file.type())
        .putHeader(
            HttpHeaders.CACHE_CONTROL,
            name.startsWith(ASSETS) ? "public, max-age=31536000, immutable" : "no-cache");
    byte[] compressed = file.compressed();
    if (compressed != null) {
      response.putHeader(HttpHeaders.VARY, "Accept-Encoding");
    }
    if (compressed != null && takesGzip(context)) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
      end(context, compressed);
    } else {
      end(context, file.content());
    }
  }

  private void sendIndex(RoutingContext context) {
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    String nonce = Base64.getEncoder().encodeToString(random);
    HttpServerResponse response = context.response();
    secure(response, pagePolicy(nonce));
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-store");
    Optional<String> index = files.index(nonce);
    if (index.isEmpty()) {
      response.setStatusCode(404).putHeader(HttpHeaders.CONTENT_TYPE, "text/plain");
      end(context, bytes("This server was built without the console.\n"));
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8");
    end(context, bytes(index.get()));
  }

  private static String pagePolicy(String nonce) {
    return "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-"
        + nonce
        + "'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:;"
        + " connect-src 'self' wss:; object-src 'none'; base-uri 'none'; form-action 'self';"
        + " frame-ancestors 'none'";
  }

  private static boolean takesGzip(RoutingContext context) {
    String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null && accepted.contains("gzip");
  }

  private static void end(RoutingContext context, byte[] body) {
    HttpServerResponse response = context.response();
    if (context.request().method().equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length)).end();
    } else {
      response.end(Buffer.buffer(body));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void secure(HttpServerResponse response, String policy) {
    response
        .putHeader("Content-Security-Policy", policy)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin");
  }
}
