package dev.homeport.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The data directory, taken by one server at a time: a lock that ends with its process. */
final class DataDirectory implements AutoCloseable {

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
      Files.createDirectories(run);
      Files.createDirectories(folder.resolve("logs"));
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
