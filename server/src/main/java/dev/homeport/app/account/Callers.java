package dev.homeport.app.account;

import dev.homeport.access.Caller;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who calls, for REST and live subscriptions alike: a program by its {@code
 * Authorization: Bearer}, a person by the cookies of a session. Thread-safe; blocks.
 */
public final class Callers {

  private static final String BEARER = "Bearer ";

  private final SignIn signIn;
  private final ApiTokens tokens;

  public Callers(SignIn signIn, ApiTokens tokens) {
    this.signIn = signIn;
    this.tokens = tokens;
  }

  /**
   * A caller.
   *
   * @param token the next JWT of a person's session; null while the one at hand will do
   */
  public record Known(Caller caller, @Nullable String token) {
    @Override
    public String toString() {
      return "Known[" + caller + ", ***]";
    }
  }

  /**
   * @param authorization the header, which goes before cookies
   * @param cookies the header
   */
  public Optional<Known> of(@Nullable String authorization, @Nullable String cookies) {
    if (authorization != null) {
      return isBearer(authorization)
          ? tokens
              .program(authorization.substring(BEARER.length()).strip())
              .map(program -> new Known(program, null))
          : Optional.empty();
    }
    return signIn
        .find(
            SessionCookie.in(cookies, SessionCookie.TOKEN),
            SessionCookie.in(cookies, SessionCookie.RENEWAL))
        .map(found -> new Known(found.person(), found.token()));
  }

  /** Who makes a call that was let through. */
  public static Caller of(ContainerRequestContext context) {
    if (context.getProperty(Caller.PROPERTY) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("a filter let a stranger through");
  }

  /** Whether who was let in before still is, for what stays open. */
  public boolean isStillThere(Known known, @Nullable String authorization) {
    return known.caller() instanceof Caller.Person person
        ? signIn.isAlive(person)
        : of(authorization, null).isPresent();
  }

  private static boolean isBearer(String authorization) {
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
  }
}
