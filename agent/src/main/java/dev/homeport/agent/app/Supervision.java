package dev.homeport.agent.app;

import dev.homeport.agent.launcher.Launcher;
import dev.homeport.agent.launcher.Slot;
import dev.homeport.agent.launcher.StateFolder;
import dev.homeport.agent.update.DeviceFacts;
import dev.homeport.agent.update.HttpDownload;
import dev.homeport.agent.update.Patience;
import dev.homeport.agent.update.SlotInstallation;
import dev.homeport.agent.update.TrustedKey;
import dev.homeport.agent.update.UpdateFile;
import dev.homeport.agent.update.UpdateRules;
import dev.homeport.agent.update.Updater;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** An agent that the launcher started: it updates its own jar. */
final class Supervision implements Agent.Updates {

  private static final int PERCENT_STEP = 5;
  private static final int LOCK_SECONDS = 20;
  private static final long LOCK_POLL_MILLIS = 200;

  private final StateFolder folder;
  private final Slot slot;
  private final DeviceFacts facts;
  private final TrustedKey key;
  private final SSLContext tls;

  private Supervision(
      StateFolder folder, Slot slot, DeviceFacts facts, TrustedKey key, SSLContext tls) {
    this.folder = folder;
    this.slot = slot;
    this.facts = facts;
    this.key = key;
    this.tls = tls;
  }

  /**
   * Takes the state folder for this process, which ends when its launcher does.
   *
   * @throws IOException when another agent keeps the folder
   */
  static Supervision begin(
      StateFolder folder, Slot slot, DeviceFacts facts, TrustedKey key, SSLContext tls)
      throws IOException, InterruptedException {
    ProcessHandle.current()
        .parent()
        .ifPresent(launcher -> launcher.onExit().thenRun(() -> System.exit(0)));
    // An agent whose launcher was killed may need a moment to notice.
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LOCK_SECONDS);
    while (!folder.lock("agent")) {
      if (System.nanoTime() > deadline) {
        throw new IOException("another agent works in " + folder.root());
      }
      Thread.sleep(LOCK_POLL_MILLIS);
    }
    return new Supervision(folder, slot, facts, key, tls);
  }

  /** The slot in which the launcher started this process; null without a launcher. */
  static @Nullable Slot slot() {
    String name = System.getenv(Launcher.SLOT);
    return name == null || name.isBlank() ? null : Slot.valueOf(name);
  }

  @Override
  public Updater of(Updater.Device device) throws IOException {
    return new Updater(
        facts,
        key,
        new SlotInstallation(folder, slot, Main.version()),
        new HttpDownload(tls, Patience.DEFAULT),
        UpdateFile.of(folder.root().resolve("update.json")),
        new UpdateRules(Patience.DEFAULT, new Semaphore(1), PERCENT_STEP),
        device);
  }

  @Override
  public void restart(Agent agent) {
    System.exit(Launcher.RESTART);
  }
}
