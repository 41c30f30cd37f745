package dev.homeport.app.engine;

/** Told by the supervisors, on their own threads. */
public interface EngineListener {

  /** The engine answers for the first time. */
  void onReady(String engine);

  /** The engine does not stay up and is not started again: the server cannot go on. */
  void onGivenUp(String reason);
}
