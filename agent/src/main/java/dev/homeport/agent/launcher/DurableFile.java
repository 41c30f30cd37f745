package dev.homeport.agent.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Files that are there as a whole, or as they were before, whenever the power goes. */
public final class DurableFile {
  private DurableFile() {}

  /** Replaces {@code file}; when this returns, it is on the disk. */
  public static void write(Path file, byte[] content) throws IOException {
    Path fresh = fresh(file);
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
    replace(file, fresh);
  }

  /** Replaces {@code file} by a copy of {@code original}. */
  static void copy(Path original, Path file) throws IOException {
    Path fresh = fresh(file);
    Files.copy(original, fresh, StandardCopyOption.REPLACE_EXISTING);
    force(fresh);
    replace(file, fresh);
  }

  private static Path fresh(Path file) {
    return file.resolveSibling(file.getFileName() + ".new");
  }

  private static void replace(Path file, Path fresh) throws IOException {
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(Objects.requireNonNull(file.toAbsolutePath().getParent()));
  }

  /** Has a file or a folder, with the names in it, written to the disk. */
  public static void force(Path fileOrFolder) throws IOException {
    try (FileChannel opened = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
      opened.force(true);
    }
  }
}
