package dev.homeport.app.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.audit.OpenCalls;
import dev.homeport.access.audit.Outcome;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes a call that was let through and is to be recorded, before it is made: when the process dies
 * in it, the next start writes its entry. Reads its body where the log tells something of it, and
 * leaves it to the call as it came. Bodies are bounded, see {@code BodyLimit}; those that are read
 * as a stream tell nothing.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public final class AuditBody implements ContainerRequestFilter {

  private static final Logger LOGGER = LoggerFactory.getLogger(AuditBody.class);

  /** The request property that holds the body as JSON. */
  static final String BODY = "homeport.audit.body";

  /** The request property that holds what {@link OpenCalls#end} takes. */
  static final String OPEN = "homeport.audit.open";

  private final AuditDetails details;
  private final OpenCalls calls;
  @Context @Nullable HttpServerRequest request;

  public AuditBody(ObjectMapper json, OpenCalls calls) {
    this.details = new AuditDetails(json);
    this.calls = calls;
  }

  @Override
  public void filter(ContainerRequestContext context) throws IOException {
    if (!(context.getProperty(AuditBegin.METHOD) instanceof Method method)) {
      return;
    }
    AuditedCall call = AuditedCall.of(method).orElse(null);
    if (call == null) {
      return;
    }
    if (AuditDetails.areIn(call.action())) {
      byte[] body = context.getEntityStream().readAllBytes();
      context.setEntityStream(new ByteArrayInputStream(body));
      context.setProperty(BODY, details.parsed(body));
    }
    if (call.recorded()) {
      begin(call, method, context);
    }
  }

  private void begin(AuditedCall call, Method method, ContainerRequestContext context) {
    try {
      context.setProperty(
          OPEN,
          calls.begin(
              CallEvents.of(
                  call, method, context, request, Outcome.FAILED, 0, OpenCalls.INTERRUPTED)));
    } catch (UncheckedIOException e) {
      LOGGER
          .atError()
          .addKeyValue("action", call.action())
          .setCause(e)
          .log("a call could not be noted");
      throw new HubException(
          ErrorCode.SERVICE_UNAVAILABLE, "the call cannot be recorded, so it was not made");
    }
  }
}
