package dev.homeport.app.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a {@link SupervisedProcess} runs: one engine with one data directory. */
interface Program {

  /** {@code postgres} or {@code kafka}, for logs and metrics. */
  String name();

  /** Gets the number of the main process while it runs, for people and tools to look at. */
  Path pidFile();

  /** The processes that use the engine's data directory at this moment, the main one first. */
  List<ProcessHandle> processes();

  /** Prepares the data directory; nobody uses it now. May run for long at the very first start. */
  void prepare() throws IOException, InterruptedException;

  ProcessBuilder command() throws IOException;

  /** Whether the running engine answers. */
  boolean isReady(Process process);

  /** Asks a process to end in order. */
  void askToStop(ProcessHandle process);

  /** How long {@link #askToStop} may take before force is used. */
  Duration stopLimit();
}
