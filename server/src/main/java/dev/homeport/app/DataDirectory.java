package dev.homeport.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The data directory, taken by one server at a time: a lock that ends with its process. Closed to
 * other users of the machine, whatever the umask: folders have the permissions 700, secrets 600. A
 * folder that holds other things than Homeport's keeps its own permissions; what Homeport makes in
 * it is closed all the same.
 */
final class DataDirectory implements AutoCloseable {

  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> SECRET =
      PosixFilePermissions.fromString("rw-------");

  /** What the command line makes before the server starts. */
  private static final Set<String> MADE_BEFORE = Set.of("run", "logs");

  private static final List<String> FOLDERS =
      List.of("run", "logs", "tls", "postgres", "kafka", "audit", "blobs");

  private static final List<String> SECRETS =
      List.of(
          "admin-password",
          "run/endpoints.env",
          "tls/ca.key",
          "tls/server.key",
          "postgres/password");

  private final Path pidFile;
  private final FileChannel lock;

  private DataDirectory(Path pidFile, FileChannel lock) {
    this.pidFile = pidFile;
    this.lock = lock;
  }

  static DataDirectory take(Path folder) {
    Path run = folder.resolve("run");
    Path pidFile = run.resolve("server.pid");
    try {
      close(folder);
      FileChannel lock =
          FileChannel.open(
              run.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(lock)) {
        lock.close();
        String holder = Files.exists(pidFile) ? Files.readString(pidFile).trim() : "unknown";
        throw new ConfigurationErrors(
            List.of("the data directory " + folder + " is in use by process " + holder));
      }
      // It tells the command line that the server is ready, so it must not be an earlier one's.
      Files.deleteIfExists(run.resolve("endpoints.env"));
      Files.writeString(pidFile, Long.toString(ProcessHandle.current().pid()));
      return new DataDirectory(pidFile, lock);
    } catch (IOException e) {
      throw new ConfigurationErrors(
          List.of("the data directory " + folder + " cannot be used: " + e.getMessage()));
    }
  }

  /** Makes the folders before anybody writes into them, so that all they hold is out of reach. */
  private static void close(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (isOurs(folder)) {
      restrict(folder, FOLDER);
    }
    for (String name : FOLDERS) {
      restrict(Files.createDirectories(folder.resolve(name)), FOLDER);
    }
    for (String name : SECRETS) {
      Path secret = folder.resolve(name);
      if (Files.exists(secret)) {
        restrict(secret, SECRET);
      }
    }
  }

  /** Somebody may have named a folder such as /var by mistake, which must stay open to others. */
  private static boolean isOurs(Path folder) throws IOException {
    if (Files.isRegularFile(folder.resolve("run").resolve("lock"))) {
      return true;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.allMatch(entry -> MADE_BEFORE.contains(entry.getFileName().toString()));
    }
  }

  private static void restrict(Path path, Set<PosixFilePermission> most) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    if (!most.containsAll(permissions)) {
      permissions.retainAll(most);
      Files.setPosixFilePermissions(path, permissions);
    }
  }

  private static boolean isLocked(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(pidFile.resolveSibling("endpoints.env"));
      Files.deleteIfExists(pidFile);
      lock.close();
    } catch (IOException e) {
      System.err.println("homeport: the data directory was not released: " + e.getMessage());
    }
  }
}
