package dev.homeport.agent.update;

import java.io.IOException;
import java.util.function.LongConsumer;

/** How firmware comes to a device. */
public interface Fetcher {

  /**
   * Brings what the other place of {@code into} still lacks.
   *
   * @param arrived is told how many bytes are there, again and again
   * @return false when the order's URL has ended: a fresh one is needed to go on
   * @throws IOException when the bytes cannot be kept
   */
  boolean fetch(UpdateOrder order, Installation into, LongConsumer arrived)
      throws UpdateFailure, IOException, InterruptedException;
}
