package dev.homeport.agent.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * The program that starts an agent and outlives it.
 *
 * <p>{@code java -jar homeport-agent-launcher.jar STATE INSTALLED_JAR [argument of the agent…]}.
 * The libraries of the agent are in {@code lib} beside the installed jar; {@value #JAVA_OPTIONS}
 * holds options for its JVM, {@value #CONFIRM_SECONDS} how long a new build may take to confirm
 * itself.
 */
public final class Launcher {

  /** Tells the agent in which slot it runs; without it nobody supervises it. */
  public static final String SLOT = "HOMEPORT_AGENT_SLOT";

  /** What the agent ends with when it wants to be started again at once. */
  public static final int RESTART = Supervisor.RESTART;

  private static final String JAVA_OPTIONS = "HOMEPORT_AGENT_JAVA_OPTS";
  private static final String CONFIRM_SECONDS = "HOMEPORT_AGENT_CONFIRM_SECONDS";
  private static final long DEFAULT_CONFIRM_SECONDS = 120;
  private static final long FIRST_PAUSE_MILLIS = 1_000;

  private Launcher() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length < 2) {
      System.err.println("usage: launcher STATE INSTALLED_JAR [argument of the agent…]");
      System.exit(2);
    }
    StateFolder folder = new StateFolder(Path.of(arguments[0]));
    Path installed = Path.of(arguments[1]).toAbsolutePath();
    folder.make();
    if (!folder.lock("launcher")) {
      System.err.println("launcher: another one works in " + folder.root());
      System.exit(1);
    }
    folder.begin(installed);
    List<String> rest = Arrays.asList(arguments).subList(2, arguments.length);
    Supervisor supervisor =
        new Supervisor(
            folder,
            slot -> command(folder, installed, slot, rest).inheritIO().start(),
            Duration.ofSeconds(confirmSeconds()),
            FIRST_PAUSE_MILLIS);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(supervisor)));
    System.exit(supervisor.run());
  }

  private static long confirmSeconds() {
    String seconds = System.getenv(CONFIRM_SECONDS);
    return seconds == null || seconds.isBlank()
        ? DEFAULT_CONFIRM_SECONDS
        : Long.parseLong(seconds.strip());
  }

  private static void stop(Supervisor supervisor) {
    try {
      supervisor.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ProcessBuilder command(
      StateFolder folder, Path installed, Slot slot, List<String> arguments) throws IOException {
    Path jar = folder.jar(slot);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String options = System.getenv(JAVA_OPTIONS);
    if (options != null && !options.isBlank()) {
      command.addAll(Arrays.asList(options.strip().split("\\s+")));
    }
    command.add("-cp");
    command.add(jar + File.pathSeparator + installed.resolveSibling("lib").resolve("*"));
    command.add(mainClass(jar));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(SLOT, slot.name());
    return builder;
  }

  /**
   * The class that a build wants to be started with.
   *
   * @throws IOException when it is no jar, or names none
   */
  private static String mainClass(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String name =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
      if (name == null) {
        throw new IOException(jar + " names no main class");
      }
      return name;
    }
  }
}
