package dev.homeport.app.console;

import dev.homeport.access.Action;
import dev.homeport.app.account.SessionCookie;
import dev.homeport.app.account.SignIn;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Lets a socket open when it comes from a page of this server ({@code Origin} is {@code Host}) with
 * the cookie of a session. Browsers send cookies with WebSockets of any page, hence the first.
 */
@Singleton
public final class LiveUpgrade implements HttpUpgradeCheck {

  private final SignIn signIn;

  public LiveUpgrade(SignIn signIn) {
    this.signIn = signIn;
  }

  @Override
  public boolean appliesTo(String endpointId) {
    return endpointId.equals(LiveSocket.class.getName());
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    HttpServerRequest request = context.httpRequest();
    String host = request.getHeader("Host");
    if (!isSameOrigin(request.getHeader("Origin"), host)) {
      return CheckResult.rejectUpgrade(403);
    }
    String token = SessionCookie.tokenIn(request.getHeader("Cookie"));
    if (token == null) {
      return CheckResult.rejectUpgrade(401);
    }
    return Uni.createFrom()
        .item(
            () ->
                signIn
                    .session(token)
                    .map(caller -> caller.allows(Action.VIEW) && caller.group() == null)
                    .map(LiveUpgrade::answer)
                    .orElseGet(() -> CheckResult.rejectUpgradeSync(401)))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private static CheckResult answer(boolean allowed) {
    return allowed ? CheckResult.permitUpgradeSync() : CheckResult.rejectUpgradeSync(403);
  }

  /** Whether {@code origin} names the authority that {@code host} names; false without either. */
  static boolean isSameOrigin(@Nullable String origin, @Nullable String host) {
    if (origin == null || host == null) {
      return false;
    }
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null && withPort(authority).equalsIgnoreCase(withPort(host));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String withPort(String authority) {
    return authority.matches(".*:\\d+") ? authority : authority + ":443";
  }
}
