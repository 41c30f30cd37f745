package dev.homeport.app.account;

import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.access.Action;
import dev.homeport.access.Caller;
import dev.homeport.access.Needs;
import dev.homeport.registry.Hubs;
import dev.homeport.twin.group.GroupService;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where people's rights are checked: lets a call of {@code /api/v1} through when its
 * caller may do what the method {@link Needs}, and a call with a cookie that changes something when
 * it also carries {@code X-Homeport-Request: 1}: a page of another site cannot set that header. A
 * method that needs nothing is refused. Who is limited to a group may call what names a device of
 * the group, and what keeps to the group by itself. A hub that the call names has to be there. What
 * the filter before this one let through by a policy of the hub is not looked at again.
 */
@Provider
@Priority(Priorities.AUTHENTICATION + 1)
public final class RightsFilter implements ContainerRequestFilter, ContainerResponseFilter {

  static final String GUARD = "X-Homeport-Request";

  private static final String NEXT_TOKEN = "homeport.nextToken";
  private static final Logger LOGGER = LoggerFactory.getLogger(RightsFilter.class);

  private final Callers callers;
  private final GroupService groups;
  private final Hubs hubs;
  private final AskedHub asked;
  @Context @Nullable ResourceInfo resource;

  public RightsFilter(Callers callers, GroupService groups, Hubs hubs, AskedHub asked) {
    this.callers = callers;
    this.groups = groups;
    this.hubs = hubs;
    this.asked = asked;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    String path = context.getUriInfo().getPath().replaceAll("/{2,}", "/");
    if (!path.startsWith("/api/v1") || context.getProperty(Caller.PROPERTY) != null) {
      return;
    }
    Needs needs = resource == null ? null : resource.getResourceMethod().getAnnotation(Needs.class);
    if (needs == null) {
      refuse(context, null, Problem.forbidden("nobody may call this"));
      return;
    }
    if (needs.value() == Action.SIGN_IN) {
      return;
    }
    Optional<Callers.Known> known =
        callers.of(
            context.getHeaderString(HttpHeaders.AUTHORIZATION),
            context.getHeaderString(HttpHeaders.COOKIE));
    if (known.isEmpty()) {
      refuse(context, null, Problem.unauthorized("sign in first"));
      return;
    }
    Caller caller = known.get().caller();
    context.setProperty(Caller.PROPERTY, caller);
    if (known.get().token() != null) {
      context.setProperty(NEXT_TOKEN, known.get().token());
    }
    HubName hub = hub(context);
    asked.is(hub);
    context.setProperty(AskedHub.PROPERTY, hub);
    Problem problem = problem(caller, needs, hub, context);
    if (problem != null) {
      refuse(context, caller, problem);
      return;
    }
    if (AskedHub.named(resource, context.getUriInfo()) != null) {
      hubs.named(hub.value());
    }
  }

  /** Hands a session its next JWT. */
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(NEXT_TOKEN) instanceof String token
        && !response.getHeaders().containsKey(HttpHeaders.SET_COOKIE)) {
      response.getHeaders().add(HttpHeaders.SET_COOKIE, SessionCookie.token(token).header());
    }
  }

  private @Nullable Problem problem(
      Caller caller, Needs needs, HubName hub, ContainerRequestContext context) {
    boolean byCookie = caller instanceof Caller.Person;
    if (byCookie && changes(context.getMethod()) && !"1".equals(context.getHeaderString(GUARD))) {
      return Problem.forbidden("the header " + GUARD + ": 1 is missing");
    }
    if (caller instanceof Caller.Person person
        && person.mustChangePassword()
        && !caller.allows(needs.value())) {
      return Problem.passwordChangeNeeded();
    }
    if (!caller.allows(needs.value())) {
      return Problem.forbidden("the role " + caller.roleName() + " does not allow this");
    }
    if (!caller.isFor(hub)) {
      return Problem.forbidden("the token is for another hub");
    }
    String group = caller.group();
    if (group != null
        && needs.value() != Action.OWN_ACCOUNT
        && (!hub.equals(HubName.DEFAULT) || !needs.keepsToGroup())
        && !isOfGroup(group, hub, context.getUriInfo().getPathParameters())) {
      return Problem.forbidden("this is not of the group " + group);
    }
    return null;
  }

  /** The hub that a call is about; whether there is one of that name is not asked yet. */
  private HubName hub(ContainerRequestContext context) {
    String inPath = context.getUriInfo().getPathParameters().getFirst("hub");
    String name = inPath == null ? AskedHub.named(resource, context.getUriInfo()) : inPath;
    return name == null ? HubName.DEFAULT : new HubName(name);
  }

  /** Groups that people are limited to are those of the first hub. */
  private boolean isOfGroup(String group, HubName hub, MultivaluedMap<String, String> path) {
    String deviceId = path.getFirst("deviceId");
    return deviceId != null
        && hub.equals(HubName.DEFAULT)
        && groups.contains(HubName.DEFAULT, group, new DeviceId(deviceId));
  }

  private static void refuse(
      ContainerRequestContext context, @Nullable Caller caller, Problem problem) {
    LOGGER
        .atInfo()
        .addKeyValue("method", context.getMethod())
        .addKeyValue("path", context.getUriInfo().getPath())
        .addKeyValue("userName", caller == null ? "" : caller.name())
        .addKeyValue("reason", problem.detail())
        .log("call refused");
    context.abortWith(problem.response());
  }

  static boolean changes(String method) {
    return !(method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS"));
  }
}
