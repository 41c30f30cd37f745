package dev.homeport.agent.app;

import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the agent: one device, or a fleet of them in one process. */
@Command(
    name = "homeport-agent",
    mixinStandardHelpOptions = true,
    subcommands = {Run.class, Fleet.class})
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  /** The version of this build, from its jar. */
  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "0.0.0" : version;
  }

  /** Returns when the process is told to end, after {@code stop} has run. */
  static void serveUntilStopped(Runnable stop) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      stop.run();
                      stopped.countDown();
                    }));
    stopped.await();
  }
}
