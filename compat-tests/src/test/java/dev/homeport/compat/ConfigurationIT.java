package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.service.configurations.Configuration;
import com.microsoft.azure.sdk.iot.service.configurations.ConfigurationContent;
import com.microsoft.azure.sdk.iot.service.configurations.ConfigurationsClient;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubBadFormatException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubConflictException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubPreconditionFailedException;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.Module;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.twin.ConfigurationStatus;
import com.microsoft.azure.sdk.iot.service.twin.DeviceCapabilities;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Automatic configurations, driven by the unmodified Java service SDK. */
@Order(1)
final class ConfigurationIT {

  private final Hub hub = new Hub();
  private final RegistryClient registry = hub.registry;
  private final TwinClient twins = hub.twins;
  private final ConfigurationsClient configurations =
      new ConfigurationsClient(hub.server.endpoint("IOTHUB_CONNECTION_STRING"));

  private static Configuration configuration(
      String id, int priority, String condition, Map<String, Object> deviceContent) {
    Configuration configuration = new Configuration(id);
    ConfigurationContent content = new ConfigurationContent();
    content.setDeviceContent(deviceContent);
    configuration.setContent(content);
    configuration.setPriority(priority);
    configuration.setTargetCondition(condition);
    return configuration;
  }

  private void tag(String deviceId, String name, Object value) throws Exception {
    Twin twin = twins.get(deviceId);
    twin.getTags().put(name, value);
    twins.patch(twin);
  }

