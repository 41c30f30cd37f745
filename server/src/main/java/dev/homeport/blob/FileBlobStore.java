package dev.homeport.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Keeps blobs as files of a folder, which several nodes may share. A blob's file holds its content
 * and behind it, as 64 hexadecimal digits, the content's SHA-256; both appear at once, by a rename.
 * The parts of a path are folders {@code d-…}, the last is the file {@code f-…}: no name can leave
 * the container, and a blob {@code a} does not hinder one {@code a/b}. Thread-safe.
 */
public final class FileBlobStore implements BlobStore {

  private static final int TRAILER = 64;
  private static final String FILE = "f-";
  private static final String FOLDER = "d-";
  private static final String ARRIVING = "arriving";
  private static final Duration LEFT_BEHIND = Duration.ofDays(1);
  private static final int BUFFER = 64 << 10;

  private final Path root;
  private final BlobSas sas;

  /**
   * @param root made where it is missing; what a process that died left half written is removed
   */
  public FileBlobStore(Path root, BlobSas sas) throws IOException {
    this.root = root.toAbsolutePath().normalize();
    this.sas = sas;
    Files.createDirectories(this.root.resolve(ARRIVING));
    removeLeftBehind();
  }

  /**
   * A blob as a file: its content are the first {@link Blob#size} bytes.
   *
   * @param path stays readable to who has opened it, whatever becomes of the blob
   */
  public record StoredFile(Path path, Blob blob) {}

  @Override
  public Blob put(BlobName name, InputStream content, Expected expected) throws IOException {
    Path target = path(name);
    Path arriving = root.resolve(ARRIVING).resolve(UUID.randomUUID().toString());
    try {
      String sha256;
      long size;
      try (FileChannel file =
          FileChannel.open(arriving, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        MessageDigest digest = sha256();
        OutputStream out = Channels.newOutputStream(file);
        size = copy(new DigestInputStream(content, digest), out);
        sha256 = HexFormat.of().formatHex(digest.digest());
        expected.check(size, sha256);
        out.write(sha256.getBytes(StandardCharsets.US_ASCII));
        file.force(true);
      }
      Files.createDirectories(target.getParent());
      Files.move(
          arriving, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return new Blob(name, sha256, size, Files.getLastModifiedTime(target).toInstant());
    } finally {
      Files.deleteIfExists(arriving);
    }
  }

  private static long copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      to.write(buffer, 0, read);
      size += read;
    }
    return size;
  }

  @Override
  public Optional<Blob> find(BlobName name) throws IOException {
    return file(name).map(StoredFile::blob);
  }

  /** The file of a blob, for who sends it on. */
  public Optional<StoredFile> file(BlobName name) throws IOException {
    Path path = path(name);
    try (FileChannel file = open(path)) {
      return Optional.of(new StoredFile(path, blob(name, path, file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  private static Blob blob(BlobName name, Path path, FileChannel file) throws IOException {
    long size = file.size() - TRAILER;
    ByteBuffer trailer = ByteBuffer.allocate(TRAILER);
    while (trailer.hasRemaining() && file.read(trailer, size + trailer.position()) >= 0) {
      // until it is whole
    }
    Instant at = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
    return new Blob(name, new String(trailer.array(), StandardCharsets.US_ASCII), size, at);
  }

  @Override
  public Optional<InputStream> open(BlobName name) throws IOException {
    try {
      FileChannel file = open(path(name));
      return Optional.of(new Content(Channels.newInputStream(file), file.size() - TRAILER));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(BlobName name) throws IOException {
    Files.deleteIfExists(path(name));
  }

  @Override
  public void list(String container, Consumer<Blob> to) throws IOException {
    Path folder = root.resolve(new BlobName(container, "any").container());
    if (!Files.isDirectory(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            List<String> parts = new ArrayList<>();
            folder
                .relativize(path)
                .forEach(part -> parts.add(part.toString().substring(FILE.length())));
            file(new BlobName(container, String.join("/", parts)))
                .ifPresent(file -> to.accept(file.blob()));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public URI url(BlobName name, Grant grant, String host) {
    try {
      // The query is encoded already, the path is not.
      String path = new URI(null, null, "/" + name, null).toASCIIString();
      return new URI("https://" + host + path + "?" + sas.query(name, grant));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the host makes no URL: " + host, e);
    }
  }

  private Path path(BlobName name) {
    Path path = root.resolve(name.container());
    String[] parts = name.path().split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      path = path.resolve((i == parts.length - 1 ? FILE : FOLDER) + parts[i]);
    }
    if (!path.equals(path.normalize()) || !path.startsWith(root)) {
      throw new IllegalStateException("a name that was checked leaves its container");
    }
    return path;
  }

  private void removeLeftBehind() throws IOException {
    Instant before = Instant.now().minus(LEFT_BEHIND);
    try (var files = Files.newDirectoryStream(root.resolve(ARRIVING))) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  /** A file without its trailer. */
  private static final class Content extends InputStream {

    private final InputStream file;
    private long left;

    Content(InputStream file, long left) {
      this.file = file;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        return -1;
      }
      left--;
      return file.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return length == 0 ? 0 : -1;
      }
      int read = file.read(buffer, offset, (int) Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
