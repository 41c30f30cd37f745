package dev.homeport.access.ca;

import dev.homeport.HubName;

/**
 * Whose certificate authorities are meant: a hub's, or those of the provisioning service.
 *
 * @param owner as in the table; a hub's name holds no {@code $}
 */
public record CaScope(String owner) {

  public static final CaScope PROVISIONING = new CaScope("$provisioning");

  public static CaScope of(HubName hub) {
    return new CaScope(hub.value());
  }
}