  private static void soon(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(120))
        .ignoreException(IotHubNotFoundException.class) // a module that is yet to be made
        .untilAsserted(assertion);
  }

  private void soonDesired(String deviceId, Map<String, Object> expected) {
    soon(
        () -> {
          Map<String, Object> desired = new HashMap<>(twins.get(deviceId).getDesiredProperties());
          assertThat(desired).isEqualTo(expected);
        });
  }

  @Test
  void devicesEnterAndLeaveAsTheirTwinsChangeAndAreTold() throws Exception {
    Device device = registry.addDevice(new Device("enters-and-leaves"));
    String id = device.getDeviceId();
    CompletableFuture<Object> told = new CompletableFuture<>();
    DeviceClient client = hub.client(device, IotHubClientProtocol.MQTT);
    try {
      client.subscribeToDesiredProperties(
          (twin, context) -> {
            Object chiller = twin.getDesiredProperties().get("chiller");
            if (chiller != null) {
              told.complete(chiller);
            }
          },
          null);
      Sdk.twin(client);
      configurations.create(
          configuration(
              "enter-low",
              5,
              "tags.group = 'entering'",
              Map.of(
                  "properties.desired", Map.of("chiller", Map.of("temperature", 20), "low", 1))));
      configurations.create(
          configuration(
              "enter-high",
              9,
              "tags.group = 'entering' AND properties.reported.ready = true",
              Map.of("properties.desired.chiller", Map.of("temperature", 66, "pressure", 28.5))));

      tag(id, "group", "entering");
      soonDesired(id, Map.of("chiller", Map.of("temperature", 20L), "low", 1L));
      assertThat(told.get(60, TimeUnit.SECONDS)).isNotNull();
      assertThat(twins.get(id).getConfigurations())
          .hasEntrySatisfying(
              "enter-low",
              info -> assertThat(info.getStatus()).isEqualTo(ConfigurationStatus.APPLIED));

      Sdk.report(client, "ready", true);
      soonDesired(id, Map.of("chiller", Map.of("temperature", 66L, "pressure", 28.5), "low", 1L));

      tag(id, "group", "elsewhere");
      soonDesired(id, Map.of());
      assertThat(configurations.get("enter-low").getSystemMetrics().getResults())
          .containsEntry("targetedCount", 0L)
          .containsEntry("appliedCount", 0L);
    } finally {
      client.close();
    }
  }

  @Test
  void theGreaterPriorityWinsAndDeletingItLetsTheNextOneIn() throws Exception {
    String id = registry.addDevice(new Device("priorities")).getDeviceId();
    String condition = "deviceId = '" + id + "'";
    configurations.create(
        configuration("priority-1", 1, condition, Map.of("properties.desired.mode", "low")));
    configurations.create(
        configuration(
            "priority-2",
            2,
            condition,
            Map.of("properties.desired", Map.of("mode", "high", "only", "high"))));
    soonDesired(id, Map.of("mode", "high", "only", "high"));
    soon(
        () ->
            assertThat(configurations.get("priority-1").getSystemMetrics().getResults())
                .containsEntry("targetedCount", 1L)
                .containsEntry("appliedCount", 0L));

    configurations.delete("priority-2");

    soonDesired(id, Map.of("mode", "low", "only", "high"));
    assertThat(twins.get(id).getConfigurations()).containsOnlyKeys("priority-1");
  }

  @Test
  void aDeviceThatIsCreatedLaterGetsWhatIsForAll() throws Exception {
    configurations.create(
        configuration(
            "newcomers", 1, "STARTSWITH(deviceId, 'newcomer')", Map.of("properties.desired.a", 1)));

    registry.addDevice(new Device("newcomer"));

    soonDesired("newcomer", Map.of("a", 1L));
  }

  @Test
  void whatIsReadIsWhatWasCreated() throws Exception {
    Configuration wanted =
        configuration(
            "as-created",
            20,
            "properties.reported.chillerProperties.model='4000x'",
            Map.of(
                "properties.desired.chiller-water", Map.of("temperature", 66, "pressure", 28.02)));
    wanted.setLabels(new HashMap<>(Map.of("team", "cooling")));
    wanted
        .getMetrics()
        .setQueries(
            Map.of(
                "pending",
                "SELECT deviceId FROM devices WHERE properties.reported.water.status='pending'"));

    configurations.create(wanted);

    Configuration read = configurations.get("as-created");
    assertThat(read.getContent().getDeviceContent().get("properties.desired.chiller-water"))
        .isEqualTo(Map.of("temperature", 66L, "pressure", 28.02));
    assertThat(read.getLabels()).isEqualTo(Map.of("team", "cooling"));
    assertThat(read.getTargetCondition()).isEqualTo(wanted.getTargetCondition());
    assertThat(read.getPriority()).isEqualTo(20);
    assertThat(read.getMetrics().getQueries()).isEqualTo(wanted.getMetrics().getQueries());
    soon(
        () ->
            assertThat(configurations.get("as-created").getMetrics().getResults())
                .containsEntry("pending", 0L));
    assertThat(configurations.get(100))
        .extracting(Configuration::getId)
        .contains("as-created")
        .isSorted();
    assertThat(configurations.get(1)).hasSize(1);
  }

  @Test
  void anOlderEtagIsRefusedASecondIdConflictsAndAnUnknownOneIsNotFound() throws Exception {
    configurations.create(
        configuration("edited", 1, "", Map.of("properties.desired.a", Map.of("b", 2))));
    Configuration stale = configurations.get("edited");
    // What the list gives has lost the difference between 2 and 2.0.
    Configuration listed =
        configurations.get(100).stream()
            .filter(one -> one.getId().equals("edited"))
            .findFirst()
            .orElseThrow();
    listed.setPriority(7);

    Configuration replaced = configurations.replace(listed);

    assertThat(replaced.getPriority()).isEqualTo(7);
    assertThat(replaced.getEtag()).isNotEqualTo(stale.getEtag());
    assertThatThrownBy(() -> configurations.delete(stale))
        .isInstanceOf(IotHubPreconditionFailedException.class);
    assertThatThrownBy(
            () ->
                configurations.create(
                    configuration("edited", 1, "", Map.of("properties.desired.a", 1))))
        .isInstanceOf(IotHubConflictException.class);
    configurations.delete(replaced);
    assertThatThrownBy(() -> configurations.get("edited"))
        .isInstanceOf(IotHubNotFoundException.class);
  }

  @Test
  void aConditionThatCannotBeReadIsRefused() {
    assertThatThrownBy(
            () ->
                configurations.create(
                    configuration("wrong", 1, "tags.a =", Map.of("properties.desired.a", 1))))
        .isInstanceOf(IotHubBadFormatException.class);
  }

  @Test
  void modulesAreTargetedByTheirOwnTwins() throws Exception {
    registry.addDevice(new Device("with-module"));
    registry.addModule(new Module("with-module", "camera"));
    Configuration wanted = new Configuration("cameras");
    ConfigurationContent content = new ConfigurationContent();
    content.setModuleContent(new HashMap<>(Map.of("properties.desired.fps", 25)));
    wanted.setContent(content);
    wanted.setTargetCondition("FROM devices.modules WHERE moduleId = 'camera'");
    wanted.setPriority(1);

    configurations.create(wanted);

    soon(
        () ->
            assertThat(twins.get("with-module", "camera").getDesiredProperties())
                .containsEntry("fps", 25L));
    // The SDK drops a module's content when it reads, so it sends none.
    Configuration read = configurations.get("cameras");
    read.setPriority(3);
    assertThat(configurations.replace(read).getPriority()).isEqualTo(3);
    assertThat(twins.get("with-module").getDesiredProperties()).isEmpty();
  }

  @Test
  void aDeploymentReachesTheModulesOfAnEdgeDevice() throws Exception {
    Device edge = new Device("gateway");
    DeviceCapabilities capabilities = new DeviceCapabilities();
    capabilities.setIotEdge(true);
    edge.setCapabilities(capabilities);
    registry.addDevice(edge);
    registry.addDevice(new Device("no-gateway"));
    Map<String, Map<String, Object>> modules =
        Map.of(
            "$edgeAgent",
            Map.of("properties.desired", Map.of("schemaVersion", "1.1", "modules", Map.of())),
            "sensor",
            Map.of("properties.desired", Map.of("rate", 5)));
    ConfigurationContent content = new ConfigurationContent();
    content.setModulesContent(modules);

    configurations.applyConfigurationContentOnDevice("gateway", content);

    assertThat(twins.get("gateway", "sensor").getDesiredProperties()).containsEntry("rate", 5L);
    assertThatThrownBy(
            () -> configurations.applyConfigurationContentOnDevice("no-gateway", content))
        .isInstanceOf(IotHubBadFormatException.class);

    Configuration deployment = new Configuration("deployment");
    ConfigurationContent other = new ConfigurationContent();
    other.setModulesContent(
        Map.of(
            "$edgeAgent",
            Map.of("properties.desired", Map.of("schemaVersion", "1.2")),
            "filter",
            Map.of("properties.desired", Map.of("threshold", 3))));
    deployment.setContent(other);
    deployment.setPriority(1);
    deployment.setTargetCondition("deviceId IN ['gateway', 'no-gateway']");
    configurations.create(deployment);
    soon(
        () -> {
          assertThat(twins.get("gateway", "filter").getDesiredProperties())
              .containsEntry("threshold", 3L);
          assertThat(twins.get("gateway", "$edgeAgent").getDesiredProperties())
              .containsEntry("schemaVersion", "1.2")
              .doesNotContainKey("modules");
          assertThat(configurations.get("deployment").getSystemMetrics().getResults())
              .containsEntry("targetedCount", 1L)
              .containsEntry("appliedCount", 1L);
        });
  }
}
