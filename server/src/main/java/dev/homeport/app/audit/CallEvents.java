package dev.homeport.app.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.homeport.HubName;
import dev.homeport.access.Caller;
import dev.homeport.access.audit.Actor;
import dev.homeport.access.audit.AuditEvent;
import dev.homeport.access.audit.Outcome;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.SessionResource;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells of a call what the audit log keeps. */
final class CallEvents {

  static final String SIGN_IN = "signIn";

  private static final Pattern TO = Pattern.compile("/(.+)/messages/(?i:devicebound)/?");

  private CallEvents() {}

  static AuditEvent of(
      AuditedCall call,
      Method method,
      ContainerRequestContext context,
      @Nullable HttpServerRequest request,
      Outcome outcome,
      int status,
      String code) {
    JsonNode body =
        context.getProperty(AuditBody.BODY) instanceof JsonNode read
            ? read
            : MissingNode.getInstance();
    return new AuditEvent(
        actor(call, context, outcome),
        call.action(),
        hub(context),
        target(call, AuditedCall.template(method), context, body),
        outcome,
        status,
        code,
        address(request),
        RequestId.of(context),
        AuditDetails.of(call.action(), body));
  }

  static Actor actor(AuditedCall call, ContainerRequestContext context, Outcome outcome) {
    Actor proven =
        switch (context.getProperty(Caller.PROPERTY)) {
          case Caller.Person person ->
              new Actor(Actor.Kind.PERSON, person.name(), person.roleName());
          case Caller.Program program ->
              new Actor(Actor.Kind.TOKEN, program.name(), program.roleName());
          case Caller.Service service -> new Actor(Actor.Kind.POLICY, service.policy(), "");
          case null, default -> Actor.STRANGER;
        };
    if (call.action().equals(SIGN_IN)
        && context.getProperty(AuditBody.BODY) instanceof JsonNode body
        && body.path("userName").isTextual()) {
      // The name that was claimed; whether rightly, the outcome tells.
      return new Actor(
          outcome == Outcome.SUCCEEDED ? Actor.Kind.PERSON : Actor.Kind.STRANGER,
          body.path("userName").textValue(),
          "");
    }
    return proven.equals(Actor.STRANGER)
            && context.getProperty(SessionResource.ATTEMPTED) instanceof String claimed
        ? new Actor(Actor.Kind.STRANGER, claimed, "")
        : proven;
  }

  private static String hub(ContainerRequestContext context) {
    if (context.getProperty(Caller.PROPERTY) instanceof Caller.Service service) {
      return service.hub().value();
    }
    if (context.getProperty(AskedHub.PROPERTY) instanceof HubName asked) {
      return asked.value();
    }
    String named = context.getUriInfo().getPathParameters().getFirst("hub");
    return named == null ? HubName.DEFAULT.value() : named;
  }

  private static String target(
      AuditedCall call, String template, ContainerRequestContext context, JsonNode body) {
    if (context.getProperty(AuditTrail.TARGET) instanceof String told) {
      return told;
    }
    String made =
        switch (call.action()) {
          case "createDevice" -> "devices/" + body.path("deviceId").asText();
          case "createUser" -> "users/" + body.path("userName").asText();
          default -> "";
        };
    if (!made.isEmpty()) {
      return made;
    }
    String to = context.getHeaderString("iothub-to");
    if (to != null && call.action().equals("sendMessage")) {
      Matcher address = TO.matcher(to);
      return address.matches() ? address.group(1) : to;
    }
    Map<String, String> names =
        context.getUriInfo().getPathParameters().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, name -> name.getValue().getFirst()));
    return AuditTarget.of(template, names);
  }

  static String address(@Nullable HttpServerRequest called) {
    if (called == null || called.remoteAddress() == null) {
      return "";
    }
    String address = called.remoteAddress().hostAddress();
    return address == null ? "" : address;
  }
}
