package dev.homeport.app.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Caller;
import dev.homeport.access.audit.Actor;
import dev.homeport.access.audit.AuditEvent;
import dev.homeport.access.audit.AuditLog;
import dev.homeport.access.audit.OpenCalls;
import dev.homeport.access.audit.Outcome;
import dev.homeport.app.HttpErrors;
import dev.homeport.app.account.Problem;
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
import java.util.OptionalInt;
import java.util.Set;
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

  /** The request property that holds what a call was about, where its path does not tell. */
  public static final String TARGET = "homeport.audit.target";

  static final String REQUEST_ID = "x-ms-request-id";

  private static final Logger LOGGER = LoggerFactory.getLogger(AuditTrail.class);

  private final AuditLog log;
  private final OpenCalls calls;
  private final ObjectMapper json;
  private final HttpErrors errors;
  private final StrangerLimit strangers;
  @Context @Nullable HttpServerRequest request;

  public AuditTrail(AuditLog log, OpenCalls calls, ObjectMapper json, Clock clock) {
    this.log = log;
    this.calls = calls;
    this.json = json;
    this.errors = new HttpErrors(json);
    this.strangers = new StrangerLimit(clock);
  }

  @Override
  public void filter(ContainerRequestContext context, ContainerResponseContext answer) {
    answer.getHeaders().putSingle(REQUEST_ID, RequestId.of(context));
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
    Actor actor = CallEvents.actor(call, context, outcome);
    boolean nobody =
        actor.equals(Actor.STRANGER) && context.getHeaderString(HttpHeaders.AUTHORIZATION) == null;
    if (!call.recorded() && (outcome != Outcome.DENIED || nobody)) {
      // Who shows nothing and only asks is a browser before its sign-in.
      return;
    }
    OptionalInt leftOut =
        actor.kind() == Actor.Kind.STRANGER
            ? strangers.admit(CallEvents.address(request))
            : OptionalInt.of(0);
    if (leftOut.isEmpty()) {
      end(context);
      return;
    }
    try {
      AuditEvent event =
          CallEvents.of(call, method, context, request, outcome, answer.getStatus(), code);
      log.record(leftOut.getAsInt() == 0 ? event : event.after(leftOut.getAsInt()));
      end(context);
    } catch (RuntimeException e) {
      LOGGER
          .atError()
          .addKeyValue("action", call.action())
          .setCause(e)
          .log("a call could not be recorded");
      unrecorded(context, answer);
    }
  }

  private void end(ContainerRequestContext context) {
    if (context.getProperty(AuditBody.OPEN) instanceof String open) {
      calls.end(open);
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
            || (status == 429 && call.action().equals(CallEvents.SIGN_IN));
    return denied ? Outcome.DENIED : Outcome.FAILED;
  }
}
