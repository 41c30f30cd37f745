package dev.homeport.agent.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The folder of one supervised agent: {@code slots/a/agent.jar}, {@code slots/b/agent.jar} and
 * {@code boot}, which says what is started next. The agent keeps files of its own beside them.
 */
public final class StateFolder {

  // A channel that nobody refers to is closed some day, which gives its lock back.
  private static final List<FileChannel> LOCKS = new CopyOnWriteArrayList<>();

  private final Path root;

  public StateFolder(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  public Path root() {
    return root;
  }

  /** The build in a slot. */
  public Path jar(Slot slot) {
    return root.resolve("slots").resolve(slot.folder()).resolve("agent.jar");
  }

  /** What is started next; that which is there, when nothing says so. */
  public Boot boot() throws IOException {
    Path file = bootFile();
    if (Files.exists(file)) {
      String text = Files.readString(file);
      try {
        return Boot.parse(text);
      } catch (IllegalArgumentException e) {
        System.err.println("launcher: " + file + " is damaged: " + e.getMessage());
      }
    }
    return Boot.steady(Files.exists(jar(Slot.A)) || !Files.exists(jar(Slot.B)) ? Slot.A : Slot.B);
  }

  public void write(Boot boot) throws IOException {
    DurableFile.write(bootFile(), boot.text().getBytes(UTF_8));
  }

  private Path bootFile() {
    return root.resolve("boot");
  }

  /** Makes the folder, for its owner alone: what is kept there may download firmware. */
  void make() throws IOException {
    Files.createDirectories(
        root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** Puts {@code installed} into the first slot, unless one has been filled before. */
  void begin(Path installed) throws IOException {
    for (Slot slot : Slot.values()) {
      Files.createDirectories(jar(slot).getParent());
    }
    if (!Files.exists(bootFile())) {
      DurableFile.copy(installed, jar(Slot.A));
      write(Boot.steady(Slot.A));
    }
  }

  /**
   * Keeps others from it until this process ends.
   *
   * @param name of those who exclude each other
   * @return false when another one has it
   */
  public boolean lock(String name) throws IOException {
    FileChannel file =
        FileChannel.open(
            root.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (file.tryLock() == null) {
      file.close();
      return false;
    }
    LOCKS.add(file);
    return true;
  }
}
