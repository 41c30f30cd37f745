package dev.homeport.messaging;

import dev.homeport.Identity;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;

/**
 * The way to a connected device or module, whichever node holds its connection. Implemented by the
 * gateway, which lies above.
 */
public interface DeviceLink {

  /** Whether a connection of {@code identity} exists on any node. */
  boolean isConnected(Identity identity);

  /** Those of {@code identities} that have a connection on any node. */
  Set<Identity> connected(Collection<Identity> identities);

  /**
   * Calls a direct method and waits for the answer; call it from a virtual thread.
   *
   * @param responseTimeout 5 to 300 seconds
   */
  MethodOutcome invoke(Identity identity, MethodCall call, Duration responseTimeout);

  /**
   * A direct method on its way to a device.
   *
   * @param payload a JSON text in UTF-8, empty when there is none
   */
  record MethodCall(String name, byte[] payload) {}

  /** What became of a call. */
  sealed interface MethodOutcome {

    /**
     * @param payload a JSON text in UTF-8, perhaps empty
     */
    record Answered(int status, byte[] payload) implements MethodOutcome {}

    /** No connection that takes direct methods: the call did not reach the device. */
    record NotOnline() implements MethodOutcome {}

    /** The call was on its way when the connection ended: the device may have run it. */
    record Lost() implements MethodOutcome {}

    /** The device did not answer in time. */
    record TimedOut() implements MethodOutcome {}
  }
}
