package dev.homeport.app;

import dev.homeport.HubName;
import dev.homeport.app.console.HostNames;
import dev.homeport.registry.Hubs;

/** The names by which devices and people reach this installation over HTTPS. */
final class PublicHost {

  private static final int HTTPS = 443;

  private PublicHost() {}

  /** A name of the hub, with the port where that is not 443. */
  static String of(Hubs hubs, HubName hub) {
    int port = Main.started().settings().ports().https();
    return HostNames.choose(null, hubs.hostNames(hub)) + (port == HTTPS ? "" : ":" + port);
  }
}
