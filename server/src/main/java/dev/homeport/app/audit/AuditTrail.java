package dev.homeport.app.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.access.Caller;
import dev.homeport.access.audit.Actor;
import dev.homeport.access.audit.AuditEvent;
import dev.homeport.access.audit.AuditLog;
import dev.homeport.access.audit.Outcome;
import dev.homeport.app.HttpErrors;
import dev.homeport.app.account.Problem;
import dev.homeport.app.account.SessionResource;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes calls into the audit log before they are answered: what changes something or gives out
 * secrets, and what was denied. A call that cannot be recorded is answered with a fault. Every
 * answer carries the id of its call, {@code x-ms-request-id}.
 */
@Provider
public final class AuditTrail implements ContainerResponseFilter {

  static final String REQUEST_ID = "x-ms-request-id";

  private static final Logger LOGGER = LoggerFactory.getLogger(AuditTrail.class);
  private static final String CLIENT_REQUEST_ID = "x-ms-client-request-id";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:+/=-]{1,128}");
  private static final Pattern TO = Pattern.compile("/(.+)/messages/(?i:devicebound)/?");
  private static final String SIGN_IN = "signIn";

  private final AuditLog log;
  private final ObjectMapper json;
  private final HttpErrors errors;
  private final StrangerLimit strangers;
  @Context @Nullable HttpServerRequest request;

  public AuditTrail(AuditLog log, ObjectMapper json, Clock clock) {
    this.log = log;
    this.json = json;
    this.errors = new HttpErrors(json);
    this.strangers = new StrangerLimit(clock);
  }

  @Override
  public void filter(ContainerRequestContext context, ContainerResponseContext answer) {
    String requestId = requestId(context.getHeaderString(CLIENT_REQUEST_ID));
    answer.getHeaders().putSingle(REQUEST_ID, requestId);
    if (!(context.getProperty(AuditBegin.METHOD) instanceof Method method)) {
      return;
    }
    AuditedCall call = AuditedCall.of(method).orElse(null);
    if (call == null) {
      return;
    }
    String code = code(answer);
    Outcome outcome =
        call.equals(AuditedCall.BY_PROVIDER)
            ? byProvider(context)
            : outcome(call, answer.getStatus(), code);
    Actor actor = actor(call, context, outcome);
    boolean nobody =
        actor.equals(Actor.STRANGER) && context.getHeaderString(HttpHeaders.AUTHORIZATION) == null;
    if (!call.recorded() && (outcome != Outcome.DENIED || nobody)) {
      // Who shows nothing and only asks is a browser before its sign-in.
      return;
    }
    String address = address();
    OptionalInt leftOut =
        actor.kind() == Actor.Kind.STRANGER ? strangers.admit(address) : OptionalInt.of(0);
    if (leftOut.isEmpty()) {
      return;
    }
    JsonNode body =
        context.getProperty(AuditBody.BODY) instanceof JsonNode read
            ? read
            : MissingNode.getInstance();
    try {
      log.record(
          new AuditEvent(
              actor,
              call.action(),
              hub(context),
              target(call, AuditedCall.template(method), context, body),
              outcome,
              answer.getStatus(),
              code,
              address,
              requestId,
              detail(call, body, leftOut.getAsInt())));
    } catch (RuntimeException e) {
      LOGGER
          .atError()
          .addKeyValue("action", call.action())
          .setCause(e)
          .log("a call could not be recorded");
      unrecorded(context, answer);
    }
  }

  /** Nobody is told the good end of what the log does not know. */
  private void unrecorded(ContainerRequestContext context, ContainerResponseContext answer) {
    Response fault =
        errors.refused(
            new HubException(
                ErrorCode.SERVICE_UNAVAILABLE,
                "the call cannot be written into the audit log; it may have been done"),
            context.getUriInfo());
    answer.setStatusInfo(fault.getStatusInfo());
    answer.getHeaders().keySet().retainAll(Set.of(REQUEST_ID));
    answer.setEntity(fault.getEntity(), new Annotation[0], fault.getMediaType());
  }

  private static String requestId(@Nullable String sent) {
    return sent != null && ID.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
  }

  /** The word of a refusal or fault, as the answer says it. */
  private String code(ContainerResponseContext answer) {
    if (answer.getStatus() < 400) {
      return "";
    }
    String header = answer.getHeaderString("iothub-errorcode");
    if (header != null) {
      return header;
    }
    return switch (answer.getEntity()) {
      case Problem problem -> problem.code();
      case String text when text.startsWith("{") -> codeIn(text);
      case null, default -> "";
    };
  }

  private String codeIn(String text) {
    try {
      return json.readTree(text).path("code").asText();
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  /** Refused or not, the browser is sent on. */
  private static Outcome byProvider(ContainerRequestContext context) {
    return context.getProperty(Caller.PROPERTY) == null ? Outcome.DENIED : Outcome.SUCCEEDED;
  }

  private static Outcome outcome(AuditedCall call, int status, String code) {
    if (status < 400) {
      return Outcome.SUCCEEDED;
    }
    boolean quota =
        code.equals(ErrorCode.QUOTA_EXCEEDED.code())
            || code.equals(ErrorCode.DEVICE_MAXIMUM_QUEUE_DEPTH_EXCEEDED.code());
    boolean denied =
        status == 401
            || (status == 403 && !quota)
            || (status == 429 && call.action().equals(SIGN_IN));
    return denied ? Outcome.DENIED : Outcome.FAILED;
  }

  private static Actor actor(AuditedCall call, ContainerRequestContext context, Outcome outcome) {
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
    String named = context.getUriInfo().getPathParameters().getFirst("hub");
    return context.getProperty(Caller.PROPERTY) instanceof Caller.Service service
        ? service.hub().value()
        : named == null ? HubName.DEFAULT.value() : named;
  }

  private static String target(
      AuditedCall call, String template, ContainerRequestContext context, JsonNode body) {
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

  private static String detail(AuditedCall call, JsonNode body, int leftOut) {
    String detail = AuditDetails.of(call.action(), body);
    if (leftOut == 0) {
      return detail;
    }
    return "after " + leftOut + " more of this address" + (detail.isEmpty() ? "" : ", " + detail);
  }

  private String address() {
    HttpServerRequest called = request;
    if (called == null || called.remoteAddress() == null) {
      return "";
    }
    String address = called.remoteAddress().hostAddress();
    return address == null ? "" : address;
  }
}
