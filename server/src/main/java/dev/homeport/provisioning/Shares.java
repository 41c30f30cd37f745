package dev.homeport.provisioning;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.registry.Hub;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;

/**
 * Spreads devices over hubs by their weights. Each hub draws a time by hash for the device, the
 * sooner on average the heavier it is, and the first wins: the shares are as the weights, the same
 * device gets the same hub, and a hub that comes, goes or changes its weight moves only the devices
 * that it wins or loses.
 */
final class Shares {

  private Shares() {}

  /**
   * The hub of a device.
   *
   * @throws HubException with {@link ErrorCode#SERVICE_UNAVAILABLE} when none of them has a weight
   */
  static HubName choose(List<Hub> among, String registrationId) {
    return among.stream()
        .filter(hub -> hub.weight() > 0)
        .min(
            Comparator.<Hub>comparingDouble(hub -> time(hub, registrationId))
                .thenComparing(hub -> hub.name().value()))
        .map(Hub::name)
        .orElseThrow(
            () ->
                new HubException(
                    ErrorCode.SERVICE_UNAVAILABLE, "no hub takes devices: all have the weight 0"));
  }

  /** When the hub's clock ticks for the device, were it to tick {@code weight} times a second. */
  private static double time(Hub hub, String registrationId) {
    double even = (hash(hub.name() + "\n" + registrationId) >>> 11) * 0x1p-53 + 0x1p-54;
    // Not Math, whose last digit may be another one on another machine.
    return -StrictMath.log(even) / hub.weight();
  }

  private static long hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
