package dev.homeport.access.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of this node with the calls that were let through and have no entry yet: a line when one
 * begins, a line when it is in the log. What is open when a node starts was cut off by the end of
 * the process before, and gets its entry then. Lines are not forced to the disk, so that no call
 * waits for them: they outlive a killed process, but not for sure a machine that loses its power.
 * Thread-safe.
 */
public final class OpenCalls implements AutoCloseable {

  /** The code of an entry whose call nobody answered. */
  public static final String INTERRUPTED = "Interrupted";

  private static final Logger LOGGER = LoggerFactory.getLogger(OpenCalls.class);
  private static final long COMPACT_BYTES = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A line of the file; without a call, one that is over. */
  private record Line(String id, @Nullable AuditEvent call) {}

  private final Path file;
  private final Map<String, AuditEvent> open = new LinkedHashMap<>();
  private final Map<String, AuditEvent> left;
  private @Nullable FileChannel channel;

  /**
   * @param file is made with its folder where it is missing
   * @throws UncheckedIOException when it cannot be read or written
   */
  public OpenCalls(Path file) {
    this.file = file;
    for (String line : lines()) {
      read(line);
    }
    this.left = Map.copyOf(open);
    rewrite();
  }

  /** Writes entries for what the process before left open. */
  public void recover(AuditLog log) {
    left.forEach(
        (id, call) -> {
          log.record(call);
          end(id);
        });
    synchronized (this) {
      rewrite();
    }
  }

  /**
   * Notes a call that is about to be made.
   *
   * @param call as its entry tells of it when it is never answered
   * @return what {@link #end} takes
   * @throws UncheckedIOException when it cannot be noted, and thus must not be made
   */
  public synchronized String begin(AuditEvent call) {
    String id = UUID.randomUUID().toString();
    append(new Line(id, call));
    open.put(id, call);
    return id;
  }

  /** The call is in the log. */
  public synchronized void end(String id) {
    if (open.remove(id) == null) {
      return;
    }
    try {
      if (channel().size() > COMPACT_BYTES) {
        rewrite();
      } else {
        append(new Line(id, null));
      }
    } catch (IOException | UncheckedIOException e) {
      // At the worst the next start tells of a call that has an entry already.
      LOGGER.atError().setCause(e).log("the end of a call could not be noted");
    }
  }

  private List<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String text) {
    Line line;
    try {
      line = JSON.readValue(text, Line.class);
    } catch (JsonProcessingException e) {
      LOGGER.warn("a line of the open calls is not whole"); // the process died while it wrote it
      return;
    }
    if (line.call() == null) {
      open.remove(line.id());
    } else {
      open.put(line.id(), line.call());
    }
  }

  private void append(Line line) {
    try {
      ByteBuffer bytes =
          ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel().write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a file with what is open now in the place of the other. */
  private void rewrite() {
    try {
      close();
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      List<String> lines = new ArrayList<>();
      for (Map.Entry<String, AuditEvent> call : open.entrySet()) {
        lines.add(JSON.writeValueAsString(new Line(call.getKey(), call.getValue())));
      }
      Files.write(fresh, lines);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileChannel channel() throws IOException {
    FileChannel opened = channel;
    if (opened == null) {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      channel = opened;
    }
    return opened;
  }

  @Override
  public synchronized void close() {
    try {
      if (channel != null) {
        channel.close();
        channel = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
