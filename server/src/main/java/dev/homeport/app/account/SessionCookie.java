package dev.homeport.app.account;

import io.netty.handler.codec.http.cookie.CookieHeaderNames.SameSite;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of a session: for HTTPS only, out of reach of scripts, never sent across sites.
 * {@link #TOKEN} holds the JWT, {@link #RENEWAL} what gets the next one.
 */
final class SessionCookie {

  static final String TOKEN = "homeport_session";
  static final String RENEWAL = "homeport_renewal";

  private SessionCookie() {}

  static SetCookie[] of(SignIn.Begun begun) {
    return new SetCookie[] {
      token(begun.token()), cookie(RENEWAL, begun.renewal(), "/api/v1", SignIn.SESSION)
    };
  }

  /** Lasts as long as the session, though the JWT in it does not. */
  static SetCookie token(String token) {
    return cookie(TOKEN, token, "/", SignIn.SESSION);
  }

  static SetCookie[] expired() {
    return new SetCookie[] {
      cookie(TOKEN, "", "/", Duration.ZERO), cookie(RENEWAL, "", "/api/v1", Duration.ZERO)
    };
  }

  private static SetCookie cookie(String name, String value, String path, Duration maxAge) {
    return SetCookie.of(name, value, path, maxAge, SameSite.Strict);
  }

  /** The value of a cookie in a {@code Cookie} header (RFC 6265 §4.2.1). */
  static @Nullable String in(@Nullable String cookieHeader, String name) {
    if (cookieHeader == null) {
      return null;
    }
    for (String pair : cookieHeader.split(";", -1)) {
      String trimmed = pair.strip();
      if (trimmed.startsWith(name + "=")) {
        String value = trimmed.substring(name.length() + 1);
        return value.isEmpty() ? null : value;
      }
    }
    return null;
  }
}
