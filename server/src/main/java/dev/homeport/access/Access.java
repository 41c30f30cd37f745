package dev.homeport.access;

import dev.homeport.registry.RegisteredIdentity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the authenticator decided about a device's or module's credentials. */
public sealed interface Access {

  /**
   * The device may work as {@code identity}.
   *
   * @param method how it proved itself, in the JSON text that IoT Hub puts on each message ({@code
   *     iothub-connection-auth-method})
   * @param expiry when the token ends, null for certificates
   */
  record Granted(RegisteredIdentity identity, String method, @Nullable Instant expiry)
      implements Access {}

  /**
   * @param reason for the log and for metrics, from a short fixed list; never sent to the client
   */
  record Refused(String reason) implements Access {}
}
