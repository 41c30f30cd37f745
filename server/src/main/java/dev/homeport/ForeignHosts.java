package dev.homeport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts the server calls because somebody named their URL. Those on the server's own machine
 * and link are refused: otherwise who may name a URL could reach what only the server may, such as
 * a cloud's metadata. Blocks while it looks a name up.
 *
 * @param ownMachine whether programs on the server's machine may be called
 */
public record ForeignHosts(boolean ownMachine) {

  /**
   * Why a host is not called; null when it may be. Java keeps what a name stands for some seconds,
   * so a client that calls at once calls what is looked at here.
   */
  public @Nullable String refusal(String host) throws UnknownHostException {
    for (InetAddress address : InetAddress.getAllByName(host)) {
      if (isForbidden(address)) {
        return host + " is on the server's own machine or link";
      }
    }
    return null;
  }

  private boolean isForbidden(InetAddress address) {
    return address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || (!ownMachine && (address.isLoopbackAddress() || address.isAnyLocalAddress()));
  }
}
