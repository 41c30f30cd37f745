package dev.homeport.app;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/**
 * Reads requests as they are meant: the Java SDK sends PATCH as POST with {@code
 * X-HTTP-Method-Override}, and some SDKs double or append slashes.
 */
@Provider
@PreMatching
public final class MethodOverrideFilter implements ContainerRequestFilter {

  private static final String OVERRIDE = "X-HTTP-Method-Override";

  @Override
  public void filter(ContainerRequestContext context) {
    if (context.getMethod().equals("POST")
        && "PATCH".equalsIgnoreCase(context.getHeaderString(OVERRIDE))) {
      context.setMethod("PATCH");
    }
    URI uri = context.getUriInfo().getRequestUri();
    String path = uri.getRawPath();
    String normalized = HubOperation.normalized(path);
    if (!normalized.equals(path)
        && !(HubOperation.of("GET", normalized) instanceof HubOperation.NotOfTheHub)) {
      String query = uri.getRawQuery();
      context.setRequestUri(URI.create(normalized + (query == null ? "" : "?" + query)));
    }
  }
}
