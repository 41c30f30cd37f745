package dev.homeport.agent.update;

import java.io.IOException;

/** Where a device's firmware goes: the place of the one that runs, and another one. */
public interface Installation {

  /** How the build that runs came to run. */
  sealed interface Standing {
    /** It has proved itself. */
    record Proven() implements Standing {}

    /** It is new, and the one before comes back unless it is confirmed. */
    record OnTrial() implements Standing {}

    /** The new one was tried in vain, and this is the one before. */
    record FellBack(String why) implements Standing {}
  }

  /** The version that runs. */
  String runningVersion();

  Standing standing() throws IOException;

  /** Bytes that the other place has room for. */
  long room() throws IOException;

  /** Empties the other place. */
  void clear() throws IOException;

  /** Bytes in the other place. */
  long length() throws IOException;

  /** Adds to the other place. */
  void append(byte[] bytes) throws IOException;

  /** Whether the other place holds what was ordered, to the last bit. */
  boolean holds(UpdateOrder order) throws IOException;

  /** Returns when the other place's content survives a loss of power. */
  void seal() throws IOException;

  /** From now on, the next start is the trial of the other place. */
  void switchOver() throws IOException;

  /** The build on trial is good: it stays. */
  void confirm() throws IOException;

  /** The failed trial has been noted. */
  void forgetFailure() throws IOException;
}
