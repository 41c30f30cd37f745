package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.sdk.iot.service.query.QueryClient;
import com.microsoft.azure.sdk.iot.service.query.TwinQueryResponse;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rollout to a fleet of light devices of which three in a hundred fail, and to one device in each
 * state of an update, while the server is killed. {@code -Dhomeport.test.fleet=10000} for more
 * devices than are needed to see that each one is accounted for.
 */
final class FleetUpdateIT {

  private static final int COUNT = Integer.getInteger("homeport.test.fleet", 500);
  private static final String ALL_CONNECTED =
      String.format(Locale.ROOT, "%,d of %<,d connected", COUNT);
  private static final Duration LIMIT = Duration.ofMinutes(2).plusMillis(COUNT * 60L);
  private static final int PAGE = 500;
  private static final String OLD = "1.4.2";
  private static final String NEW = "9.0.0";
  private static final Set<String> REASONS = Set.of("HashMismatch", "NoSpace", "HealthCheckFailed");

  /** Both sides' word on a device: how its update is, and what it runs. */
  private record Account(String status, String reason, String version) {}

  @Test
  void everyDeviceIsAccountedForThoughTheServerIsKilled(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
    try (HomeportServer server = new HomeportServer(folder.resolve("server")).start()) {
      server.trustByDefault();
      Rollouts rollouts = new Rollouts(server);
      byte[] content = new byte[20_000];
      new Random(7).nextBytes(content);
      String firmware = rollouts.upload("fleet", NEW, content);
      try (FleetProcess fleet =
              FleetProcess.start(
                  server,
                  folder.resolve("fleet.log"),
                  "--light",
                  "--count=" + COUNT,
                  "--prefix=update-",
                  "--interval=60",
                  "--update-failures=badHash=1%,noSpace=1%,crash=1%");
          DevicesInEachState states = new DevicesInEachState(server, rollouts, firmware)) {
        await().atMost(LIMIT).until(() -> fleet.output().contains(ALL_CONNECTED));
        awaitReported(rollouts);
        states.begin();

        String id =
            rollouts.deploy(
                "fleet",
                firmware,
                Map.of("condition", "STARTSWITH(deviceId, 'update-')"),
                Map.of(
                    "canary",
                    10,
                    "waves",
                    List.of(50, 100),
                    "retries",
                    0,
                    "failurePercent",
                    50,
                    "maxConcurrent",
                    Math.min(COUNT / 5, 1_000)));
        await().atMost(LIMIT).until(() -> rollouts.count(id, "Completed") > COUNT / 10);
        states.beginToWatch();
        assertThat(rollouts.status(id)).isEqualTo("running");
        server.kill();
        server.start();

        states.goOnAfterTheKill();
        await().atMost(LIMIT).until(() -> rollouts.status(id).equals("completed"));
        Map<String, Account> recorded = recorded(rollouts, id);
        assertThat(recorded).hasSize(COUNT);
        assertThat(recorded.values()).allMatch(FleetUpdateIT::isWhole);
        assertThat(recorded.values())
            .filteredOn(account -> account.status().equals("Failed"))
            .hasSizeBetween(COUNT * 2 / 100, COUNT * 4 / 100)
            .extracting(Account::reason)
            .allMatch(REASONS::contains);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(told(server)).isEqualTo(recorded));
      }
    }
  }

  private static boolean isWhole(Account account) {
    return switch (account.status()) {
      case "Completed" -> account.reason().isEmpty();
      case "Failed" -> REASONS.contains(account.reason());
      default -> false;
    };
  }

  private static void awaitReported(Rollouts rollouts) {
    String query =
        People.json(
            Map.of(
                "query",
                "SELECT COUNT() AS n FROM devices WHERE STARTSWITH(deviceId, 'update-')"
                    + " AND properties.reported.firmware.version = '"
                    + OLD
                    + "'"));
    await()
        .atMost(LIMIT)
        .until(
            () -> rollouts.call("POST", "/devices/query", query).path(0).path("n").asInt(),
            count -> count == COUNT);
  }

  /** What the server has of each device. */
  private static Map<String, Account> recorded(Rollouts rollouts, String id) {
    Map<String, Account> recorded = new TreeMap<>();
    for (int page = 0; page * PAGE < COUNT; page++) {
      for (JsonNode device :
          rollouts
              .call(
                  "GET",
                  "/api/v1/deployments/%s/devices?page=%d&pageSize=%d".formatted(id, page, PAGE),
                  "")
              .path("items")) {
        String status = device.path("status").asText();
        recorded.put(
            device.path("deviceId").asText(),
            new Account(
                status, device.path("reason").asText(""), status.equals("Completed") ? NEW : OLD));
      }
    }
    return recorded;
  }

  /** What each device says itself. */
  private static Map<String, Account> told(HomeportServer server) throws Exception {
    Map<String, Account> told = new TreeMap<>();
    TwinQueryResponse twins =
        new QueryClient(server.endpoint("IOTHUB_CONNECTION_STRING"))
            .queryTwins("SELECT * FROM devices WHERE STARTSWITH(deviceId, 'update-')");
    while (twins.hasNext()) {
      Twin twin = twins.next();
      told.put(
          twin.getDeviceId(),
          new Account(
              text(twin, "firmwareUpdate", "status"),
              text(twin, "firmwareUpdate", "reason"),
              text(twin, "firmware", "version")));
    }
    return told;
  }

  private static String text(Twin twin, String property, String member) {
    @Nullable Object value = twin.getReportedProperties().get(property);
    @Nullable Object text = value instanceof Map<?, ?> map ? map.get(member) : null;
    return text == null ? "" : text.toString();
  }
}
