package dev.homeport.app;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;

/**
 * How long the body of a request may be: 2 MB, but on paths that are read as a stream, in bounded
 * memory, as long as it likes. Quarkus knows one limit for all paths, so that one is switched off.
 */
@Singleton
public final class BodyLimit {

  private static final long MAX_BYTES = 2 << 20;
  private static final int WHERE_QUARKUS_LIMITS = -2;
  private static final Pattern STREAMED =
      Pattern.compile(
          "/+api/+v1/+((hubs/+[^/]+/+registry|records)/+import|firmware/+uploads/+[^/]+/+content)/*");

  void register(@Observes Router router) {
    router.route().order(WHERE_QUARKUS_LIMITS).handler(BodyLimit::limit);
  }

  private static void limit(RoutingContext context) {
    if (STREAMED.matcher(context.request().path()).matches()) {
      context.next();
      return;
    }
    String length = context.request().getHeader(HttpHeaderNames.CONTENT_LENGTH);
    if (length != null && Long.parseLong(length) > MAX_BYTES) {
      refuse(context);
      return;
    }
    context.put(VertxInputStream.MAX_REQUEST_SIZE_KEY, MAX_BYTES);
    context.next();
  }

  /** The body is of no use: HTTP/1 ends with the connection, HTTP/2 passes it over. */
  private static void refuse(RoutingContext context) {
    HttpServerResponse response = context.response().setStatusCode(413);
    if (context.request().version() == HttpVersion.HTTP_2) {
      context.request().resume();
    } else {
      response.putHeader(HttpHeaderNames.CONNECTION, "close");
      response.endHandler(_ -> context.request().connection().close());
    }
    response.end();
  }
}
