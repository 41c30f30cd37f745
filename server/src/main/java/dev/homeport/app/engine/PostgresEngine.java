package dev.homeport.app.engine;

import dev.homeport.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL run by this server. It listens on 127.0.0.1 only, asks for a password that was
 * generated at first start, and writes through to the disk at every commit.
 *
 * <p>PostgreSQL refuses to run as root. Started by root it runs in a user namespace of its own,
 * where it is nobody in particular while its files stay root's.
 */
final class PostgresEngine implements Program {

  private static final Logger LOGGER = LoggerFactory.getLogger(PostgresEngine.class);
  private static final String USER = "homeport";
  private static final long LOG_LIMIT = 16L << 20;

  /** Line of {@code postmaster.pid} that says how far it is (PostgreSQL's miscadmin.h). */
  private static final int STATUS_LINE = 7;

  /** Fit for a small machine; nothing here weakens durability. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("max_connections", "100"),
          Map.entry("shared_buffers", "128MB"),
          Map.entry("wal_compression", "on"),
          Map.entry("max_wal_size", "2GB"),
          Map.entry("checkpoint_timeout", "15min"),
          Map.entry("jit", "off"),
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("log_line_prefix", "%m [%p] %q%a "),
          Map.entry("log_min_duration_statement", "1s"));

  private final Path folder;
  private final Path data;
  private final Path logs;
  private final Path passwordFile;
  private final PostgresBinaries binaries;
  private final int wantedPort;
  private final LocalPorts ports;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  /**
   * @param folder for the binaries, the cluster and the password
   * @param logs folder for {@code postgres.log}
   * @param wantedPort to listen on, 0 for any
   */
  PostgresEngine(Path folder, Path logs, int wantedPort, LocalPorts ports) {
    this.folder = folder;
    this.data = folder.resolve("data");
    this.logs = logs;
    this.passwordFile = folder.resolve("password");
    this.binaries = new PostgresBinaries(folder.resolve("binaries"));
    this.wantedPort = wantedPort;
    this.ports = ports;
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public Path pidFile() {
    return folder.resolve("server.pid");
  }

  @Override
  public List<ProcessHandle> processes() {
    List<ProcessHandle> found = new ArrayList<>(Processes.in(data, "postgres"));
    List<String> lines = status();
    found.sort(Comparator.comparing(process -> !isPostmaster(process, lines)));
    return found;
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Files.createDirectories(logs);
    binaries.unpackWhenMissing();
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      initialize();
    }
    // Nobody uses the directory, so the file is what a killed server left; its number may by now
    // be somebody else's, which PostgreSQL would take for itself.
    Files.deleteIfExists(data.resolve("postmaster.pid"));
    if (!port.isDone()) {
      // Once for all: the pool keeps the address while PostgreSQL is started again.
      port.complete(ports.take(wantedPort));
    }
    Path log = log();
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
      Files.move(log, logs.resolve("postgres.1.log"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path log() {
    return logs.resolve("postgres.log");
  }

  private void initialize() throws IOException, InterruptedException {
    if (Files.exists(data)) {
      throw new IOException(data + " is not a PostgreSQL cluster");
    }
    Files.deleteIfExists(passwordFile);
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, Secret.randomKey(24).reveal());
    // Made beside and moved into place, so that a crash leaves no half of a cluster.
    Path fresh = folder.resolve("data.new");
    PostgresBinaries.deleteAll(fresh);
    List<String> command = new ArrayList<>(unprivileged());
    command.addAll(
        List.of(
            binaries.executable("initdb").toString(),
            "-D",
            fresh.toString(),
            "-U",
            USER,
            "-E",
            "UTF8",
            "--locale=C",
            "-A",
            "scram-sha-256",
            "--no-instructions",
            "--pwfile=" + passwordFile));
    Process initdb =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (initdb.waitFor() != 0) {
      throw new IOException("initdb failed: " + output.strip() + rootAdvice());
    }
    Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public ProcessBuilder command() throws IOException {
    List<String> command = new ArrayList<>(Processes.ownSession());
    command.addAll(unprivileged());
    command.addAll(endingWithTheServer());
    command.addAll(
        List.of(
            binaries.executable("postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            Integer.toString(port.join())));
    SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
  }

  private static List<String> unprivileged() {
    return isRoot() ? List.of("unshare", "--user") : List.of();
  }

  /** Where the tool is missing, the next start ends what a killed server left running. */
  private static List<String> endingWithTheServer() {
    return Processes.isInstalled("setpriv") ? List.of("setpriv", "--pdeathsig", "INT") : List.of();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static String rootAdvice() {
    return isRoot()
        ? " (PostgreSQL does not run as root and needs a user namespace: run the server as another"
            + " user, allow user namespaces, or set homeport.database.url to a database of your own)"
        : "";
  }

  /** Who may log in where. Only known once the cluster was initialised. */
  Database database() {
    try {
      return new Database(
          "jdbc:postgresql://127.0.0.1:" + port.join() + "/postgres",
          USER,
          new Secret(Files.readString(passwordFile).strip()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public boolean isReady(Process process) {
    List<String> lines = status();
    return isPostmaster(process.toHandle(), lines)
        && lines.size() > STATUS_LINE
        && lines.get(STATUS_LINE).strip().equals("ready");
  }

  private List<String> status() {
    try {
      return Files.readAllLines(data.resolve("postmaster.pid"));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean isPostmaster(ProcessHandle process, List<String> status) {
    return !status.isEmpty() && status.getFirst().strip().equals(Long.toString(process.pid()));
  }

  /** SIGINT is PostgreSQL's "fast shutdown": it ends sessions and writes everything out. */
  @Override
  public void askToStop(ProcessHandle process) {
    if (!isPostmaster(process, status())) {
      // Sessions whose postmaster is gone have nothing left to put in order.
      processes().forEach(ProcessHandle::destroyForcibly);
      return;
    }
    try {
      new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start();
    } catch (IOException e) {
      LOGGER.atWarn().addKeyValue("cause", e.toString()).log("no fast shutdown, using SIGTERM");
      process.destroy();
    }
  }

  @Override
  public Duration stopLimit() {
    return Duration.ofSeconds(15);
  }
}
