package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./homeport} as people call it, with what was built and a data directory of its own. The
 * server that the first test starts serves the next ones; one that is run alone starts its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class CommandLineIT {

  private static final long LIMIT_SECONDS = 300;

  private Path folder;
  private Path checkout;
  private Path data;

  /** A checkout in which nothing is stale, so that no command builds while Maven does. */
  @BeforeAll
  void checkOut(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path own) throws IOException {
    HomeportServer.closeShared();
    folder = own;
    data = folder.resolve("data");
    checkout = Files.createDirectory(folder.resolve("checkout"));
    Path root = Path.of(Objects.requireNonNull(System.getProperty("homeport.root"))).toRealPath();
    Path built = Files.createDirectories(checkout.resolve("server/target"));
    Files.createDirectories(built.resolve("engines"));
    Files.createDirectories(checkout.resolve("console/dist"));
    for (String copied : List.of("homeport", "pom.xml")) {
      Files.copy(
          root.resolve(copied), checkout.resolve(copied), StandardCopyOption.COPY_ATTRIBUTES);
    }
    for (String linked :
        List.of("server/target/quarkus-app", "server/target/engines/kafka", "agent", "cli")) {
      Files.createSymbolicLink(checkout.resolve(linked), root.resolve(linked));
    }
    Files.createFile(checkout.resolve("console/dist/index.html"));
    Files.createFile(built.resolve("engines/untrained"));
    Files.createFile(built.resolve(".homeport-stamp"));
  }

  @AfterAll
  void takeDown() throws Exception {
    run("down");
  }

  private record Outcome(int code, String output) {}

  private void up(String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("up", "--detach"));
    arguments.addAll(List.of(options));
    Outcome outcome = run(arguments.toArray(String[]::new));
    assertThat(outcome.code()).as(outcome.output()).isZero();
  }

  private CompletableFuture<Outcome> homeport(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(checkout.resolve("homeport").toString());
    command.addAll(List.of(arguments));
    command.add("--data");
    command.add(data.toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("HOMEPORT_JAVA_OPTS", String.join(" ", HomeportServer.JAVA_OPTIONS));
    Process process = builder.start();
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            String output =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private Outcome run(String... arguments) throws Exception {
    return homeport(arguments).get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  @Order(1)
  void twoUpsAtOnceStartOneServer() throws Exception {
    CompletableFuture<Outcome> one = homeport("up", "--detach", "--no-demo");
    CompletableFuture<Outcome> other = homeport("up", "--detach", "--no-demo");
    List<Outcome> outcomes =
        List.of(
            one.get(LIMIT_SECONDS, TimeUnit.SECONDS), other.get(LIMIT_SECONDS, TimeUnit.SECONDS));

    assertThat(outcomes)
        .filteredOn(outcome -> outcome.code() == 0)
        .singleElement()
        .satisfies(outcome -> assertThat(outcome.output()).contains("Homeport is up."));
    assertThat(outcomes)
        .filteredOn(outcome -> outcome.code() == 1)
        .singleElement()
        .satisfies(
            outcome ->
                assertThat(outcome.output())
                    .startsWith("homeport: another ./homeport up is starting a server on " + data));
    assertThat(serversOn(data)).isEqualTo(1);
    assertThat(run("status").code()).isZero();

    Outcome third = run("up", "--detach");

    assertThat(third.code()).isZero();
    assertThat(third.output()).startsWith("A server runs already on " + data);
    assertThat(serversOn(data)).isEqualTo(1);
  }

  private static long serversOn(Path data) {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .commandLine()
                    .filter(line -> line.contains("quarkus-run.jar") && line.contains(data + ""))
                    .isPresent())
        .count();
  }

  @Test
  @Order(2)
  void groupsAreMadeAndChangedAndTheTargetOfConfigurations() throws Exception {
    up("--no-demo");
    for (String id : List.of("lamp-1", "lamp-2", "pump-1")) {
      assertThat(run("device", "create", id).code()).isZero();
    }
    String lamps = "STARTSWITH(deviceId, 'lamp')";

    assertThat(run("group", "create", "lamps", "--condition", lamps).output())
        .isEqualTo("group lamps is created\n");
    assertThat(run("group", "create", "lamps", "--condition", lamps))
        .isEqualTo(
            new Outcome(1, "homeport: there is a group lamps already (PreconditionFailed)\n"));
    assertThat(run("group", "members", "lamps").output())
        .contains("lamp-1", "lamp-2")
        .doesNotContain("pump-1");
    assertThat(run("query", "SELECT deviceId FROM devices WHERE NOT IN_GROUP('lamps')").output())
        .isEqualTo("deviceId\npump-1\n");

    assertThat(run("group", "update", "lamps", "--description", "All that shine").output())
        .isEqualTo("group lamps is changed\n");
    assertThat(run("group", "show", "lamps").output())
        .contains("description  All that shine", "condition    " + lamps, "members      2");
    assertThat(run("group", "list").output())
        .isEqualTo(
            """
            GROUP  CONDITION                     DESCRIPTION
            lamps  STARTSWITH(deviceId, 'lamp')  All that shine
            """);

    Path bright = Files.writeString(folder.resolve("bright.json"), content("brightness", "80"));
    Path dim = Files.writeString(folder.resolve("dim.json"), content("brightness", "20"));
    String members = "IN_GROUP('lamps')";
    assertThat(create("bright", bright, members).output())
        .isEqualTo("configuration bright is created\n");
    assertThat(create("dim", dim, members).code()).isZero();
    assertThat(run("configuration", "update", "bright", "--label", "team=light").output())
        .isEqualTo("configuration bright is changed\n");
    await()
        .atMost(LIMIT_SECONDS, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                assertThat(run("configuration", "show", "bright").output())
                    .contains("label team     light", "targeted       2", "applied        0")
                    .contains("dim            0         loses, older  2        brightness"));
    assertThat(run("configuration", "explain", "lamp-1").output())
        .contains("brightness  20     dim   bright: 80, older");

    assertThat(run("group", "delete", "lamps").output()).isEqualTo("group lamps is deleted\n");
    assertThat(run("group", "show", "lamps").code()).isEqualTo(1);
  }

  private static String content(String property, String value) {
    return "{\"deviceContent\":{\"properties.desired." + property + "\":" + value + "}}";
  }

  private Outcome create(String id, Path content, String condition) throws Exception {
    return run(
        "configuration", "create", id, "--content", content.toString(), "--condition", condition);
  }

  @Test
  @Order(3)
  void queriesAreAnsweredAsATableOrAsLinesOfJson() throws Exception {
    up("--no-demo");
    for (String id : List.of("bulb-1", "bulb-2")) {
      assertThat(run("device", "create", id).code()).isZero();
    }
    String query = "SELECT deviceId, status FROM devices WHERE STARTSWITH(deviceId, 'bulb')";

    assertThat(run("query", query).output())
        .isEqualTo("deviceId  status\nbulb-1    enabled\nbulb-2    enabled\n");
    assertThat(run("query", query, "--json").output())
        .isEqualTo(
            """
            {"deviceId":"bulb-1","status":"enabled"}
            {"deviceId":"bulb-2","status":"enabled"}
            """);
    assertThat(run("query", "SELECT * FORM devices"))
        .isEqualTo(
            new Outcome(
                1,
                "homeport: the query is wrong at character 10, unexpected 'FORM' (ArgumentInvalid)\n"));

    assertThat(run("query-index", "add", "Tags.site").output()).isEqualTo("tags.site is indexed\n");
    assertThat(run("query-index", "list").output())
        .isEqualTo("PATH       STATE\ntags.site  ready\n");
    assertThat(run("query-index", "remove", "tags.site").code()).isZero();
    assertThat(run("query-index", "list", "--json").output()).isEqualTo("[]\n");
  }

  @Test
  @Order(4)
  void simulatedDevicesStopWhenTheyAreTold() throws Exception {
    up("--no-demo");
    Path log = folder.resolve("simulate.log");
    Process simulation =
        new ProcessBuilder(
                checkout.resolve("homeport").toString(),
                "simulate",
                "--light",
                "--count",
                "30",
                "--data",
                data.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await()
        .atMost(LIMIT_SECONDS, TimeUnit.SECONDS)
        .until(() -> Files.readString(log).contains("30 of 30 connected"));

    simulation.destroy();

    assertThat(simulation.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(log)).contains(" 0 of 30 connected");
  }

  @Test
  @Order(5)
  void anAgentThatUpdatesItselfRunsInItsSlotUntilItIsTold() throws Exception {
    up("--no-demo");
    String connection = run("device", "create", "press-1").output().strip();
    Path state = folder.resolve("state");
    Path log = folder.resolve("agent.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            checkout.resolve("homeport").toString(),
            "agent",
            "--state",
            state.toString(),
            "--data",
            data.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("IOTHUB_DEVICE_CONNECTION_STRING", connection);
    Process agent = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    await()
        .atMost(LIMIT_SECONDS, TimeUnit.SECONDS)
        .until(() -> Files.readString(log).contains("press-1 connected"));
    assertThat(state.resolve("slots/a/agent.jar")).exists();
    assertThat(Files.getPosixFilePermissions(state)).hasSize(3);

    List<ProcessHandle> supervised = agent.descendants().toList();

    agent.destroy();

    assertThat(agent.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(supervised).hasSize(1).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  @Order(6)
  void theDemoFleetConnectsAndNoKeyIsAmongItsArguments() throws Exception {
    run("down");
    up();
    Path log = data.resolve("logs/fleet.log");
    await()
        .atMost(LIMIT_SECONDS, TimeUnit.SECONDS)
        .until(() -> Files.readString(log).contains("demo-20 connected"));

    long fleet = Long.parseLong(Files.readString(data.resolve("run/fleet.pid")).strip());
    String arguments = Files.readString(Path.of("/proc/" + fleet + "/cmdline"));

    assertThat(arguments).contains("homeport-agent").doesNotContain("SharedAccessKey");
  }
}
