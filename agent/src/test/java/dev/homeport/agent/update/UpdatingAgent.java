package dev.homeport.agent.update;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.agent.launcher.Boot;
import dev.homeport.agent.launcher.Slot;
import dev.homeport.agent.launcher.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * An agent in two slots whose firmware comes from memory, with an updater that does not wait long.
 */
final class UpdatingAgent implements AutoCloseable {

  static final byte[] FIRMWARE = "the new build".repeat(100).getBytes(UTF_8);
  private static final Patience PATIENCE =
      new Patience(
          Duration.ofMillis(1),
          Duration.ofMillis(5),
          Duration.ofSeconds(5),
          3,
          3,
          Duration.ofMillis(200),
          300);

  final Path root;
  final Publisher publisher = new Publisher();
  final FakeDevice device = new FakeDevice();
  final CountDownLatch network = new CountDownLatch(1);
  final StateFolder folder;
  private TrustedKey key;
  private Patience patience = PATIENCE;
  byte[] served = FIRMWARE;
  Updater updater;

  UpdatingAgent(Path root) throws IOException {
    this.root = root;
    folder = new StateFolder(root);
    Files.createDirectories(folder.jar(Slot.A).getParent());
    Files.createDirectories(folder.jar(Slot.B).getParent());
    Files.writeString(folder.jar(Slot.A), "the old build");
    folder.write(Boot.steady(Slot.A));
    key = publisher.trustedIn(root);
    updater = updater(Slot.A, "1.0.0", device);
  }

  @Override
  public void close() {
    updater.close();
  }

  private Updater updater(Slot slot, String version, FakeDevice of) throws IOException {
    return new Updater(
        new DeviceFacts("TX-100", "r1"),
        key,
        new SlotInstallation(folder, slot, version),
        (order, into, arrived) -> {
          if (order.url().contains("slow")) {
            network.await();
          }
          if (order.url().contains("ended")) {
            return false;
          }
          // In two parts, so that a restart finds what came before.
          int half = served.length / 2;
          if (into.length() == 0) {
            into.append(Arrays.copyOf(served, half));
            arrived.accept(half);
          }
          into.append(Arrays.copyOfRange(served, (int) into.length(), served.length));
          arrived.accept(into.length());
          return true;
        },
        UpdateFile.of(root.resolve("update.json")),
        new UpdateRules(patience, new Semaphore(1), 10),
        of);
  }

  void trustNobody() throws IOException {
    updater.close();
    key = TrustedKey.in(null);
    updater = updater(Slot.A, "1.0.0", device);
  }

  /** From now on it asks for a fresh URL five times in vain, and not for long. */
  void expectFewUrls() throws IOException {
    updater.close();
    patience =
        new Patience(
            PATIENCE.firstPause(),
            PATIENCE.longestPause(),
            PATIENCE.stall(),
            PATIENCE.cuts(),
            PATIENCE.refusals(),
            Duration.ofMillis(20),
            5);
    updater = updater(Slot.A, "1.0.0", device);
  }

  ObjectNode order() {
    return publisher.order("d1", "2.0.0", FIRMWARE);
  }

  Reception start(ObjectNode order) {
    return updater.start(Publisher.text(order));
  }

  /** As the twin has it. */
  static Map<String, Object> desired(ObjectNode order) {
    Map<String, Object> desired = new HashMap<>();
    desired.put(
        "firmware",
        new JsonMapper().convertValue(order, new TypeReference<Map<String, Object>>() {}));
    return desired;
  }

  /** Starts what the launcher would start, has it connect, and gives it. */
  Updater launch(FakeDevice anew) throws IOException {
    Boot boot = folder.boot();
    boolean trial = boot.mark() == Boot.Mark.TRY;
    if (trial) {
      folder.write(new Boot(boot.active(), Boot.Mark.TRYING, ""));
    }
    Slot slot = trial ? boot.active().other() : boot.active();
    String version =
        Files.exists(folder.jar(slot)) && Files.readString(folder.jar(slot)).startsWith("the new")
            ? "2.0.0"
            : "1.0.0";
    updater.close();
    updater = updater(slot, version, anew);
    anew.report(updater.reported());
    updater.connected();
    return updater;
  }

  void awaitNobody() throws InterruptedException {
    // The thread that met the failure is ending.
    Thread.sleep(50);
  }
}
