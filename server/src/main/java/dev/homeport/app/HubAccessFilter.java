package dev.homeport.app;

import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.access.Access;
import dev.homeport.access.Authenticator;
import dev.homeport.access.Caller;
import dev.homeport.access.SasToken;
import dev.homeport.access.ca.Certificates;
import dev.homeport.alert.SecuritySignals;
import dev.homeport.app.account.AskedHub;
import dev.homeport.gateway.http.TelemetryResource;
import dev.homeport.registry.HubPolicy;
import dev.homeport.registry.Hubs;
import dev.homeport.registry.Right;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a call of the hub's REST API through when its token or certificate allows what {@link
 * HubOperation} says it needs. The rest of Homeport's own API under {@code /api} has a filter of
 * its own; calls between nodes prove themselves to their resource.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public final class HubAccessFilter implements ContainerRequestFilter {

  private static final Logger LOGGER = LoggerFactory.getLogger(HubAccessFilter.class);

  private final Hubs hubs;
  private final Authenticator authenticator;
  private final SecuritySignals signals;
  private final AskedHub asked;
  @Context @Nullable HttpServerRequest request;
  @Context @Nullable ResourceInfo resource;

  public HubAccessFilter(
      Hubs hubs, Authenticator authenticator, SecuritySignals signals, AskedHub asked) {
    this.hubs = hubs;
    this.authenticator = authenticator;
    this.signals = signals;
    this.asked = asked;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    String path = HubOperation.normalized(context.getUriInfo().getPath());
    switch (HubOperation.of(context.getMethod(), path)) {
      case HubOperation.NotOfTheHub _ -> {}
      case HubOperation.Service(Right right) ->
          service(
              context,
              hubs.byHost(context.getHeaderString(HttpHeaders.HOST)),
              path,
              EnumSet.of(right));
      case HubOperation.ServiceOrPerson(String hub, Right right) ->
          serviceOrPerson(context, hub, path, EnumSet.of(right));
      case HubOperation.OwnerOrPerson(String hub) ->
          serviceOrPerson(context, hub, path, EnumSet.allOf(Right.class));
      case HubOperation.Device(String deviceId, String moduleId) ->
          device(context, deviceId, moduleId);
    }
  }

  /**
   * Without a signature it is a person's call, which the filter of rights judges. A policy is of
   * the hub that the query names, where it may name one.
   */
  private void serviceOrPerson(
      ContainerRequestContext context, String hub, String path, Set<Right> rights) {
    String token = token(context);
    if (token != null && SasToken.isOne(token)) {
      String named = AskedHub.named(resource, context.getUriInfo());
      asked.is(new HubName(named == null ? hub : named));
      service(context, asked.name(), path, rights);
    }
  }

  private void service(
      ContainerRequestContext context, HubName hub, String path, Set<Right> rights) {
    String token = token(context);
    HubPolicy policy = token == null ? null : authenticator.service(hub, path, token).orElse(null);
    if (policy == null) {
      throw refused(context, "no valid token");
    }
    context.setProperty(Caller.PROPERTY, new Caller.Service(hub, policy.name()));
    if (!policy.rights().containsAll(rights)) {
      throw refused(context, "policy " + policy.name() + " lacks one of " + rights);
    }
  }

  private void device(ContainerRequestContext context, String deviceId, String moduleId) {
    HubName hub = hubs.byHost(context.getHeaderString(HttpHeaders.HOST));
    Identity identity =
        new Identity(
            hub, new DeviceId(deviceId), moduleId.isEmpty() ? null : new ModuleId(moduleId));
    switch (authenticator.device(identity, token(context), shown())) {
      case Access.Granted granted -> context.setProperty(TelemetryResource.ACCESS, granted);
      case Access.Refused refused -> {
        signals.refused(identity, address(), refused.reason());
        throw refused(context, refused.reason());
      }
    }
  }

  private static @Nullable String token(ContainerRequestContext context) {
    return context.getHeaderString(HttpHeaders.AUTHORIZATION);
  }

  private String address() {
    return request == null || request.remoteAddress() == null
        ? ""
        : request.remoteAddress().hostAddress();
  }

  private List<X509Certificate> shown() {
    return request == null || request.sslSession() == null
        ? List.of()
        : Certificates.shown(request.sslSession());
  }

  private static HubException refused(ContainerRequestContext context, String reason) {
    LOGGER
        .atInfo()
        .addKeyValue("method", context.getMethod())
        .addKeyValue("path", context.getUriInfo().getPath())
        .addKeyValue("reason", reason)
        .log("call refused");
    return new HubException(ErrorCode.UNAUTHORIZED, "the token does not allow this call");
  }
}
