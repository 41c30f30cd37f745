package dev.homeport.messaging;

import dev.homeport.Identity;
import java.time.Duration;

/**
 * The way to a connected device or module, whichever node holds its connection. Implemented by the
 * gateway, which lies above.
 */
public interface DeviceLink {

  /** Whether a connection of {@code identity} exists on any node. */
  boolean isConnected(Identity identity);

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

    /** No connection that takes direct methods. */
    record NotOnline() implements MethodOutcome {}

    /** The device did not answer in time. */
    record TimedOut() implements MethodOutcome {}
  }
}
