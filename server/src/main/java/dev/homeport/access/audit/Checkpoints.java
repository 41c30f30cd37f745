package dev.homeport.access.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of this node with checkpoints of the chain, a line each: number, hash, time. Whoever
 * rewrites the whole chain in the database, or cuts off its end, has to change this file and the
 * server's log, too. Thread-safe.
 */
public final class Checkpoints {

  private static final Logger LOGGER = LoggerFactory.getLogger(Checkpoints.class);
  private static final Pattern LINE = Pattern.compile("(\\d{1,18}) ([0-9a-f]{64}) \\S+");

  private final Path file;

  /**
   * @param file is made with its folder where it is missing
   */
  public Checkpoints(Path file) {
    this.file = file;
  }

  /** All that are kept, in the order of their numbers. A last line that broke off is left out. */
  synchronized List<Checkpoint> all() {
    return lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .map(parts -> new Checkpoint(Long.parseLong(parts.group(1)), parts.group(2)))
        .toList();
  }

  private Stream<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file).stream() : Stream.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds one, durably, and tells the server's log. */
  synchronized void add(Checkpoint checkpoint, Instant at) {
    String line = String.format(Locale.ROOT, "%d %s %s%n", checkpoint.seq(), checkpoint.hash(), at);
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
        channel.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LOGGER
        .atInfo()
        .addKeyValue("seq", checkpoint.seq())
        .addKeyValue("hash", checkpoint.hash())
        .log("audit checkpoint");
  }

  /** Drops those of entries that are no longer kept. */
  synchronized void keep(LongPredicate numbers) {
    List<String> kept =
        lines()
            .filter(
                line -> {
                  Matcher parts = LINE.matcher(line);
                  return parts.matches() && numbers.test(Long.parseLong(parts.group(1)));
                })
            .toList();
    if (kept.size() == lines().count()) {
      return;
    }
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.write(fresh, kept);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
