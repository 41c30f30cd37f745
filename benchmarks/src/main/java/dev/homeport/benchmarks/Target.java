package dev.homeport.benchmarks;

import io.netty.handler.ssl.SslContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A broker or hub under load, and who connects to it.
 *
 * @param tls null to connect without TLS
 * @param atATime connections that may be under way at once while they are opened
 */
record Target(String host, int port, @Nullable SslContext tls, List<Client> clients, int atATime) {

  static final int CONNECTS_AT_A_TIME = 100;

  /**
   * How one device connects.
   *
   * @param password null for none
   * @param topic where it publishes
   */
  record Client(
      String clientId, @Nullable String userName, @Nullable String password, String topic) {}
}
