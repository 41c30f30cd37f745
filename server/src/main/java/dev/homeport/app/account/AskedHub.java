package dev.homeport.app.account;

import dev.homeport.HubName;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/**
 * The hub that a call to a resource {@link OfHub} is about. The filter that lets the call through
 * tells it before the resource is called. Not final, as the container makes one for each request
 * behind a proxy.
 */
@RequestScoped
public class AskedHub {

  /** The query parameter that names a hub. */
  public static final String PARAMETER = "hub";

  /** The property of a request under which filters find the {@link HubName}. */
  public static final String PROPERTY = "homeport.askedHub";

  private HubName name = HubName.DEFAULT;

  public HubName name() {
    return name;
  }

  public void is(HubName asked) {
    name = asked;
  }

  /** The hub that the query names, where the resource is {@link OfHub}. */
  public static @Nullable String named(@Nullable ResourceInfo resource, UriInfo uri) {
    return resource != null
            && resource.getResourceMethod().getDeclaringClass().isAnnotationPresent(OfHub.class)
        ? uri.getQueryParameters().getFirst(PARAMETER)
        : null;
  }
}
