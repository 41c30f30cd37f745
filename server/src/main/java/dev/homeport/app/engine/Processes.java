package dev.homeport.app.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code /proc} tells about the processes of this machine; nothing where there is none. */
final class Processes {

  private Processes() {}

  /** Those that run an executable of this name in this working directory. */
  static List<ProcessHandle> in(Path workingDirectory, String executable) {
    Path real = real(workingDirectory);
    return ProcessHandle.allProcesses()
        .filter(process -> process.isAlive() && runsIn(process.pid(), real, executable))
        .toList();
  }

  private static boolean runsIn(long pid, Path workingDirectory, String executable) {
    return link(pid, "cwd").filter(workingDirectory::equals).isPresent()
        && link(pid, "exe")
            .map(Path::getFileName)
            .filter(name -> isNamed(name, executable))
            .isPresent();
  }

  /** The kernel marks an executable that was replaced while it runs. */
  private static boolean isNamed(@Nullable Path file, String name) {
    String text = String.valueOf(file);
    return text.equals(name) || text.equals(name + " (deleted)");
  }

  private static Optional<Path> link(long pid, String name) {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), name)));
    } catch (IOException e) {
      return Optional.empty(); // it has ended meanwhile, or is somebody else's
    }
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder.toAbsolutePath();
    }
  }

  /**
   * Prefix of a command that lets it live in a session of its own, so that a Ctrl-C in the terminal
   * reaches the server alone, which then stops its engines in order.
   */
  static List<String> ownSession() {
    return isInstalled("setsid") ? List.of("setsid") : List.of();
  }

  static boolean isInstalled(String tool) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(java.io.File.pathSeparator, -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, tool))) {
        return true;
      }
    }
    return false;
  }
}
