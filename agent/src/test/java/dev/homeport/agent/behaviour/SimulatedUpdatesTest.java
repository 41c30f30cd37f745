package dev.homeport.agent.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.homeport.agent.update.Publisher;
import dev.homeport.agent.update.Updater;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class SimulatedUpdatesTest {

  private static final String RESTART = "restart";

  private final Publisher publisher = new Publisher();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final Path folder;

  SimulatedUpdatesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Updater updater(String faults) throws IOException {
    return SimulatedUpdates.pretending(
            publisher.trustedIn(folder), Duration.ZERO, UpdateFaults.parse(faults), 1)
        .of(
            0,
            "TX-100",
            new Updater.Device() {
              @Override
              public void report(Map<String, Object> patch) {
                events.add(patch.toString());
              }

              @Override
              public void restart() {
                events.add(RESTART);
              }
            });
  }

  private void start(Updater updater) {
    String order =
        publisher.order("d1", "9.0.0", "firmware".getBytes(StandardCharsets.UTF_8)).toString();
    MethodAnswer answer = UpdateMethods.answer(updater, "startUpdate", order);
    assertThat(answer).isEqualTo(new MethodAnswer(202, Map.of("status", "Queued")));
  }

  private String await(String part) throws InterruptedException {
    while (true) {
      String event = next();
      if (event != null && event.contains(part)) {
        return event;
      }
    }
  }

  private @Nullable String next() throws InterruptedException {
    return events.poll(1, TimeUnit.SECONDS);
  }

  @Test
  void runTheNewVersionAfterTheRestart() throws Exception {
    Updater updater = updater("badHash=0%");
    start(updater);
    await("percent=100");
    await(RESTART);

    updater.connected();

    assertThat(await("Completed")).contains("firmware={version=9.0.0}");
    assertThat(updater.runningVersion()).isEqualTo("9.0.0");
  }

  @ParameterizedTest
  @CsvSource({"badHash=100%,HashMismatch", "noSpace=100%,NoSpace"})
  void failAsTheyAreTold(String faults, String reason) throws Exception {
    Updater updater = updater(faults);
    start(updater);
    assertThat(await(reason)).contains("firmware={version=1.4.2}");
  }

  @Test
  void fallBackAfterACrashAsTheyAreTold() throws Exception {
    Updater updater = updater("crash=100%");
    start(updater);
    await(RESTART);

    updater.connected();

    assertThat(await("HealthCheckFailed")).contains("firmware={version=1.4.2}");
    start(updater);
    await(RESTART);
  }

  @Test
  void failInEvenlySpreadSharesThatAddUp() {
    UpdateFaults faults = UpdateFaults.parse("badHash=1%, noSpace=0.5%,crash=1%,neverReturns=0.5%");
    int failing = 0;
    int lost = 0;
    for (int number = 0; number < 10_000; number++) {
      failing += faults.of(number) == null ? 0 : 1;
      lost += faults.of(number) == UpdateFaults.Fault.NEVER_RETURNS ? 1 : 0;
    }
    assertThat(failing).isEqualTo(300);
    assertThat(lost).isEqualTo(50);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "badHash", "badHash=1", "rust=1%", "badHash=60%,crash=60%"})
  void understandNoOtherFailures(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> UpdateFaults.parse(text));
  }

  @Test
  void answerInTheWordsOfDirectMethods() throws Exception {
    Updater updater = updater("badHash=0%");
    assertThat(UpdateMethods.answer(updater, "reboot", "null")).isNull();
    assertThat(UpdateMethods.answer(updater, "startUpdate", "{}"))
        .isEqualTo(
            new MethodAnswer(
                400,
                Map.of("reason", "InvalidOrder", "message", "size is missing or cannot be used")));
    assertThat(UpdateMethods.answer(updater, "cancelUpdate", "{\"deploymentId\":\"d1\"}"))
        .isEqualTo(new MethodAnswer(200, Map.of("status", "NotUnderWay")));
    start(updater);
    String other = publisher.order("d2", "9.1.0", "f".getBytes(StandardCharsets.UTF_8)).toString();
    assertThat(UpdateMethods.answer(updater, "startUpdate", other))
        .isEqualTo(new MethodAnswer(409, Map.of("reason", "Busy")));
  }
}
