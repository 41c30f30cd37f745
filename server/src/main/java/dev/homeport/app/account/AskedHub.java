package dev.homeport.app.account;

import dev.homeport.HubName;
import jakarta.enterprise.context.RequestScoped;

/**
 * The hub that a call to a resource {@link OfHub} is about. {@link RightsFilter} tells it before
 * the resource is called. Not final, as the container makes one for each request behind a proxy.
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

  void is(HubName asked) {
    name = asked;
  }
}
