package dev.homeport.app.audit;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of a call: the caller's {@code x-ms-client-request-id}, or one that is made. */
final class RequestId {

  private static final String PROPERTY = "homeport.audit.requestId";
  private static final String CLIENT_REQUEST_ID = "x-ms-client-request-id";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:+/=-]{1,128}");

  private RequestId() {}

  /** The same for the whole call. */
  static String of(ContainerRequestContext context) {
    if (context.getProperty(PROPERTY) instanceof String known) {
      return known;
    }
    String id = usable(context.getHeaderString(CLIENT_REQUEST_ID));
    context.setProperty(PROPERTY, id);
    return id;
  }

  private static String usable(@Nullable String sent) {
    return sent != null && ID.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
  }
}
