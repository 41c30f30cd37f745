package dev.homeport.app.console;

import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.access.Action;
import dev.homeport.access.Caller;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.Callers;
import dev.homeport.registry.Hubs;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Lets a socket open for who may look at the fleet of the hub that the query names, the first one
 * without: a program with its token, or a person with the cookies of a session from a page of this
 * server ({@code Origin} is {@code Host}), because browsers send cookies with WebSockets of any
 * page.
 */
@Singleton
public final class LiveUpgrade implements HttpUpgradeCheck {

  /** Where the socket finds its hub. */
  static final UserData.TypedKey<HubName> HUB = new UserData.TypedKey<>("homeport.hub");

  private final Callers callers;
  private final Hubs hubs;

  public LiveUpgrade(Callers callers, Hubs hubs) {
    this.callers = callers;
    this.hubs = hubs;
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
    String asked = request.getParam(AskedHub.PARAMETER);
    return Uni.createFrom()
        .item(
            () ->
                callers
                    .of(authorization, cookies)
                    .map(known -> answer(known.caller(), asked, context.userData()))
                    .orElseGet(() -> CheckResult.rejectUpgradeSync(401)))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private CheckResult answer(Caller caller, @Nullable String asked, UserData socket) {
    try {
      HubName hub = asked == null ? HubName.DEFAULT : new HubName(asked);
      if (!mayLook(caller, hub)) {
        return CheckResult.rejectUpgradeSync(403);
      }
      socket.put(HUB, hubs.named(hub.value()));
      return CheckResult.permitUpgradeSync();
    } catch (HubException e) {
      return CheckResult.rejectUpgradeSync(e.code().httpStatus());
    }
  }

  private static boolean mayLook(Caller caller, HubName hub) {
    return caller.allows(Action.VIEW) && caller.group() == null && caller.isFor(hub);
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
