package dev.homeport.agent.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agents are shell scripts here, whose folder is {@code $STATE}. */
@Timeout(120)
final class SupervisorTest {

  private static final String CONFIRM =
      "echo b steady > $STATE/boot.tmp; mv $STATE/boot.tmp $STATE/boot; ";
  private static final String ONCE = "[ -e $STATE/once ] && exit 0; touch $STATE/once; ";

  private final StateFolder folder;
  private final Map<Slot, String> scripts = new EnumMap<>(Slot.class);
  private final List<Slot> started = Collections.synchronizedList(new ArrayList<>());
  private final Supervisor supervisor;

  SupervisorTest(@TempDir Path root) throws IOException {
    folder = new StateFolder(root);
    folder.write(Boot.steady(Slot.A));
    scripts.put(Slot.A, "exit 0");
    supervisor = confirmedWithin(60);
  }

  private Supervisor confirmedWithin(int seconds) {
    return new Supervisor(folder, this::start, Duration.ofSeconds(seconds), 10);
  }

  private Process start(Slot slot) throws IOException {
    started.add(slot);
    String script = scripts.get(slot);
    if (script == null) {
      throw new IOException("no build");
    }
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", script);
    builder.environment().put("STATE", folder.root().toString());
    return builder.start();
  }

  @Test
  void endsWithAnAgentThatIsDone() throws Exception {
    assertThat(supervisor.run()).isZero();
    assertThat(started).containsExactly(Slot.A);
  }

  @Test
  void startsAnAgentThatCrashedAgain() throws Exception {
    scripts.put(Slot.A, ONCE + "kill -9 $$");
    assertThat(supervisor.run()).isZero();
    assertThat(started).containsExactly(Slot.A, Slot.A);
  }

  @Test
  void triesTheOtherSlotAndStaysThereOnceItIsConfirmed() throws Exception {
    scripts.put(Slot.A, "echo a try > $STATE/boot.tmp; mv $STATE/boot.tmp $STATE/boot; exit 75");
    scripts.put(Slot.B, ONCE + CONFIRM + "exit 1");

    assertThat(supervisor.run()).isZero();

    assertThat(started).containsExactly(Slot.A, Slot.B, Slot.B);
    assertThat(folder.boot()).isEqualTo(Boot.steady(Slot.B));
  }

  @Test
  void fallsBackWhenTheNewBuildCrashes() throws Exception {
    folder.write(Boot.steady(Slot.A).toTry());
    scripts.put(Slot.B, "exit 3");

    assertThat(supervisor.run()).isZero();

    assertThat(started).containsExactly(Slot.B, Slot.A);
    assertThat(folder.boot()).isEqualTo(new Boot(Slot.A, Boot.Mark.FAILED, "it ended with code 3"));
  }

  @Test
  void fallsBackWhenTheNewBuildCannotBeStarted() throws Exception {
    folder.write(Boot.steady(Slot.A).toTry());

    assertThat(supervisor.run()).isZero();

    assertThat(started).containsExactly(Slot.B, Slot.A);
    assertThat(folder.boot().why()).contains("no build");
  }

  @Test
  void fallsBackWhenTheNewBuildHangs() throws Exception {
    folder.write(Boot.steady(Slot.A).toTry());
    scripts.put(Slot.B, "exec sleep 60");

    assertThat(confirmedWithin(1).run()).isZero();

    assertThat(started).containsExactly(Slot.B, Slot.A);
    assertThat(folder.boot().why()).isEqualTo("it did not confirm itself in 1 s");
  }

  @Test
  void fallsBackWhenItWasKilledDuringATry() throws Exception {
    folder.write(Boot.steady(Slot.A).toTry().trying());

    assertThat(supervisor.run()).isZero();

    assertThat(started).containsExactly(Slot.A);
    assertThat(folder.boot().mark()).isEqualTo(Boot.Mark.FAILED);
  }

  @Test
  void triesAgainAfterAnOrderlyStopDuringATry() throws Exception {
    folder.write(Boot.steady(Slot.A).toTry());
    scripts.put(Slot.B, "touch $STATE/up; exec sleep 60");
    CompletableFuture<Integer> code = runAside();
    awaitFile("up");

    supervisor.stop();

    assertThat(code.get(60, TimeUnit.SECONDS)).isEqualTo(143);
    assertThat(folder.boot()).isEqualTo(Boot.steady(Slot.A).toTry());
  }

  @Test
  void passesTheWishToEndOn() throws Exception {
    scripts.put(
        Slot.A,
        "trap 'touch $STATE/told; exit 0' TERM; touch $STATE/up; while :; do sleep 0.05; done");
    CompletableFuture<Integer> code = runAside();
    awaitFile("up");

    supervisor.stop();

    assertThat(code.get(60, TimeUnit.SECONDS)).isZero();
    assertThat(folder.root().resolve("told")).exists();
  }

  @Test
  void startsWhatIsThereWhenItsRecordIsDamaged() throws Exception {
    Files.writeString(folder.root().resolve("boot"), "x");
    assertThat(supervisor.run()).isZero();
    assertThat(started).containsExactly(Slot.A);
  }

  private CompletableFuture<Integer> runAside() {
    CompletableFuture<Integer> code = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                code.complete(supervisor.run());
              } catch (IOException | InterruptedException e) {
                code.completeExceptionally(e);
              }
            });
    return code;
  }

  private void awaitFile(String name) throws InterruptedException {
    while (!Files.exists(folder.root().resolve(name))) {
      Thread.sleep(10);
    }
  }
}
