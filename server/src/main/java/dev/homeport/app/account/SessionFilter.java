package dev.homeport.app.account;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a call of {@code /api/v1} through when it comes from a session, and a call that changes
 * something when it also carries {@code X-Homeport-Request: 1}: a page of another site cannot set
 * that header. Signing in needs no session, nor does what the filter before this one let through by
 * a policy of the hub.
 */
@Provider
@Priority(Priorities.AUTHENTICATION + 1)
public final class SessionFilter implements ContainerRequestFilter {

  /** The request property that holds the {@link Account}. */
  public static final String ACCOUNT = "homeport.account";

  /** The request property that names the policy of the hub by whose key the call is allowed. */
  public static final String POLICY = "homeport.policy";

  static final String GUARD = "X-Homeport-Request";

  private final SignIn signIn;

  public SessionFilter(SignIn signIn) {
    this.signIn = signIn;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    String path = context.getUriInfo().getPath().replaceAll("/{2,}", "/");
    if (!path.startsWith("/api/v1")
        || isSignIn(context.getMethod(), path)
        || context.getProperty(POLICY) != null) {
      return;
    }
    String token = SessionCookie.tokenIn(context.getHeaderString(HttpHeaders.COOKIE));
    Optional<Account> account = token == null ? Optional.empty() : signIn.session(token);
    if (account.isEmpty()) {
      context.abortWith(Problem.unauthorized("sign in first").response());
    } else if (changes(context.getMethod()) && !isGuarded(context.getHeaderString(GUARD))) {
      context.abortWith(Problem.forbidden("the header " + GUARD + ": 1 is missing").response());
    } else {
      context.setProperty(ACCOUNT, account.get());
    }
  }

  static boolean isSignIn(String method, String path) {
    return method.equals("POST")
        && (path.equals("/api/v1/session") || path.equals("/api/v1/session/"));
  }

  static boolean changes(String method) {
    return !(method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS"));
  }

  private static boolean isGuarded(@Nullable String header) {
    return "1".equals(header);
  }
}
