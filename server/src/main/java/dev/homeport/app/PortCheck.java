package dev.homeport.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds out before anything starts whether the ports can be opened, and says what to do if not. */
final class PortCheck {

  private static final int FIRST_UNPRIVILEGED = 1024;

  private PortCheck() {}

  /** The complaints; none when all can be opened. */
  static List<String> complaints(Settings settings) {
    List<String> complaints = new ArrayList<>();
    check(complaints, settings.bind(), "homeport.ports.https", settings.ports().https());
    check(complaints, settings.bind(), "homeport.ports.mqtts", settings.ports().mqtts());
    check(complaints, settings.bind(), "homeport.ports.mqtt", settings.ports().mqtt());
    return complaints;
  }

  private static void check(List<String> complaints, String bind, String setting, int port) {
    if (port == 0) {
      return;
    }
    // Bound but never listening: a device that tries again just now must not be let in and then cut
    // off in its TLS handshake, which the Azure SDKs take for a reason to give up.
    try (Socket socket = new Socket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(bind, port));
    } catch (IOException e) {
      complaints.add(complaint(bind, setting, port, String.valueOf(e.getMessage())));
    }
  }

  private static String complaint(String bind, String setting, int port, String cause) {
    boolean isForbidden = cause.toLowerCase(Locale.ROOT).contains("permission");
    String wayOut;
    if (isForbidden && port < FIRST_UNPRIVILEGED) {
      wayOut =
          "Ports below 1024 need a permission: run 'sudo sysctl"
              + " net.ipv4.ip_unprivileged_port_start="
              + port
              + "', or give java the capability with 'setcap cap_net_bind_service=+ep'";
    } else {
      wayOut =
          holder(port).map(by -> "It is held by " + by).orElse("See 'ss -ltnp' for its holder");
    }
    return "port %d cannot be opened on %s (%s). %s; or choose another one with %s, bearing in mind that the Azure SDKs always use 443 and 8883"
        .formatted(port, bind, cause, wayOut, setting);
  }

  /** The process that listens there, as far as {@code /proc} lets us see. */
  static Optional<String> holder(int port) {
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      Optional<String> holder = inode(Path.of(table), port).flatMap(PortCheck::processWithSocket);
      if (holder.isPresent()) {
        return holder;
      }
    }
    return Optional.empty();
  }

  /** Columns of proc_pid_net(5): 1 local address:port in hex, 3 state (0A listens), 9 inode. */
  private static Optional<String> inode(Path table, int port) {
    String local = String.format(Locale.ROOT, ":%04X", port);
    try (var lines = Files.lines(table)) {
      return lines
          .map(line -> line.strip().split("\\s+"))
          .filter(row -> row.length > 9 && row[1].endsWith(local) && row[3].equals("0A"))
          .map(row -> row[9])
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> processWithSocket(String inode) {
    return ProcessHandle.allProcesses()
        .filter(process -> hasSocket(process.pid(), "socket:[" + inode + "]"))
        .findFirst()
        .map(
            process ->
                "process "
                    + process.pid()
                    + process.info().command().map(command -> " (" + command + ")").orElse(""));
  }

  private static boolean hasSocket(long pid, String socket) {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (Path file : files) {
        if (Files.readSymbolicLink(file).toString().equals(socket)) {
          return true;
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      return false; // ended meanwhile, or somebody else's
    }
    return false;
  }
}
