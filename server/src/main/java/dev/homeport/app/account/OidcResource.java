package dev.homeport.app.account;

import dev.homeport.HubName;
import dev.homeport.access.Action;
import dev.homeport.access.Caller;
import dev.homeport.access.Needs;
import dev.homeport.registry.Hubs;
import io.netty.handler.codec.http.cookie.CookieHeaderNames.SameSite;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The browser's way to the identity provider and back. Not in the OpenAPI document: these are no
 * calls but pages. What goes wrong is told by the sign-in page, which is shown with {@code
 * problem}.
 */
@Path("/api/v1/session/oidc")
@RunOnVirtualThread
public final class OidcResource {

  private static final Logger LOGGER = LoggerFactory.getLogger(OidcResource.class);
  private static final String PATH = "/api/v1/session/oidc";
  private static final String COOKIE = "homeport_oidc";
  private static final Pattern PAGE = Pattern.compile("/(?!/)[A-Za-z0-9._~%?&=+/-]{0,1000}");

  private final ExternalSignIn external;
  private final Hubs hubs;

  public OidcResource(ExternalSignIn external, Hubs hubs) {
    this.external = external;
    this.hubs = hubs;
  }

  @GET
  @Needs(Action.SIGN_IN)
  @Operation(operationId = "startSignInByProvider", hidden = true)
  public Response start(
      @HeaderParam("Host") @Nullable String host, @QueryParam("to") @Nullable String target) {
    try {
      Optional<ExternalSignIn.Started> started = external.start(redirectUri(host), page(target));
      return started
          .map(
              flow ->
                  SetCookie.on(
                          Response.seeOther(flow.provider()),
                          cookie(flow.id(), SignInFlows.LONGEST))
                      .build())
          .orElseGet(() -> problem("notConfigured"));
    } catch (IdentityProvider.Unusable e) {
      return unusable(e);
    }
  }

  @GET
  @Path("callback")
  @Needs(Action.SIGN_IN)
  @Operation(operationId = "signInByProvider", hidden = true)
  public Response callback(
      @CookieParam(COOKIE) @Nullable String id,
      @QueryParam("state") @Nullable String state,
      @QueryParam("code") @Nullable String code,
      @Context ContainerRequestContext context,
      @Context HttpServerRequest request) {
    Optional<SignInFlow> flow =
        id == null || state == null
            ? Optional.empty()
            : external.take(id).filter(kept -> isSame(kept.state(), state));
    if (flow.isEmpty()) {
      return problem("expired");
    }
    if (code == null) {
      return problem("refused"); // the provider's error, for instance access_denied
    }
    try {
      return switch (external.finish(flow.get(), code, Origin.of(request))) {
        case ExternalSignIn.Result.SignedIn(SignIn.Begun begun) -> {
          context.setProperty(Caller.PROPERTY, begun.person());
          Response.ResponseBuilder back =
              Response.seeOther(URI.create("/console" + flow.get().target()));
          SetCookie.on(back, SessionCookie.of(begun));
          yield SetCookie.on(back, cookie("", Duration.ZERO)).build();
        }
        case ExternalSignIn.Result.NoRole(String userName) -> {
          context.setProperty(SessionResource.ATTEMPTED, userName);
          yield problem("noRole");
        }
        case ExternalSignIn.Result.Disabled(String userName) -> {
          context.setProperty(SessionResource.ATTEMPTED, userName);
          yield problem("disabled");
        }
      };
    } catch (IdentityProvider.Unusable e) {
      return unusable(e);
    }
  }

  private static Response unusable(IdentityProvider.Unusable fault) {
    Throwable cause = fault.getCause();
    LOGGER
        .atWarn()
        .addKeyValue("problem", fault.getMessage())
        .addKeyValue("cause", cause == null ? "" : String.valueOf(cause.getMessage()))
        .log("sign-in by the identity provider failed");
    return problem("unusable");
  }

  private static Response problem(String problem) {
    return SetCookie.on(
            Response.seeOther(URI.create("/console/sign-in?problem=" + problem)),
            cookie("", Duration.ZERO))
        .build();
  }

  /** A name that this server has; the provider knows which redirects it allows. */
  private String redirectUri(@Nullable String host) {
    String used = host == null ? "" : host;
    String name = used.replaceFirst(":\\d+$", "");
    return "https://"
        + (hubs.hostNames(HubName.DEFAULT).contains(name)
            ? used
            : hubs.hostNames(HubName.DEFAULT).getFirst())
        + PATH
        + "/callback";
  }

  /** A path within the console, so that nobody is sent elsewhere; "/" in the place of others. */
  static String page(@Nullable String target) {
    return target != null && PAGE.matcher(target).matches() ? target : "/";
  }

  private static boolean isSame(String kept, String given) {
    return MessageDigest.isEqual(
        kept.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  /** Lax, because the browser comes back from another site. */
  private static SetCookie cookie(String value, Duration maxAge) {
    return SetCookie.of(COOKIE, value, PATH, maxAge, SameSite.Lax);
  }
}
