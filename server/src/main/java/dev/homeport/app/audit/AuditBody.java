package dev.homeport.app.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;

/**
 * Reads the body of a call that was let through, where the audit log tells something of it, and
 * leaves it to the call as it came. Bodies are bounded, see {@code BodyLimit}; those that are read
 * as a stream tell nothing.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public final class AuditBody implements ContainerRequestFilter {

  /** The request property that holds the body as JSON. */
  static final String BODY = "homeport.audit.body";

  private final AuditDetails details;

  public AuditBody(ObjectMapper json) {
    this.details = new AuditDetails(json);
  }

  @Override
  public void filter(ContainerRequestContext context) throws IOException {
    boolean tells =
        context.getProperty(AuditBegin.METHOD) instanceof Method method
            && AuditedCall.of(method).filter(call -> AuditDetails.areIn(call.action())).isPresent();
    if (tells) {
      byte[] body = context.getEntityStream().readAllBytes();
      context.setEntityStream(new ByteArrayInputStream(body));
      context.setProperty(BODY, details.parsed(body));
    }
  }
}
