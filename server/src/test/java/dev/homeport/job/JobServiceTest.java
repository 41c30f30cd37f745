package dev.homeport.job;

import static dev.homeport.job.JobFixture.device;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobServiceTest {

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
  void showsAJobInTheShapeThatServiceClientsRead() {
    Instant start = f.clock.instant().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
    Job job =
        f.create(
            "j",
            "{'jobId':'j','type':'scheduleDeviceMethod','cloudToDeviceMethod':{'methodName':'ring',"
                + "'payload':{'a':1.0},'responseTimeoutInSeconds':10},'startTime':'"
                + start
                + "','maxExecutionTimeInSeconds':90}",
            "tags.site = 'north'");

    ObjectNode document = JobDocument.of(f.json, job);

    assertThat(document.path("status").asText()).isEqualTo("scheduled");
    assertThat(document.path("type").asText()).isEqualTo("scheduleDeviceMethod");
    assertThat(document.path("queryCondition").asText()).isEqualTo("tags.site = 'north'");
    assertThat(document.path("startTime").asText()).isEqualTo(start.toString());
    assertThat(document.path("maxExecutionTimeInSeconds").asLong()).isEqualTo(90);
    assertThat(document.path("cloudToDeviceMethod").toString())
        .isEqualTo(
            "{\"methodName\":\"ring\",\"payload\":{\"a\":1.0},\"responseTimeoutInSeconds\":10}");
    assertThat(document.path("deviceJobStatistics").toString())
        .isEqualTo(
            "{\"deviceCount\":0,\"failedCount\":0,\"succeededCount\":0,\"runningCount\":0,"
                + "\"pendingCount\":0}");
    assertThat(document.has("updateTwin")).isFalse();
    assertThat(document.has("endTime")).isFalse();
  }

  @Test
  void startsAtOnceWithoutAStartTimeOrWithOneThatIsPast() {
    assertThat(f.call("now", "*").status()).isEqualTo(JobStatus.ENQUEUED);
    Job past =
        f.create(
            "past",
            "{'type':'scheduleUpdateTwin','updateTwin':{'tags':{}},'startTime':'2020-01-01T00:00:00',"
                + "'maxExecutionTimeInSeconds':0}",
            "*");
    assertThat(past.startAt()).isEqualTo(past.createdAt());
    assertThat(past.limit()).isEqualTo(NewJob.DEFAULT_LIMIT);
  }

  @Test
  void refusesAJobWhoseIdIsTaken() {
    f.call("j", "*");

    assertRefused(ErrorCode.JOB_ALREADY_EXISTS, () -> f.call("j", "*"));
  }

  @Test
  void refusesJobsThatAreMalformed() {
    assertMalformed("j", "{'type':'reboot'}");
    assertMalformed("j", "{'type':'scheduleUpdateTwin'}");
    assertMalformed("j", "{'type':'scheduleUpdateTwin','updateTwin':{'tags':{'a b':1}}}");
    assertMalformed("j", "{'type':'scheduleDeviceMethod','cloudToDeviceMethod':{}}");
    assertMalformed("j", "{'jobId':'k','type':'scheduleUpdateTwin','updateTwin':{}}");
    assertMalformed("j", "{'type':'scheduleUpdateTwin','updateTwin':{},'startTime':'tomorrow'}");
    assertMalformed(
        "j", "{'type':'scheduleUpdateTwin','updateTwin':{},'maxExecutionTimeInSeconds':-1}");
    assertMalformed("a/b", "{'type':'scheduleUpdateTwin','updateTwin':{}}");
    assertMalformed("query", "{'type':'scheduleUpdateTwin','updateTwin':{}}");
    assertMalformed("x".repeat(65), "{'type':'scheduleUpdateTwin','updateTwin':{}}");
    assertRefused(ErrorCode.ARGUMENT_INVALID, () -> f.call("j", "deviceId = "));
    assertRefused(ErrorCode.ARGUMENT_INVALID, () -> f.call("j", "IN_GROUP('south')"));
    assertRefused(ErrorCode.ARGUMENT_INVALID, () -> f.call("j", " "));
    assertRefused(ErrorCode.ARGUMENT_INVALID, () -> f.call("j", "FROM devices.jobs"));
  }

  @Test
  void schedulesNothingWhenTheJobIsRefused() {
    f.call("j", "*");
    assertRefused(ErrorCode.JOB_ALREADY_EXISTS, () -> f.call("j", "*"));

    assertThat(scheduled()).containsExactly("main/j");
  }

  @Test
  void doesNotKnowJobsThatAreNotThere() {
    assertRefused(ErrorCode.JOB_NOT_FOUND, () -> f.jobs.get(JobFixture.HUB, "nobody"));
    assertRefused(ErrorCode.JOB_NOT_FOUND, () -> f.jobs.cancel(JobFixture.HUB, "nobody"));
  }

  @Test
  void leavesAJobAloneThatIsOver() {
    f.call("j", "*");
    f.run("j");

    assertThat(f.jobs.cancel(JobFixture.HUB, "j").status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void listsJobsByTypeAndStatusTheNewestFirst() {
    f.call("a", "*");
    f.clock.advance(Duration.ofSeconds(1));
    f.patch("b", "*", "{'tags':{}}");
    f.clock.advance(Duration.ofSeconds(1));
    f.call("c", "*");
    f.run("a");

    assertThat(ids(null, null, 0, 10)).containsExactly("c", "b", "a");
    assertThat(ids(null, null, 1, 1)).containsExactly("b");
    assertThat(ids(JobType.METHOD, null, 0, 10)).containsExactly("c", "a");
    assertThat(ids(JobType.METHOD, JobStatus.COMPLETED, 0, 10)).containsExactly("a");
    assertThat(f.jobs.count(JobFixture.HUB, JobType.METHOD, null)).isEqualTo(2);
  }

  @Test
  void pagesThroughTheDevicesOfAJob() {
    f.register(5);
    f.devices.answer = _ -> FakeDevices.answered("1");
    f.call("j", "*");
    f.run("j");

    List<Target> first = f.jobs.targets(JobFixture.HUB, "j", null, "", null, 3);
    List<Target> second =
        f.jobs.targets(JobFixture.HUB, "j", null, "", first.getLast().identity(), 3);

    assertThat(first).hasSize(3);
    assertThat(second)
        .extracting(Target::identity)
        .containsExactly(device("device-03"), device("device-04"));
    assertThat(f.jobs.targets(JobFixture.HUB, "j", TargetStatus.FAILED, "", null, 3)).isEmpty();
  }

  @Test
  void findsDevicesOfAJobByPartOfTheirIds() {
    f.register(12);
    f.patch("j", "*", "{'tags':{}}");
    f.run("j");

    List<Target> found = f.jobs.targets(JobFixture.HUB, "j", null, "CE-1", null, 10);
    List<Target> rest =
        f.jobs.targets(JobFixture.HUB, "j", null, "CE-1", found.getFirst().identity(), 10);

    assertThat(found)
        .extracting(Target::identity)
        .containsExactly(device("device-10"), device("device-11"));
    assertThat(rest).extracting(Target::identity).containsExactly(device("device-11"));
    assertThat(f.jobs.targets(JobFixture.HUB, "j", TargetStatus.FAILED, "ce-1", null, 10))
        .isEmpty();
  }

  @Test
  void remembersWhoMadeAJob() {
    f.call("j", "*");

    assertThat(f.job("j").createdBy()).isEqualTo("ada");
    assertThat(JobDocument.progress(f.job("j"))).contains("\"createdBy\":\"ada\"");
  }

  @Test
  void answersQueriesForWhatBecameOfSingleDevices() {
    f.register(2);
    f.devices.answer =
        identity ->
            identity.equals(device("device-00"))
                ? FakeDevices.answered("{\"level\":7}")
                : FakeDevices.answered("{half");
    f.call("call", "*");
    f.run("call");
    f.patch("patch", "*", "{'tags':{'site':'north'}}");
    f.run("patch");

    List<ObjectNode> all = f.query("SELECT * FROM devices.jobs").items();
    JsonNode answered =
        f.query(
                "SELECT * FROM devices.jobs WHERE devices.jobs.jobId = 'call'"
                    + " AND devices.jobs.status = 'completed'")
            .items()
            .getFirst();
    JsonNode failed =
        f.query("SELECT * FROM devices.jobs WHERE status = 'failed'").items().getFirst();
    JsonNode patched =
        f.query("SELECT * FROM devices.jobs WHERE jobType = 'scheduleUpdateTwin'")
            .items()
            .getFirst();

    assertThat(all).hasSize(4);
    assertThat(answered.path("deviceId").asText()).isEqualTo("device-00");
    assertThat(answered.path("outcome").toString())
        .isEqualTo("{\"deviceMethodResponse\":{\"status\":200,\"payload\":{\"level\":7}}}");
    assertThat(answered.path("cloudToDeviceMethod").path("methodName").asText()).isEqualTo("ring");
    assertThat(answered.path("endTimeUtc").asText()).endsWith("Z");
    assertThat(failed.path("error").path("code").asText()).isEqualTo("DeviceInvalidResult");
    assertThat(failed.has("outcome")).isFalse();
    assertThat(patched.path("outcome").toString()).isEqualTo("{\"deviceMethodResponse\":null}");
    assertThat(
            f.query(
                    "SELECT COUNT() AS n FROM devices.jobs WHERE outcome.deviceMethodResponse.payload.level > 6")
                .items()
                .getFirst()
                .path("n")
                .asInt())
        .isOne();
  }

  @Test
  void showsAnAnswerThatTheDatabaseCannotHoldAsJsonWithoutItsPayload() {
    f.register(1);
    f.devices.answer = _ -> FakeDevices.answered("\"\\u0000\"");
    f.call("j", "*");
    f.run("j");

    JsonNode row = f.query("SELECT * FROM devices.jobs").items().getFirst();

    assertThat(row.path("outcome").path("deviceMethodResponse").path("status").asInt())
        .isEqualTo(200);
    assertThat(f.target("j", "device-00").methodPayload()).isEqualTo("\"\\u0000\"");
  }

  @Test
  void forgetsJobsThatHaveBeenOverForLong() {
    f.register(1);
    f.call("old", "*");
    f.run("old");
    f.clock.advance(Duration.ofDays(20));
    f.call("young", "*");
    f.run("young");
    f.clock.advance(Duration.ofDays(11));

    new JobHistory(f.jdbi, f.clock, Duration.ofDays(30)).cleanUp(() -> false);

    assertThat(ids(null, null, 0, 10)).containsExactly("young");
    assertThat(f.query("SELECT * FROM devices.jobs").items()).hasSize(1);
  }

  private List<String> ids(
      @org.jspecify.annotations.Nullable JobType type,
      @org.jspecify.annotations.Nullable JobStatus status,
      long offset,
      int limit) {
    return f.jobs.list(JobFixture.HUB, type, status, offset, limit).stream()
        .map(job -> job.key().jobId())
        .toList();
  }

  private List<String> scheduled() {
    return f.jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT task_instance FROM scheduled_tasks WHERE task_name = 'job'")
                .mapTo(String.class)
                .list());
  }

  private void assertMalformed(String jobId, String request) {
    assertRefused(ErrorCode.ARGUMENT_INVALID, () -> f.create(jobId, request, "*"));
  }

  private static void assertRefused(ErrorCode code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
