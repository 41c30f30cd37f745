package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.jobs.DirectMethodsJobOptions;
import com.microsoft.azure.sdk.iot.service.jobs.ScheduledJob;
import com.microsoft.azure.sdk.iot.service.jobs.ScheduledJobStatus;
import com.microsoft.azure.sdk.iot.service.jobs.ScheduledJobType;
import com.microsoft.azure.sdk.iot.service.jobs.ScheduledJobsClient;
import com.microsoft.azure.sdk.iot.service.query.JobQueryResponse;
import com.microsoft.azure.sdk.iot.service.query.QueryClient;
import com.microsoft.azure.sdk.iot.service.query.QueryPageOptions;
import com.microsoft.azure.sdk.iot.service.query.SqlQueryBuilder;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The unmodified job client of the Java service SDK. */
@Order(1)
final class JobIT {

  private static final long MAX_SECONDS = 120;
  private static final Duration LIMIT = Duration.ofSeconds(MAX_SECONDS);

  private final Hub hub = new Hub();
  private final String connection = hub.server.endpoint("IOTHUB_CONNECTION_STRING");
  private final ScheduledJobsClient jobs = new ScheduledJobsClient(connection);
  private final QueryClient queries = new QueryClient(connection);
  private final String job = Hub.fresh("job");

  @Test
  void patchesTheTwinsOfAListOfDevices() throws Exception {
    String one = hub.device("patched").getDeviceId();
    String other = hub.device("patched").getDeviceId();
    String not = hub.device("patched").getDeviceId();
    Twin patch = new Twin();
    patch.getTags().put("floor", 2);
    patch.getDesiredProperties().put("interval", 30);

    ScheduledJob created =
        jobs.scheduleUpdateTwin(
            job, "DeviceId IN ['%s', '%s']".formatted(one, other), patch, now(), MAX_SECONDS);
    ScheduledJob over = awaitCompleted();

    assertThat(created.getJobType()).isEqualTo(ScheduledJobType.scheduleUpdateTwin);
    assertThat(created.getUpdateTwin().getTags()).containsKey("floor");
    assertThat(over.getJobStatistics().getDeviceCount()).isEqualTo(2);
    assertThat(over.getJobStatistics().getSucceededCount()).isEqualTo(2);
    assertThat(over.getEndTime()).isNotNull();
    assertThat(hub.twins.get(other).getTags()).containsKey("floor");
    assertThat(hub.twins.get(other).getDesiredProperties()).containsKey("interval");
    assertThat(hub.twins.get(not).getTags()).doesNotContainKey("floor");
  }

  @Test
  void callsAMethodAndShowsTheAnswerOfEachDevice() throws Exception {
    Device device = hub.device("called");
    DeviceClient client = hub.client(device, IotHubClientProtocol.MQTT);
    client.subscribeToMethods(
        (name, payload, context) -> new DirectMethodResponse(200, Map.of("heard", name)), null);
    try {
      jobs.scheduleDirectMethod(
          job,
          "deviceId = '%s'".formatted(device.getDeviceId()),
          "ring",
          now(),
          DirectMethodsJobOptions.builder()
              .payload("loud")
              .methodConnectTimeoutSeconds(30)
              .methodResponseTimeoutSeconds(60)
              .maxExecutionTimeSeconds((int) MAX_SECONDS)
              .build());
      ScheduledJob over = awaitCompleted();
      JobQueryResponse rows =
          jobs.query(
              SqlQueryBuilder.createSqlQuery(
                  "*",
                  SqlQueryBuilder.FromType.JOBS,
                  "devices.jobs.jobId = '%s' and devices.jobs.jobType = 'scheduleDeviceMethod'"
                      .formatted(job),
                  null));

      assertThat(over.getJobStatistics().getSucceededCount()).isOne();
      assertThat(over.getCloudToDeviceMethod()).contains("\"methodName\":\"ring\"");
      ScheduledJob row = rows.next();
      assertThat(row.getDeviceId()).isEqualTo(device.getDeviceId());
      assertThat(row.getJobStatus()).isEqualTo(ScheduledJobStatus.completed);
      assertThat(rows.hasNext()).isFalse();
      // The SDK makes getOutcomeResult() from the method that was called, which has no status, so
      // what the device answered is looked for in the row as it came.
      JsonObject answer =
          JsonParser.parseString(queries.queryRaw(devices()).next())
              .getAsJsonObject()
              .getAsJsonObject("outcome")
              .getAsJsonObject("deviceMethodResponse");
      assertThat(answer.get("status").getAsInt()).isEqualTo(200);
      assertThat(answer.get("payload")).hasToString("{\"heard\":\"ring\"}");
    } finally {
      client.close();
    }
  }

