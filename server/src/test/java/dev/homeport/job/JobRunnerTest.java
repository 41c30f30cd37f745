package dev.homeport.job;

import static dev.homeport.job.JobFixture.device;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.TestDatabase;
import dev.homeport.messaging.DeviceLink.MethodOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobRunnerTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();
  private JobFixture f;

  @BeforeEach
  void open() {
    f = new JobFixture(database);
  }

  @AfterEach
  void close() {
    f.close();
  }

  @Test
  void patchesTheTwinsOfAllDevicesThatTheConditionFinds() {
    f.register(25);
    f.register("other");

    f.patch("j", "STARTSWITH(deviceId, 'device-')", "{'tags':{'site':'north'}}");
    assertThat(f.run("j")).isEmpty();

    assertThat(f.job("j").status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(f.job("j").statistics()).isEqualTo(new JobStatistics(25, 0, 25, 0, 0));
    assertThat(tag("device-24", "site").asText()).isEqualTo("north");
    assertThat(tag("other", "site").isMissingNode()).isTrue();
    assertThat(f.target("j", "device-24").status()).isEqualTo(TargetStatus.COMPLETED);
  }

  @Test
  void callsTheMethodOnAllDevicesAndKeepsTheirAnswers() {
    f.register(25);

    f.call("j", "*");
    assertThat(f.run("j")).isEmpty();

    assertThat(f.job("j").statistics()).isEqualTo(new JobStatistics(25, 0, 25, 0, 0));
    assertThat(f.devices.calls).hasSize(25).allSatisfy((_, count) -> assertThat(count).isOne());
    assertThat(f.target("j", "device-07").methodStatus()).isEqualTo(200);
    assertThat(f.target("j", "device-07").methodPayload()).isEqualTo("{\"ok\":true}");
  }

  @Test
  void findsTheDevicesOfAList() {
    f.register(5);

    f.call("j", "DeviceId IN ['device-01', 'device-03', 'nobody']");
    f.run("j");

    assertThat(f.devices.calls.keySet())
        .containsExactlyInAnyOrder(device("device-01"), device("device-03"));
  }

  @Test
  void findsTheDevicesOfAGroup() {
    f.register(3);
    f.patch("tag", "deviceId = 'device-02'", "{'tags':{'site':'north'}}");
    f.run("tag");

    f.call("j", "IN_GROUP('north')");
    f.run("j");

    assertThat(f.devices.calls).containsOnlyKeys(device("device-02"));
  }

  @Test
  void doesNotPatchATwinTwiceWhenItIsTakenUpAgainInTheMiddle() {
    f.register(25);
    f.patch("j", "*", "{'tags':{'site':'north'}}");
    AtomicInteger looks = new AtomicInteger();

    // The node is stopped after the targets are found and the first batches are patched.
    f.runner.run(new JobKey(JobFixture.HUB, "j"), () -> looks.incrementAndGet() > 6);
    long done = f.job("j").statistics().succeeded();
    f.run("j");

    assertThat(done).isBetween(1L, 24L);
    assertThat(f.job("j").statistics()).isEqualTo(new JobStatistics(25, 0, 25, 0, 0));
    for (int i = 0; i < 25; i++) {
      assertThat(f.twins.get(device("device-%02d".formatted(i))).path("version").asLong())
          .isEqualTo(2);
    }
  }

  @Test
  void failsWhatAnotherRunHadCalledAndNeverCallsItAgain() throws InterruptedException {
    f.register(3);
    f.call("j", "*");
    CountDownLatch called = new CountDownLatch(3);
    CountDownLatch dead = new CountDownLatch(1);
    f.devices.answer =
        _ -> {
          called.countDown();
          await(dead);
          return FakeDevices.answered("{}");
        };
    Thread first = Thread.ofVirtual().start(() -> f.run("j"));
    called.await();

    // Another node takes the job for dead, and takes it up.
    assertThat(f.run("j")).isEmpty();
    dead.countDown();
    first.join();

    assertThat(f.job("j").status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(f.job("j").statistics()).isEqualTo(new JobStatistics(3, 0, 0, 3, 0));
    assertThat(f.devices.calls).allSatisfy((_, count) -> assertThat(count).isOne());
    assertThat(f.target("j", "device-00").errorCode()).isEqualTo(Outcome.UNKNOWN);
    assertThat(f.target("j", "device-00").errorDescription()).contains("may have run it");
  }

  @Test
  void aRunThatWasOvertakenWritesNothing() {
    f.register(3);
    Job job = f.patch("j", "*", "{'tags':{'site':'north'}}");
    Job begun =
        f.jdbi.inTransaction(
            handle ->
                new JobStore().beginRun(handle, job.key(), JobStatus.RUNNING, job.createdAt()));
    JobRun overtaken = new JobRun(f.jdbi, f.outbox, f.clock, new JobStore(), begun, () -> false);

    f.run("j");

    assertThatThrownBy(() -> overtaken.step((_, _, _) -> new JobStatistics(0, 0, 0, 1, 0)))
        .isInstanceOf(JobRun.Superseded.class);
    assertThat(f.job("j").statistics()).isEqualTo(new JobStatistics(3, 0, 3, 0, 0));
  }

  @Test
  void waitsForDevicesThatAreNotOnlineUntilTheTimeIsOver() {
    f.register(2);
    f.devices.online.remove(device("device-01"));
    f.create(
        "j",
        "{'type':'scheduleDeviceMethod','cloudToDeviceMethod':{'methodName':'ring'},"
            + "'maxExecutionTimeInSeconds':60}",
        "*");

    assertWaits(f.run("j"));
    assertThat(f.job("j").status()).isEqualTo(JobStatus.RUNNING);
    assertThat(f.job("j").statistics()).isEqualTo(new JobStatistics(2, 0, 1, 0, 0));

    f.clock.advance(Duration.ofSeconds(61));
    assertThat(f.run("j")).isEmpty();
    assertThat(f.job("j").status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(f.target("j", "device-01").errorCode()).isEqualTo("JobRunPreconditionFailed");
    assertThat(f.devices.calls).containsOnlyKeys(device("device-00"));
  }

  @Test
  void callsADeviceThatComesOnlineMeanwhile() {
    f.register(1);
    f.devices.online.clear();
    f.call("j", "*");
    f.run("j");

    f.devices.online.add(device("device-00"));

    assertThat(f.run("j")).isEmpty();
    assertThat(f.job("j").statistics()).isEqualTo(new JobStatistics(1, 0, 1, 0, 0));
  }

  @Test
  void callsAgainWhatDidNotReachTheDevice() {
    f.register(1);
    AtomicBoolean subscribed = new AtomicBoolean();
    f.devices.answer =
        _ -> subscribed.getAndSet(true) ? FakeDevices.answered("1") : new MethodOutcome.NotOnline();
    f.call("j", "*");

    assertWaits(f.run("j"));
    assertThat(f.job("j").statistics().pending()).isOne();
    assertThat(f.run("j")).isEmpty();
    assertThat(f.job("j").statistics().succeeded()).isOne();
  }

  @Test
  void tellsHowFarItIsBeforeItWaitsForDevices() {
    f.register(2);
    f.devices.online.remove(device("device-01"));
    f.devices.answer = _ -> FakeDevices.answered("1");
    f.call("j", "*");

    f.run("j");

    String told =
        f.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT body FROM outbox WHERE type = 'jobChanged'"
                            + " ORDER BY id DESC LIMIT 1")
                    .mapTo(String.class)
                    .one());
    assertThat(told).contains("\"pending\":1", "\"succeeded\":1");
  }

  @Test
  void tellsOfEachDeviceWhatWentWrong() {
    f.register(4);
    f.devices.answer =
        identity ->
            switch (identity.deviceId().value()) {
              case "device-00" -> new MethodOutcome.TimedOut();
              case "device-01" -> new MethodOutcome.Lost();
              case "device-02" -> FakeDevices.answered("{half");
              default -> throw new IllegalStateException("a fault");
            };
    f.call("j", "*");

    assertThat(f.run("j")).isEmpty();

    assertThat(f.target("j", "device-00").errorCode()).isEqualTo("GatewayTimeout");
    assertThat(f.target("j", "device-01").errorCode()).isEqualTo(Outcome.UNKNOWN);
    assertThat(f.target("j", "device-02").errorCode()).isEqualTo("DeviceInvalidResult");
    assertThat(f.target("j", "device-03").errorCode()).isEqualTo("ServerError");
    assertThat(f.job("j").statistics()).isEqualTo(new JobStatistics(4, 0, 0, 4, 0));
  }

  @Test
  void saysSoWhenADeviceWasDeletedMeanwhile() {
    f.register(3);
    f.devices.online.remove(device("device-02"));
    f.call("call", "*");
    f.run("call");
    f.registry.delete(device("device-02"), null);
    f.patch("patch", "*", "{'tags':{'site':'north'}}");
    AtomicInteger looks = new AtomicInteger();
    f.runner.run(new JobKey(JobFixture.HUB, "patch"), () -> looks.incrementAndGet() > 2);
    assertThat(f.job("patch").statistics()).isEqualTo(JobStatistics.found(2));
    f.registry.delete(device("device-01"), null);

    f.run("call");
    f.run("patch");

    assertThat(f.target("call", "device-02").errorCode()).isEqualTo("DeviceNotFound");
    assertThat(f.target("patch", "device-01").errorCode()).isEqualTo("DeviceNotFound");
    assertThat(f.target("patch", "device-00").status()).isEqualTo(TargetStatus.COMPLETED);
    assertThat(f.job("call").status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(f.job("patch").status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void takesUpNoMoreDevicesOnceItIsCancelled() {
    f.register(25);
    f.devices.online.clear();
    f.devices.online.add(device("device-00"));
    f.call("j", "*");
    f.run("j");

    assertThat(f.jobs.cancel(JobFixture.HUB, "j").status()).isEqualTo(JobStatus.CANCELLED);
    f.register("late");
    f.devices.online.add(device("device-01"));

    assertThat(f.run("j")).isEmpty();
    assertThat(f.job("j").status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(f.job("j").statistics()).isEqualTo(new JobStatistics(25, 0, 1, 0, 24));
    assertThat(f.target("j", "device-01").status()).isEqualTo(TargetStatus.CANCELLED);
    assertThat(f.devices.calls).hasSize(1);
  }

  @Test
  void callsNoMoreDevicesAtATimeThanItMay() {
    f.close();
    f = new JobFixture(database, new JobSettings(7, 5));
    f.register(30);
    f.devices.answer =
        _ -> {
          pause();
          return FakeDevices.answered("{}");
        };
    f.call("j", "*");

    f.run("j");

    assertThat(f.job("j").statistics().succeeded()).isEqualTo(30);
    assertThat(f.devices.mostUnderWay.get()).isBetween(2, 7);
  }

  @Test
  void startsFromTheBeginningWhenItWasInterruptedWhileItLookedForDevices() {
    f.register(25);
    f.patch("j", "*", "{'tags':{'site':'north'}}");
    AtomicInteger looks = new AtomicInteger();
    f.runner.run(new JobKey(JobFixture.HUB, "j"), () -> looks.incrementAndGet() > 2);
    assertThat(f.job("j").collected()).isFalse();

    f.run("j");

    assertThat(f.job("j").statistics()).isEqualTo(new JobStatistics(25, 0, 25, 0, 0));
  }

  @Test
  void failsWhenItsTimeIsOverBeforeItStarts() {
    f.register(1);
    f.patch("j", "*", "{'tags':{'site':'north'}}");
    f.clock.advance(NewJob.DEFAULT_LIMIT);

    assertThat(f.run("j")).isEmpty();

    assertThat(f.job("j").status()).isEqualTo(JobStatus.FAILED);
    assertThat(f.job("j").failure()).contains("before all its devices were found");
  }

  @Test
  void refusesAPatchForEachTwinThatWouldGrowTooLarge() {
    f.register(2);
    String half = "x".repeat(4_000);
    String large = "{'tags':{" + keys("a", half, 6) + "}}";
    f.patch("first", "deviceId = 'device-00'", large);
    f.run("first");

    f.patch("second", "*", "{'tags':{" + keys("b", half, 6) + "}}");
    f.run("second");

    assertThat(f.target("second", "device-00").errorCode()).isEqualTo("ArgumentInvalid");
    assertThat(f.target("second", "device-01").status()).isEqualTo(TargetStatus.COMPLETED);
    assertThat(f.job("second").statistics()).isEqualTo(new JobStatistics(2, 0, 1, 1, 0));
  }

  @Test
  void completesAtOnceWhenTheConditionFindsNothing() {
    f.call("j", "deviceId = 'nobody'");

    assertThat(f.run("j")).isEmpty();

    assertThat(f.job("j").status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(f.job("j").statistics()).isEqualTo(JobStatistics.NONE);
  }

  private static String keys(String name, String value, int count) {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < count; i++) {
      keys.append(i == 0 ? "" : ",").append("'%s%d':'%s'".formatted(name, i, value));
    }
    return keys.toString();
  }

  private JsonNode tag(String deviceId, String name) {
    return f.twins.get(device(deviceId)).path("tags").path(name);
  }

  /** The pause grows with what a look at the devices takes. */
  private static void assertWaits(Optional<Duration> pause) {
    assertThat(pause.orElseThrow()).isGreaterThanOrEqualTo(JobRunner.PAUSE);
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
