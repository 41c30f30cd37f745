package dev.homeport.agent.swarm;

/** How a connection came to its end. */
sealed interface Ending {

  /** The device said DISCONNECT. */
  record Goodbye() implements Ending {}

  /** Nobody wanted it. */
  record Lost(String why) implements Ending {

    static Lost to(Throwable cause) {
      String message = cause.getMessage();
      return new Lost(message == null ? cause.getClass().getSimpleName() : message);
    }
  }
}
