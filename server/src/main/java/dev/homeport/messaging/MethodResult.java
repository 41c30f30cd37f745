package dev.homeport.messaging;

import java.time.Duration;

/** What became of a direct method. */
public sealed interface MethodResult {

  /**
   * @param payload a JSON text in UTF-8, {@code null} when the device sent none
   */
  record Answered(int status, byte[] payload) implements MethodResult {}

  record NoSuchDevice() implements MethodResult {}

  record NoSuchModule() implements MethodResult {}

  /**
   * @param waited how long it was given to connect
   */
  record NotOnline(Duration waited) implements MethodResult {}

  /**
   * @param waited how long it was given to answer
   */
  record TimedOut(Duration waited) implements MethodResult {}

  /** The connection ended after the call was sent: the device may have run it. */
  record Lost() implements MethodResult {}

  /** It answered with something that is not JSON. */
  record InvalidAnswer() implements MethodResult {}
}
