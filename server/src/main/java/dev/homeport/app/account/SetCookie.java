package dev.homeport.app.account;

import io.netty.handler.codec.http.cookie.CookieHeaderNames.SameSite;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.codec.http.cookie.ServerCookieEncoder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/**
 * A {@code Set-Cookie} header (RFC 6265 §4.1), for HTTPS only and out of reach of scripts. JAX-RS's
 * own cookies carry the attribute Version of RFC 2109, for which the JDK's client and others quote
 * the value when they send it back.
 *
 * @param header what the header says
 */
record SetCookie(String header) {

  static SetCookie of(String name, String value, String path, Duration maxAge, SameSite sameSite) {
    DefaultCookie cookie = new DefaultCookie(name, value);
    cookie.setPath(path);
    cookie.setMaxAge(maxAge.toSeconds());
    cookie.setSecure(true);
    cookie.setHttpOnly(true);
    cookie.setSameSite(sameSite);
    return new SetCookie(ServerCookieEncoder.STRICT.encode(cookie));
  }

  static Response.ResponseBuilder on(Response.ResponseBuilder response, SetCookie... cookies) {
    for (SetCookie cookie : cookies) {
      response.header(HttpHeaders.SET_COOKIE, cookie.header());
    }
    return response;
  }
}
