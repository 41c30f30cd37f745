package dev.homeport.agent.update;

/** What a device says to somebody who wants it to begin or to end an update. */
public sealed interface Reception {

  /** It will, or does already. */
  record Accepted() implements Reception {}

  /** That version runs. */
  record AlreadyThere() implements Reception {}

  /** Another deployment's update is under way. */
  record Busy() implements Reception {}

  /** Nobody can follow such an order. */
  record Invalid(String message) implements Reception {}

  /** It goes no further. */
  record Cancelled() implements Reception {}

  /** No such update is under way. */
  record NotUnderWay() implements Reception {}

  /** It is being installed. */
  record TooLate() implements Reception {}
}
