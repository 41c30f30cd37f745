package dev.homeport.configuration;

import static dev.homeport.configuration.ConfiguredHub.HUB;
import static dev.homeport.configuration.ConfiguredHub.device;
import static dev.homeport.configuration.ConfiguredHub.json;
import static dev.homeport.configuration.ConfiguredHub.module;
import static dev.homeport.configuration.ConfiguredHub.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ConfigurationId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Configurations as services create, edit, test and ask about them. */
final class ConfigurationServiceTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private ConfiguredHub hub;

  @BeforeEach
  void open() {
    hub = new ConfiguredHub(database);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void metricsCountWhatTheirQueriesFind() {
    hub.register(device("d1"), false);
    hub.register(device("d2"), false);
    hub.tag(device("d1"), "{'site':'north'}");
    Wanted wanted =
        new Wanted(
            "1.0",
            Map.of("team", "cooling"),
            json("{'deviceContent':{'properties.desired.a':1}}"),
            "*",
            1,
            Map.of("north", "SELECT deviceId FROM devices WHERE tags.site = 'north'"));
    hub.configurations.create(HUB, new ConfigurationId("c"), wanted);

    hub.configurations.sweepChanged(HUB);

    Configuration read = hub.configurations.get(HUB, new ConfigurationId("c")).configuration();
    assertThat(read.metricResults()).isEqualTo(Map.of("north", 1L));
    assertThat(read.labels()).isEqualTo(Map.of("team", "cooling"));
    hub.tag(device("d2"), "{'site':'north'}");
    hub.configurations.sweepAll();
    assertThat(
            hub.configurations.get(HUB, new ConfigurationId("c")).configuration().metricResults())
        .isEqualTo(Map.of("north", 2L));
  }

  @Test
  void contentIsAppliedToOneEdgeDeviceAtOnce() {
    hub.register(device("edge"), true);
    hub.register(device("leaf"), false);
    ObjectNode content =
        json("{'modulesContent':{'$edgeAgent':{'properties.desired':{'schemaVersion':'1.1'}}}}");

    hub.configurations.apply(device("edge"), content);

    assertThat(hub.desired(module("edge", "$edgeAgent")))
        .isEqualTo(json("{'schemaVersion':'1.1'}"));
    assertThatThrownBy(() -> hub.configurations.apply(device("leaf"), content))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARGUMENT_INVALID));
    assertThatThrownBy(
            () ->
                hub.configurations.apply(
                    device("edge"), json("{'deviceContent':{'properties.desired.a':1}}")))
        .isInstanceOf(HubException.class);
  }

  @Test
  void anExplanationNamesTheWinnerOfEachPathAndWhoLost() {
    hub.register(device("d"), false);
    hub.create("low", "*", 1, "{'deviceContent':{'properties.desired':{'a':{'x':1},'b':'low'}}}");
    hub.create("high", "*", 9, "{'deviceContent':{'properties.desired':{'a':'high'}}}");
    hub.configurations.sweepChanged(HUB);

    Explanation why = hub.configurations.explain(device("d"));

    assertThat(why.targeting())
        .extracting(Explanation.Targeting::id)
        .containsExactly("high", "low");
    assertThat(why.values()).extracting(Explanation.Value::path).containsExactly("a", "b");
    Explanation.Value a = why.values().getFirst();
    assertThat(a.configuration()).isEqualTo("high");
    assertThat(a.current()).isEqualTo(a.value());
    assertThat(a.overridden())
        .containsExactly(
            new Explanation.Wish(
                "a.x", ConfiguredHub.JSON.valueToTree(1), "low", 1, Precedence.PRIORITY));
    assertThatThrownBy(() -> hub.configurations.explain(device("nobody")))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEVICE_NOT_FOUND));
  }

  @Test
  void anEditWithAnOlderEtagIsRefused() {
    var created = hub.create("c", "*", 1, "{'deviceContent':{'properties.desired.a':1}}");
    ConfigurationId id = new ConfigurationId("c");
    Wanted edit = wanted("*", 2, "{'deviceContent':{'properties.desired.a':1.0}}");
    String etag = created.configuration().etag();
    hub.configurations.replace(HUB, id, edit, etag);

    assertThat(hub.configurations.get(HUB, id).configuration().priority()).isEqualTo(2);
    assertThatThrownBy(() -> hub.configurations.replace(HUB, id, edit, etag))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PRECONDITION_FAILED));
    assertThatThrownBy(() -> hub.configurations.delete(HUB, id, etag))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PRECONDITION_FAILED));
  }

  @Test
  void refusesASecondOfAnIdAnUnknownOneAndOtherContent() {
    hub.create("c", "*", 1, "{'deviceContent':{'properties.desired.a':1}}");

    assertThatThrownBy(
            () -> hub.create("c", "*", 1, "{'deviceContent':{'properties.desired.a':1}}"))
        .isInstanceOfSatisfying(
            HubException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION_ALREADY_EXISTS));
    assertThatThrownBy(() -> hub.configurations.get(HUB, new ConfigurationId("other")))
        .isInstanceOfSatisfying(
            HubException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION_NOT_FOUND));
    assertThatThrownBy(
            () ->
                hub.configurations.replace(
                    HUB,
                    new ConfigurationId("c"),
                    wanted("*", 1, "{'deviceContent':{'properties.desired.a':2}}"),
                    "*"))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARGUMENT_INVALID));
  }

  @Test
  void aHubHasAHundredConfigurationsAtMost() {
    for (int i = 0; i < ConfigurationService.MAX_CONFIGURATIONS; i++) {
      hub.create("c" + i, "", 1, "{'deviceContent':{'properties.desired.a':1}}");
    }

    assertThatThrownBy(
            () -> hub.create("one-more", "", 1, "{'deviceContent':{'properties.desired.a':1}}"))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.QUOTA_EXCEEDED));
  }

  @Test
  void tellsWhatIsWrongWithQueriesAndConditions() {
    var problems =
        hub.configurations.test(
            HUB,
            "connectionState = 'Connected'",
            Map.of(
                "fine", "SELECT deviceId FROM devices WHERE tags.a = 1",
                "grouped", "SELECT COUNT() AS n FROM devices",
                "broken", "SELECT deviceId FROM"));

    assertThat(problems.target()).contains("connectionState");
    assertThat(problems.metrics()).containsOnlyKeys("grouped", "broken");
    assertThat(
            hub.configurations
                .test(HUB, "FROM devices.modules WHERE moduleId = 'm'", Map.of())
                .target())
        .isNull();
    assertThat(hub.configurations.test(HUB, "FROM devices WHERE moduleId = 'm'", Map.of()).target())
        .contains("moduleId");
    assertThat(hub.configurations.test(HUB, null, Map.of()).target()).isNull();
  }

  @Test
  void ofManyEditsWithOneEtagOneIsTaken() throws Exception {
    var created = hub.create("c", "", 0, "{'deviceContent':{'properties.desired.a':1}}");
    AtomicInteger refused = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> edits = new ArrayList<>();
      for (int i = 1; i <= 8; i++) {
        Wanted edit = wanted("", i, "{}");
        edits.add(
            threads.submit(
                () -> {
                  try {
                    hub.configurations.replace(
                        HUB, new ConfigurationId("c"), edit, created.configuration().etag());
                  } catch (HubException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.PRECONDITION_FAILED);
                    refused.incrementAndGet();
                  }
                }));
      }
      for (Future<?> edit : edits) {
        edit.get(60, TimeUnit.SECONDS);
      }
    }

    assertThat(refused).hasValue(7);
    Configuration now = hub.configurations.get(HUB, new ConfigurationId("c")).configuration();
    assertThat(now.version()).isEqualTo(2);
  }
}
