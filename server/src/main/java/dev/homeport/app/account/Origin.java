package dev.homeport.app.account;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Where somebody signs in from.
 *
 * @param userAgent what the browser says that it is
 */
record Origin(String address, String userAgent) {

  static Origin of(HttpServerRequest request) {
    String address = request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
    String agent = request.getHeader(HttpHeaders.USER_AGENT);
    return new Origin(address == null ? "" : address, agent == null ? "" : agent);
  }
}
