package dev.homeport.app.account;

import jakarta.ws.rs.core.NewCookie;
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

  static NewCookie[] of(SignIn.Begun begun) {
    return new NewCookie[] {
      token(begun.token()), cookie(RENEWAL, begun.renewal(), "/api/v1", SignIn.SESSION)
    };
  }

  /** Lasts as long as the session, though the JWT in it does not. */
  static NewCookie token(String token) {
    return cookie(TOKEN, token, "/", SignIn.SESSION);
  }

  static NewCookie[] expired() {
    return new NewCookie[] {
      cookie(TOKEN, "", "/", Duration.ZERO), cookie(RENEWAL, "", "/api/v1", Duration.ZERO)
    };
  }

  private static NewCookie cookie(String name, String value, String path, Duration maxAge) {
    return new NewCookie.Builder(name)
        .value(value)
        .version(0) // RFC 6265 knows none, and clients that do quote the value for it
        .path(path)
        .maxAge((int) maxAge.toSeconds())
        .secure(true)
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.STRICT)
        .build();
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
