package dev.homeport.app.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of the built console: those packed into the server ({@code console/} on the class
 * path), or those of a directory, which are read anew each time. Thread-safe.
 */
public final class ConsoleFiles {

  private static final String PACKED = "console/";
  private static final String PLAIN = "application/octet-stream";
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("geojson", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final @Nullable Path directory;
  private final Map<String, File> packed = new ConcurrentHashMap<>();

  /**
   * @param directory of a build of one's own, in place of the packed one
   */
  public ConsoleFiles(Optional<Path> directory) {
    this.directory = directory.map(path -> path.toAbsolutePath().normalize()).orElse(null);
  }

  /**
   * A file.
   *
   * @param compressed with gzip; null where that gains nothing
   */
  record File(String type, byte[] content, byte @Nullable [] compressed) {}

  /**
   * @param path relative, as in the URL after {@code /console/}
   */
  Optional<File> find(String path) {
    boolean safe =
        !path.isEmpty()
            && !path.startsWith("/")
            && !path.contains("\\")
            && !path.contains("\0")
            && !("/" + path + "/").contains("/../");
    if (!safe) {
      return Optional.empty();
    }
    try {
      return directory == null ? packedFile(path) : fileOf(directory, path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<File> fileOf(Path directory, String path) throws IOException {
    Path file = directory.resolve(path).normalize();
    return file.startsWith(directory) && Files.isRegularFile(file)
        ? Optional.of(file(path, Files.readAllBytes(file)))
        : Optional.empty();
  }

  private Optional<File> packedFile(String path) throws IOException {
    File known = packed.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    if (path.endsWith("/")) {
      return Optional.empty();
    }
    try (InputStream content =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(PACKED + path)) {
      if (content == null) {
        return Optional.empty();
      }
      File file = file(path, content.readAllBytes());
      packed.put(path, file); // bounded by what is packed
      return Optional.of(file);
    }
  }

  private static File file(String path, byte[] content) throws IOException {
    String type =
        TYPES.getOrDefault(
            path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT), PLAIN);
    boolean text =
        type.startsWith("text/") || type.startsWith("application/json") || type.contains("svg");
    return new File(type, content, text && content.length > 1_024 ? gzip(content) : null);
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(content.length / 3 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(content);
    }
    return compressed.toByteArray();
  }

  /** {@code index.html} with a nonce for its styles. */
  Optional<String> index(String nonce) {
    return find("index.html")
        .map(
            file ->
                new String(file.content(), StandardCharsets.UTF_8).replace("__CSP_NONCE__", nonce));
  }
}
