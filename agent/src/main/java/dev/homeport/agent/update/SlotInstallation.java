package dev.homeport.agent.update;

import dev.homeport.agent.launcher.Boot;
import dev.homeport.agent.launcher.DurableFile;
import dev.homeport.agent.launcher.Slot;
import dev.homeport.agent.launcher.StateFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * The two slots of a supervised agent. A download goes straight into the slot that does not run;
 * what makes it count is one atomic write, of the launcher's boot record.
 */
public final class SlotInstallation implements Installation {

  private static final int BUFFER = 1 << 16;

  private final StateFolder folder;
  private final Slot running;
  private final String runningVersion;

  /**
   * @param running the slot of this process
   */
  public SlotInstallation(StateFolder folder, Slot running, String runningVersion) {
    this.folder = folder;
    this.running = running;
    this.runningVersion = runningVersion;
  }

  @Override
  public String runningVersion() {
    return runningVersion;
  }

  @Override
  public Standing standing() throws IOException {
    Boot boot = folder.boot();
    return switch (boot.mark()) {
      case TRYING -> boot.active() == running ? new Standing.Proven() : new Standing.OnTrial();
      case FAILED -> new Standing.FellBack(boot.why());
      case STEADY, TRY -> new Standing.Proven();
    };
  }

  private Path other() {
    return folder.jar(running.other());
  }

  @Override
  public long room() throws IOException {
    return Files.getFileStore(folder.root()).getUsableSpace() + length();
  }

  @Override
  public void clear() throws IOException {
    Files.deleteIfExists(other());
  }

  @Override
  public long length() throws IOException {
    return Files.exists(other()) ? Files.size(other()) : 0;
  }

  @Override
  public void append(byte[] bytes) throws IOException {
    Files.write(other(), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public boolean holds(UpdateOrder order) throws IOException {
    if (length() != order.size()) {
      return false;
    }
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(other())) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return Sha256.text(digest).equals(order.sha256());
  }

  @Override
  public void seal() throws IOException {
    DurableFile.force(other());
    DurableFile.force(Objects.requireNonNull(other().getParent()));
  }

  @Override
  public void switchOver() throws IOException {
    folder.write(Boot.steady(running).toTry());
  }

  @Override
  public void confirm() throws IOException {
    folder.write(Boot.steady(running));
  }

  @Override
  public void forgetFailure() throws IOException {
    folder.write(Boot.steady(running));
  }
}
