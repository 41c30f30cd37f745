package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.AllocationPolicy;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.EnrollmentGroup;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.SymmetricKeyAttestation;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.TwinCollection;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.TwinState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed while a thousand devices register: each becomes one whole device on one of
 * three hubs, which share them by their weights.
 */
final class ProvisioningKillIT {

  private static final int DEVICES = 1_000;
  private static final int AT_A_TIME = 50;
  private static final Duration LIMIT = Duration.ofSeconds(300);

  /** Hubs by their host names, which are addresses of the loopback, and their weights. */
  private static final Map<String, Integer> WEIGHTS =
      Map.of("127.0.0.1", 5, "127.0.0.41", 3, "127.0.0.42", 2);

  @Test
  void everyDeviceIsAssignedAndConnectsThoughTheServerIsKilledInTheMiddle(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data) throws Exception {
    try (HomeportServer server = new HomeportServer(data).start();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.trustByDefault();
      EnrollmentGroup group = new EnrollmentGroup("fleet", Provisioning.keys());
      TwinCollection tags = new TwinCollection();
      tags.put("site", "north");
      group.setInitialTwin(new TwinState(tags, null));
      group.setAllocationPolicy(AllocationPolicy.HASHED);
      addHubs(People.admin(server));
      String groupKey =
          ((SymmetricKeyAttestation)
                  new Provisioning(server)
                      .service
                      .createOrUpdateEnrollmentGroup(group)
                      .getAttestation())
              .getPrimaryKey();
      AtomicInteger assigned = new AtomicInteger();
      Semaphore room = new Semaphore(AT_A_TIME);

      List<LightRegistrant> registrants = registrants(server, groupKey);
      List<Future<String>> devices = new ArrayList<>();
      for (LightRegistrant device : registrants) {
        devices.add(
            threads.submit(
                () -> {
                  room.acquire();
                  try {
                    String hub = device.finish(LIMIT);
                    assigned.incrementAndGet();
                    return hub;
                  } finally {
                    room.release();
                  }
                }));
      }
      await().atMost(LIMIT).until(() -> assigned.get() >= DEVICES / 4);
      server.kill();
      assertThat(assigned).hasValueLessThan(DEVICES);
      server.start();
      List<String> hubs = new ArrayList<>();
      for (Future<String> device : devices) {
        hubs.add(device.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
      }

      for (int i = 0; i < DEVICES; i += 101) {
        assertThat(registrants.get(i).register()).isEqualTo(hubs.get(i));
      }
      WEIGHTS.forEach(
          (host, weight) ->
              assertThat(Collections.frequency(hubs, host))
                  .as(host)
                  .isCloseTo(DEVICES * weight / 10, within(DEVICES / 20)));
      assertThat(devicesByHost(People.admin(server)))
          .isEqualTo(
              hubs.stream().collect(Collectors.groupingBy(host -> host, Collectors.counting())));
    }
  }

  /** The hub that is there gets its weight, the others are made. */
  private static void addHubs(People.Window admin) {
    assertThat(admin.send("PATCH", "/api/v1/hubs/main", "{\"weight\":5}").status()).isEqualTo(200);
    for (String host : List.of("127.0.0.41", "127.0.0.42")) {
      String name = "hub-" + host.substring(host.lastIndexOf('.') + 1);
      String hub =
          People.json(
              Map.of("name", name, "hostNames", List.of(host), "weight", WEIGHTS.get(host)));
      assertThat(admin.send("POST", "/api/v1/hubs", hub).status()).isEqualTo(201);
    }
  }

  private static Map<String, Long> devicesByHost(People.Window admin) {
    return admin
        .get("/api/v1/hubs")
        .body()
        .path("items")
        .valueStream()
        .collect(
            Collectors.toMap(
                hub ->
                    hub.path("hostNames")
                        .valueStream()
                        .map(JsonNode::asText)
                        .filter(WEIGHTS::containsKey)
                        .findFirst()
                        .orElseThrow(),
                hub -> hub.path("devices").path("total").asLong()));
  }

  /** Half of them by HTTPS, half by MQTT. */
  private static List<LightRegistrant> registrants(HomeportServer server, String groupKey) {
    String scope = server.endpoint("HOMEPORT_ID_SCOPE");
    return IntStream.range(0, DEVICES)
        .mapToObj(
            i -> {
              String id = "device-" + i;
              return new LightRegistrant(
                  server.trust(), scope, id, Provisioning.derived(groupKey, id), i % 2 == 0);
            })
        .toList();
  }
}
