package dev.homeport.app.account;

import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The cookie of a session: for HTTPS only, out of reach of scripts, never sent across sites. */
public final class SessionCookie {

  public static final String NAME = "homeport_session";

  private SessionCookie() {}

  static NewCookie of(String token) {
    return cookie(token, SignIn.SESSION);
  }

  static NewCookie expired() {
    return cookie("", Duration.ZERO);
  }

  private static NewCookie cookie(String value, Duration maxAge) {
    return new NewCookie.Builder(NAME)
        .value(value)
        .path("/")
        .maxAge((int) maxAge.toSeconds())
        .secure(true)
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.STRICT)
        .build();
  }

  /** The token in a {@code Cookie} header (RFC 6265 §4.2.1). */
  public static @Nullable String tokenIn(@Nullable String cookieHeader) {
    if (cookieHeader == null) {
      return null;
    }
    for (String pair : cookieHeader.split(";", -1)) {
      String trimmed = pair.strip();
      if (trimmed.startsWith(NAME + "=")) {
        String value = trimmed.substring(NAME.length() + 1);
        return value.isEmpty() ? null : value;
      }
    }
    return null;
  }
}
