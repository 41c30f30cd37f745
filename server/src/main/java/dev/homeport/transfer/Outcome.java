package dev.homeport.transfer;

import dev.homeport.HubException;

/** What became of a wish. */
sealed interface Outcome {

  /** It is so now. */
  record Done(Effect effect) implements Outcome {}

  /** It was not granted, and nothing of it was done. */
  record Refused(HubException why) implements Outcome {}

  /** What was done. */
  enum Effect {
    CREATED,
    UPDATED,
    UNCHANGED,
    DELETED
  }
}