  @Test
  void tellsOfADeviceThatNeverCameOnline() throws Exception {
    Device device = hub.device("asleep");
    jobs.scheduleDirectMethod(
        job,
        "deviceId = '%s'".formatted(device.getDeviceId()),
        "ring",
        now(),
        DirectMethodsJobOptions.builder()
            .methodResponseTimeoutSeconds(5)
            .maxExecutionTimeSeconds(4) // enough to find it on a busy machine
            .build());

    ScheduledJob over = awaitCompleted();
    ScheduledJob row = jobs.query(devices()).next();

    assertThat(over.getJobStatistics().getFailedCount()).isOne();
    assertThat(row.getJobStatus()).isEqualTo(ScheduledJobStatus.failed);
    assertThat(row.getError()).contains("JobRunPreconditionFailed");
    assertThat(row.getOutcomeResult()).isNull();
  }

  @Test
  void cancelsAJobThatIsToCome() throws Exception {
    jobs.scheduleDirectMethod(job, "*", "ring", Date.from(Instant.now().plusSeconds(600)));

    assertThat(jobs.get(job).getJobStatus()).isEqualTo(ScheduledJobStatus.scheduled);
    assertThat(jobs.cancel(job).getJobStatus()).isEqualTo(ScheduledJobStatus.cancelled);
    assertThat(jobs.get(job).getJobStatus()).isEqualTo(ScheduledJobStatus.cancelled);
  }

  @Test
  void listsJobsPageByPage() throws Exception {
    Date later = Date.from(Instant.now().plusSeconds(600));
    for (int i = 0; i < 5; i++) {
      jobs.scheduleUpdateTwin(job + "-" + i, "deviceId = 'x'", new Twin(), later, MAX_SECONDS);
    }

    JobQueryResponse found =
        jobs.query(
            ScheduledJobType.scheduleUpdateTwin,
            ScheduledJobStatus.scheduled,
            QueryPageOptions.builder().pageSize(2).build());
    Set<String> ids = new HashSet<>();
    while (found.hasNext()) {
      ids.add(found.next(QueryPageOptions.builder().pageSize(2).build()).getJobId());
    }

    assertThat(ids)
        .filteredOn(id -> id.startsWith(job + "-"))
        .containsExactlyInAnyOrder(job + "-0", job + "-1", job + "-2", job + "-3", job + "-4");
    for (int i = 0; i < 5; i++) {
      jobs.cancel(job + "-" + i);
    }
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    jobs.scheduleUpdateTwin(job, "deviceId = 'x'", new Twin(), now(), MAX_SECONDS);

    assertThatThrownBy(() -> jobs.get("nobody"))
        .isInstanceOf(IotHubNotFoundException.class)
        .hasMessageContaining("JobNotFound");
    assertThatThrownBy(() -> jobs.cancel("nobody"))
        .isInstanceOf(IotHubNotFoundException.class)
        .hasMessageContaining("JobNotFound");
    assertThatThrownBy(
            () -> jobs.scheduleUpdateTwin(job, "deviceId = 'x'", new Twin(), now(), MAX_SECONDS))
        .isInstanceOf(IotHubException.class)
        .hasMessageContaining("JobAlreadyExists");
    assertThatThrownBy(
            () -> jobs.scheduleUpdateTwin("bad", "deviceId =", new Twin(), now(), MAX_SECONDS))
        .isInstanceOf(IotHubException.class);
  }

  /** What is told of each device of the job. */
  private String devices() {
    return "SELECT * FROM devices.jobs WHERE jobId = '" + job + "'";
  }

  private ScheduledJob awaitCompleted() {
    await()
        .atMost(LIMIT)
        .ignoreException(IOException.class)
        .until(() -> jobs.get(job).getJobStatus() == ScheduledJobStatus.completed);
    try {
      return jobs.get(job);
    } catch (IOException | IotHubException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Date now() {
    return Date.from(Instant.now());
  }
}
