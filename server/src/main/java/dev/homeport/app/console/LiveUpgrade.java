package dev.homeport.app.console;

import dev.homeport.access.Action;
import dev.homeport.access.Caller;
import dev.homeport.app.account.Callers;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Lets a socket open for who may look at the fleet: a program with its token, or a person with the
 * cookies of a session from a page of this server ({@code Origin} is {@code Host}), because
 * browsers send cookies with WebSockets of any page.
 */
@Singleton
public final class LiveUpgrade implements HttpUpgradeCheck {

  private final Callers callers;

  public LiveUpgrade(Callers callers) {
    this.callers = callers;
  }

  @Override
  public boolean appliesTo(String endpointId) {
    return endpointId.equals(LiveSocket.class.getName());
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    HttpServerRequest request = context.httpRequest();
    String authorization = request.getHeader("Authorization");
    if (authorization == null
        && !isSameOrigin(request.getHeader("Origin"), request.getHeader("Host"))) {
      return CheckResult.rejectUpgrade(403);
    }
    String cookies = request.getHeader("Cookie");
    return Uni.createFrom()
        .item(
            () ->
                callers
                    .of(authorization, cookies)
                    .map(known -> mayLook(known.caller()))
                    .map(LiveUpgrade::answer)
                    .orElseGet(() -> CheckResult.rejectUpgradeSync(401)))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private static boolean mayLook(Caller caller) {
    return caller.allows(Action.VIEW) && caller.group() == null;
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
