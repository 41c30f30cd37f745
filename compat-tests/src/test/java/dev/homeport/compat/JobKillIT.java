package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.azure.sdk.iot.service.jobs.DirectMethodsJobOptions;
import com.microsoft.azure.sdk.iot.service.jobs.JobStatistics;
import com.microsoft.azure.sdk.iot.service.jobs.ScheduledJob;
import com.microsoft.azure.sdk.iot.service.jobs.ScheduledJobStatus;
import com.microsoft.azure.sdk.iot.service.jobs.ScheduledJobsClient;
import com.microsoft.azure.sdk.iot.service.query.JobQueryResponse;
import com.microsoft.azure.sdk.iot.service.query.QueryClient;
import com.microsoft.azure.sdk.iot.service.query.TwinQueryResponse;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import dev.homeport.agent.DeviceConnectionString;
import dev.homeport.agent.HubConnectionString;
import dev.homeport.agent.HubRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed in the middle of jobs: a twin is patched once, a method called at most once.
 */
final class JobKillIT {

  private static final int DEVICES = 10_000;
  private static final int CONCURRENCY = 1_000;

  /** Of desired properties; the empty ones have version 1. */
  private static final int ONE_PATCH = 2;

  private static final Duration LIMIT = Duration.ofSeconds(300);
  private static final long MAX_SECONDS = 600;

  @Test
  void noDeviceIsDealtWithTwice(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data)
      throws Exception {
    int port = HomeportServer.freePort();
    List<CountingDevice> devices = new ArrayList<>();
    try (HomeportServer server =
        new HomeportServer(
                data,
                "homeport.ports.mqtt=" + port,
                "homeport.jobs.batch=100",
                "homeport.jobs.concurrency=" + CONCURRENCY)
            .start()) {
      server.trustByDefault();
      String hub = server.endpoint("IOTHUB_CONNECTION_STRING");
      ScheduledJobsClient jobs = new ScheduledJobsClient(hub);
      HubRegistry registry = new HubRegistry(HubConnectionString.parse(hub), server.trust());
      for (DeviceConnectionString device :
          registry.devicesOf(IntStream.range(0, DEVICES).mapToObj(JobKillIT::name).toList())) {
        devices.add(new CountingDevice(device, port, Duration.ofMillis(300)));
      }

      Twin patch = new Twin();
      patch.getDesiredProperties().put("interval", 30);
      jobs.scheduleUpdateTwin("patch", "*", patch, now(), MAX_SECONDS);
      awaitSucceeded(jobs, "patch", 1);
      server.kill();
      server.start();
      ScheduledJob patched = awaitCompleted(jobs, "patch");

      assertThat(patched.getJobStatistics().getSucceededCount()).isEqualTo(DEVICES);
      assertThat(desiredVersions(hub)).hasSize(DEVICES).containsOnly(ONE_PATCH);

      await().atMost(LIMIT).until(() -> devices.stream().allMatch(CountingDevice::isSubscribed));
      jobs.scheduleDirectMethod(
          "call",
          "*",
          "ring",
          now(),
          DirectMethodsJobOptions.builder()
              .methodResponseTimeoutSeconds(60)
              .maxExecutionTimeSeconds((int) MAX_SECONDS)
              .build());
      awaitSucceeded(jobs, "call", 100);
      server.kill();
      server.start();
      ScheduledJob called = awaitCompleted(jobs, "call");

      JobStatistics counts = called.getJobStatistics();
      assertThat(counts.getSucceededCount() + counts.getFailedCount()).isEqualTo(DEVICES);
      assertThat(counts.getFailedCount()).isBetween(1, CONCURRENCY);
      assertThat(devices).allSatisfy(device -> assertThat(device.calls()).isLessThanOrEqualTo(1));
      assertThat(devices.stream().filter(device -> device.calls() == 1).count())
          .isBetween((long) counts.getSucceededCount(), (long) DEVICES);
      JobQueryResponse failed =
          jobs.query("SELECT * FROM devices.jobs WHERE jobId = 'call' AND status = 'failed'");
      int unknown = 0;
      while (failed.hasNext()) {
        assertThat(failed.next().getError()).contains("DeviceMethodOutcomeUnknown");
        unknown++;
      }
      assertThat(unknown).isEqualTo(counts.getFailedCount());
    } finally {
      for (CountingDevice device : devices) {
        device.close();
      }
    }
  }

  private static String name(int number) {
    return "device-%05d".formatted(number);
  }

  private static List<Integer> desiredVersions(String hub) throws Exception {
    List<Integer> versions = new ArrayList<>();
    TwinQueryResponse twins = new QueryClient(hub).queryTwins("SELECT * FROM devices");
    while (twins.hasNext()) {
      versions.add(twins.next().getDesiredProperties().getVersion());
    }
    return versions;
  }

  /** Comes back while the job is far from its end. */
  private static void awaitSucceeded(ScheduledJobsClient jobs, String jobId, int least) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> jobs.get(jobId).getJobStatistics().getSucceededCount() >= least);
  }

  private static ScheduledJob awaitCompleted(ScheduledJobsClient jobs, String jobId)
      throws Exception {
    ScheduledJob before = jobs.get(jobId);
    assertThat(before.getJobStatus()).isEqualTo(ScheduledJobStatus.running);
    assertThat(before.getJobStatistics().getSucceededCount()).isLessThan(DEVICES);
    await()
        .atMost(LIMIT)
        .until(() -> jobs.get(jobId).getJobStatus() == ScheduledJobStatus.completed);
    return jobs.get(jobId);
  }

  private static Date now() {
    return Date.from(Instant.now());
  }
}
