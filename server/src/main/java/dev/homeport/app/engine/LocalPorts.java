package dev.homeport.app.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Hands out ports of 127.0.0.1, each once. Thread-safe. */
final class LocalPorts {

  /** Below the range from which Linux takes ports for outgoing connections. */
  private static final int FIRST = 25_432;

  private static final int LAST = 32_000;

  private final Set<Integer> taken = new HashSet<>();

  /** This port when it is free, another one otherwise or when 0 is wanted. */
  synchronized int take(int wanted) {
    if (wanted > 0 && isFree(wanted)) {
      taken.add(wanted);
      return wanted;
    }
    for (int port = FIRST; port < LAST; port++) {
      if (isFree(port)) {
        taken.add(port);
        return port;
      }
    }
    throw new IllegalStateException("no port is free on 127.0.0.1");
  }

  private boolean isFree(int port) {
    if (taken.contains(port)) {
      return false;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(address(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static InetSocketAddress address(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }
}
