package dev.homeport.app;

import dev.homeport.HubName;
import dev.homeport.registry.Hubs;

/** The name by which devices and people reach this installation over HTTPS. */
final class PublicHost {

  private static final int HTTPS = 443;

  private PublicHost() {}

  /** The hub's first name, with the port where that is not 443. */
  static String of(Hubs hubs) {
    int port = Main.started().settings().ports().https();
    return hubs.hostNames(HubName.DEFAULT).getFirst() + (port == HTTPS ? "" : ":" + port);
  }
}
