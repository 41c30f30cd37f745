package dev.homeport.compat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Programs on the Python SDK, in a virtual environment of their own that the first run makes. */
final class PythonSuite {

  private static final List<String> VARIABLES =
      List.of("HOMEPORT_CA_FILE", "HOMEPORT_ID_SCOPE", "HOMEPORT_PROVISIONING_HOST");

  private final HomeportServer server;
  private final Path programs;
  private final Path environment;
  private final Path log;

  PythonSuite(HomeportServer server) {
    this.server = server;
    Path tests = Path.of(Objects.requireNonNull(System.getProperty("homeport.node.tests")));
    this.programs = tests.resolveSibling("python").normalize();
    this.environment = tests.resolveSibling("target/python").normalize();
    this.log = tests.resolveSibling("target/python.log").normalize();
  }

  /** The exit code; the output goes to {@code compat-tests/target/python.log}. */
  int run(String program, Map<String, String> more) throws IOException, InterruptedException {
    install();
    ProcessBuilder builder = builder(environment.resolve("bin/python"), program);
    for (String name : VARIABLES) {
      builder.environment().put(name, server.endpoint(name));
    }
    builder.environment().putAll(more);
    return builder.start().waitFor();
  }

  private void install() throws IOException, InterruptedException {
    Path wanted = programs.resolve("requirements.txt");
    Path installed = environment.resolve("requirements.txt");
    if (Files.exists(installed) && Files.mismatch(wanted, installed) < 0) {
      return;
    }
    requireZero(builder(Path.of("python3"), "-m", "venv", "--clear", environment.toString()));
    requireZero(
        builder(environment.resolve("bin/pip"), "install", "--quiet", "-r", "requirements.txt"));
    Files.copy(wanted, installed);
  }

  private ProcessBuilder builder(Path program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(programs.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }

  private void requireZero(ProcessBuilder builder) throws IOException, InterruptedException {
    if (builder.start().waitFor() != 0) {
      throw new IllegalStateException("no Python environment:\n" + Files.readString(log));
    }
  }
}
