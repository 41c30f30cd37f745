package dev.homeport.gateway;

import dev.homeport.Identity;
import dev.homeport.messaging.DeviceLink.MethodCall;
import dev.homeport.messaging.DeviceLink.MethodOutcome;
import java.util.concurrent.CompletableFuture;

/**
 * One authenticated connection of a device or module. Every method may be called from any thread
 * and returns at once; the session does the work on its own event loop.
 */
public interface DeviceSession {

  Identity identity();

  /** Rises with every connection of the installation: the greater one is the newer one. */
  long number();

  /**
   * Sends a change of the desired properties when the device listens for it.
   *
   * @param version the {@code $version} after the change; older than what was sent is passed over
   * @param patch a JSON text with the changed properties and {@code $version}
   */
  void desiredChanged(long version, String patch);

  /** Looks into the queue of cloud-to-device messages. */
  void messageQueued();

  /**
   * Calls a direct method.
   *
   * @return the answer, {@code NotOnline} when the device does not listen for methods, {@code Lost}
   *     when the connection ends meanwhile; the caller minds the time
   */
  CompletableFuture<MethodOutcome> invoke(MethodCall call);

  /** Whether the device has sent anything since the last call. */
  boolean takeActivity();

  /** Ends the connection. */
  void close(CloseReason reason);
}
