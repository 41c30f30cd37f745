package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.azure.sdk.iot.device.ClientOptions;
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
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The unmodified job client of the Java service SDK. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JobIT {

  private static final long MAX_SECONDS = 60;
  private static final Duration LIMIT = Duration.ofSeconds(MAX_SECONDS);

  private HomeportServer server;
  private RegistryClient registry;
  private TwinClient twins;
  private ScheduledJobsClient jobs;
  private QueryClient queries;

  @BeforeAll
  void startServer(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data) {
    server = new HomeportServer(data).start();
    String hub = server.endpoint("IOTHUB_CONNECTION_STRING");
    server.trustByDefault();
    registry = new RegistryClient(hub);
    twins = new TwinClient(hub);
    jobs = new ScheduledJobsClient(hub);
    queries = new QueryClient(hub);
  }

  @AfterAll
  void stopServer() {
    server.close();
  }

  @Test
  void patchesTheTwinsOfAListOfDevices() throws Exception {
    registry.addDevice(new Device("patched-1"));
    registry.addDevice(new Device("patched-2"));
    registry.addDevice(new Device("patched-not"));
    Twin patch = new Twin();
    patch.getTags().put("floor", 2);
    patch.getDesiredProperties().put("interval", 30);

    ScheduledJob created =
        jobs.scheduleUpdateTwin(
            "patch", "DeviceId IN ['patched-1', 'patched-2']", patch, now(), MAX_SECONDS);
    ScheduledJob over = awaitStatus("patch", ScheduledJobStatus.completed);

    assertThat(created.getJobType()).isEqualTo(ScheduledJobType.scheduleUpdateTwin);
    assertThat(created.getUpdateTwin().getTags()).containsKey("floor");
    assertThat(over.getJobStatistics().getDeviceCount()).isEqualTo(2);
    assertThat(over.getJobStatistics().getSucceededCount()).isEqualTo(2);
    assertThat(over.getEndTime()).isNotNull();
    assertThat(twins.get("patched-2").getTags()).containsKey("floor");
    assertThat(twins.get("patched-2").getDesiredProperties()).containsKey("interval");
    assertThat(twins.get("patched-not").getTags()).doesNotContainKey("floor");
  }

  @Test
  void callsAMethodAndShowsTheAnswerOfEachDevice() throws Exception {
    Device device = registry.addDevice(new Device("called"));
    DeviceClient client =
        new DeviceClient(
            "HostName=127.0.0.1;DeviceId=called;SharedAccessKey=" + device.getPrimaryKey(),
            IotHubClientProtocol.MQTT,
            ClientOptions.builder().sslContext(server.trust()).build());
    client.open(true);
    client.subscribeToMethods(
        (name, payload, context) -> new DirectMethodResponse(200, Map.of("heard", name)), null);
    try {
      jobs.scheduleDirectMethod(
          "call",
          "deviceId = 'called'",
          "ring",
          now(),
          DirectMethodsJobOptions.builder()
              .payload("loud")
              .methodConnectTimeoutSeconds(5)
              .methodResponseTimeoutSeconds(10)
              .maxExecutionTimeSeconds((int) MAX_SECONDS)
              .build());
      ScheduledJob over = awaitStatus("call", ScheduledJobStatus.completed);
      JobQueryResponse rows =
          jobs.query(
              SqlQueryBuilder.createSqlQuery(
                  "*",
                  SqlQueryBuilder.FromType.JOBS,
                  "devices.jobs.jobId = 'call' and devices.jobs.jobType = 'scheduleDeviceMethod'",
                  null));

      assertThat(over.getJobStatistics().getSucceededCount()).isOne();
      assertThat(over.getCloudToDeviceMethod()).contains("\"methodName\":\"ring\"");
      ScheduledJob row = rows.next();
      assertThat(row.getDeviceId()).isEqualTo("called");
      assertThat(row.getJobStatus()).isEqualTo(ScheduledJobStatus.completed);
      assertThat(rows.hasNext()).isFalse();
      // The SDK makes getOutcomeResult() from the method that was called, which has no status, so
      // what the device answered is looked for in the row as it came.
      JsonObject answer =
          JsonParser.parseString(
                  queries.queryRaw("SELECT * FROM devices.jobs WHERE jobId = 'call'").next())
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
    registry.addDevice(new Device("asleep"));
    jobs.scheduleDirectMethod(
        "wake",
        "deviceId = 'asleep'",
        "ring",
        now(),
        DirectMethodsJobOptions.builder()
            .methodResponseTimeoutSeconds(5)
            .maxExecutionTimeSeconds(1)
            .build());

    ScheduledJob over = awaitStatus("wake", ScheduledJobStatus.completed);
    ScheduledJob row = jobs.query("SELECT * FROM devices.jobs WHERE jobId = 'wake'").next();

    assertThat(over.getJobStatistics().getFailedCount()).isOne();
    assertThat(row.getJobStatus()).isEqualTo(ScheduledJobStatus.failed);
    assertThat(row.getError()).contains("JobRunPreconditionFailed");
    assertThat(row.getOutcomeResult()).isNull();
  }

  @Test
  void cancelsAJobThatIsToCome() throws Exception {
    jobs.scheduleDirectMethod("later", "*", "ring", Date.from(Instant.now().plusSeconds(600)));

    assertThat(jobs.get("later").getJobStatus()).isEqualTo(ScheduledJobStatus.scheduled);
    assertThat(jobs.cancel("later").getJobStatus()).isEqualTo(ScheduledJobStatus.cancelled);
    assertThat(jobs.get("later").getJobStatus()).isEqualTo(ScheduledJobStatus.cancelled);
  }

  @Test
  void listsJobsPageByPage() throws Exception {
    Date later = Date.from(Instant.now().plusSeconds(600));
    for (int i = 0; i < 5; i++) {
      jobs.scheduleUpdateTwin("paged-" + i, "*", new Twin(), later, MAX_SECONDS);
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
        .containsExactlyInAnyOrder("paged-0", "paged-1", "paged-2", "paged-3", "paged-4");
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    jobs.scheduleUpdateTwin("taken", "deviceId = 'x'", new Twin(), now(), MAX_SECONDS);

    assertThatThrownBy(() -> jobs.get("nobody"))
        .isInstanceOf(IotHubNotFoundException.class)
        .hasMessageContaining("JobNotFound");
    assertThatThrownBy(() -> jobs.cancel("nobody"))
        .isInstanceOf(IotHubNotFoundException.class)
        .hasMessageContaining("JobNotFound");
    assertThatThrownBy(
            () ->
                jobs.scheduleUpdateTwin("taken", "deviceId = 'x'", new Twin(), now(), MAX_SECONDS))
        .isInstanceOf(IotHubException.class)
        .hasMessageContaining("JobAlreadyExists");
    assertThatThrownBy(
            () -> jobs.scheduleUpdateTwin("bad", "deviceId =", new Twin(), now(), MAX_SECONDS))
        .isInstanceOf(IotHubException.class);
  }

  private ScheduledJob awaitStatus(String jobId, ScheduledJobStatus status) {
    await()
        .atMost(LIMIT)
        .ignoreException(IOException.class)
        .until(() -> jobs.get(jobId).getJobStatus() == status);
    try {
      return jobs.get(jobId);
    } catch (IOException | IotHubException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Date now() {
    return Date.from(Instant.now());
  }
}
