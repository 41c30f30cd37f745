package dev.homeport.configuration;

import static dev.homeport.configuration.ConfiguredHub.HUB;
import static dev.homeport.configuration.ConfiguredHub.device;
import static dev.homeport.configuration.ConfiguredHub.json;
import static dev.homeport.configuration.ConfiguredHub.module;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.DeviceId;
import dev.homeport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What configurations do to the twins of a hub. */
final class EvaluationTest {

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
  void aNewConfigurationReachesWhoItIsFor() {
    hub.register(device("d1"), false);
    hub.register(device("d2"), false);
    hub.tag(device("d1"), "{'site':'north'}");

    hub.create("north", "tags.site = 'north'", 5, "{'deviceContent':{'properties.desired.a':1}}");
    hub.configurations.sweepChanged(HUB);

    assertThat(hub.changed).containsExactly(HUB);
    assertThat(hub.desired(device("d1"))).isEqualTo(json("{'a':1}"));
    assertThat(hub.desired(device("d2"))).isEmpty();
    assertThat(hub.status(device("d1"), "north")).isEqualTo("applied");
    assertThat(hub.twin(device("d2")).has("configurations")).isFalse();
    assertThat(hub.counts("north")).isEqualTo(new TraceStore.Counts(1, 1, 0));
  }

  @Test
  void aDeviceEntersAndLeavesAsItsTwinChanges() {
    hub.register(device("d"), false);
    hub.patch(device("d"), "{'properties':{'desired':{'own':true}}}");
    hub.create("low", "*", 1, "{'deviceContent':{'properties.desired':{'a':'low','b':'low'}}}");
    hub.create(
        "high",
        "tags.site = 'north'",
        9,
        "{'deviceContent':{'properties.desired':{'a':'high','c':1}}}");
    hub.configurations.sweepChanged(HUB);
    assertThat(hub.desired(device("d"))).isEqualTo(json("{'own':true,'a':'low','b':'low'}"));

    hub.tag(device("d"), "{'site':'north'}");
    hub.evaluate("d");
    assertThat(hub.desired(device("d"))).isEqualTo(json("{'own':true,'a':'high','b':'low','c':1}"));
    assertThat(hub.status(device("d"), "low")).isEqualTo("applied");

    hub.tag(device("d"), "{'site':'south'}");
    hub.evaluate("d");
    assertThat(hub.desired(device("d"))).isEqualTo(json("{'own':true,'a':'low','b':'low'}"));
    assertThat(hub.counts("high")).isEqualTo(new TraceStore.Counts(0, 0, 0));
  }

  @Test
  void lookingAgainChangesNothing() {
    hub.register(device("d"), false);
    hub.create("all", "*", 1, "{'deviceContent':{'properties.desired':{'a':1,'deep':{'b':2.50}}}}");
    hub.configurations.sweepChanged(HUB);
    long version = hub.twin(device("d")).path("version").asLong();

    hub.evaluate("d");
    hub.configurations.sweepAll();

    assertThat(hub.twin(device("d")).path("version").asLong()).isEqualTo(version);
  }

  @Test
  void aDeletedConfigurationLeavesItsValuesAndTheNextOneTakesOver() {
    hub.register(device("d"), false);
    hub.create("low", "*", 1, "{'deviceContent':{'properties.desired':{'a':'low'}}}");
    hub.create("high", "*", 9, "{'deviceContent':{'properties.desired':{'a':'high','c':1}}}");
    hub.configurations.sweepChanged(HUB);

    hub.delete("high");
    hub.configurations.sweepChanged(HUB);

    assertThat(hub.desired(device("d"))).isEqualTo(json("{'a':'low','c':1}"));
    assertThat(hub.twin(device("d")).path("configurations"))
        .isEqualTo(json("{'low':{'status':'applied'}}"));
    // Nobody holds what it left, so nobody takes it away later.
    hub.delete("low");
    hub.create("later", "", 1, "{'deviceContent':{'properties.desired':{'c':2}}}");
    hub.configurations.sweepChanged(HUB);
    assertThat(hub.desired(device("d"))).isEqualTo(json("{'a':'low','c':1}"));
    assertThat(hub.twin(device("d")).has("configurations")).isFalse();
  }

  @Test
  void aConfigurationOfTheSameIdAsADeletedOneIsAnother() {
    hub.register(device("d"), false);
    var first = hub.create("c", "*", 1, "{'deviceContent':{'properties.desired':{'a':1,'b':1}}}");
    hub.configurations.sweepChanged(HUB);
    hub.delete("c");

    var second = hub.create("c", "*", 1, "{'deviceContent':{'properties.desired':{'a':2}}}");
    hub.configurations.sweepChanged(HUB);

    assertThat(hub.desired(device("d"))).isEqualTo(json("{'a':2,'b':1}"));
    assertThat(second.configuration().etag()).isNotEqualTo(first.configuration().etag());
  }

  @Test
  void anotherPriorityChangesTheWinner() {
    hub.register(device("d"), false);
    hub.create("one", "*", 5, "{'deviceContent':{'properties.desired.a':'one'}}");
    hub.create("two", "*", 5, "{'deviceContent':{'properties.desired.a':'two'}}");
    hub.configurations.sweepChanged(HUB);
    assertThat(hub.desired(device("d"))).isEqualTo(json("{'a':'two'}"));
    assertThat(hub.status(device("d"), "one")).isEqualTo("targeted");

    hub.replace("one", "*", 6);
    hub.configurations.sweepChanged(HUB);

    assertThat(hub.desired(device("d"))).isEqualTo(json("{'a':'one'}"));
    assertThat(hub.counts("two")).isEqualTo(new TraceStore.Counts(1, 0, 1));
  }

  @Test
  void anotherConditionLetsSomeInAndOthersOut() {
    IntStream.range(0, 30)
        .forEach(
            i -> {
              hub.register(device("d%02d".formatted(i)), false);
              hub.tag(device("d%02d".formatted(i)), "{'n':" + i + "}");
            });
    hub.create("c", "tags.n < 20", 1, "{'deviceContent':{'properties.desired.a':1}}");
    hub.configurations.sweepChanged(HUB);
    assertThat(hub.counts("c")).isEqualTo(new TraceStore.Counts(20, 20, 0));

    hub.replace("c", "tags.n >= 10", 1);
    hub.configurations.sweepChanged(HUB);

    assertThat(hub.counts("c")).isEqualTo(new TraceStore.Counts(20, 20, 0));
    assertThat(hub.desired(device("d05"))).isEmpty();
    assertThat(hub.desired(device("d15"))).isEqualTo(json("{'a':1}"));
    assertThat(hub.desired(device("d29"))).isEqualTo(json("{'a':1}"));
  }

  @Test
  void thePassFindsWhatNoEventTold() {
    hub.register(device("d1"), false);
    hub.register(device("d2"), false);
    hub.register(device("d3"), false);
    hub.tag(device("d1"), "{'site':'north'}");
    hub.tag(device("d3"), "{'site':'north'}");
    hub.create("north", "tags.site = 'north'", 5, "{'deviceContent':{'properties.desired.a':1}}");
    hub.configurations.sweepChanged(HUB);

    hub.tag(device("d1"), "{'site':'south'}");
    hub.tag(device("d2"), "{'site':'north'}");
    hub.configurations.sweepAll();

    assertThat(hub.desired(device("d1"))).isEmpty();
    assertThat(hub.desired(device("d2"))).isEqualTo(json("{'a':1}"));
    assertThat(hub.desired(device("d3"))).isEqualTo(json("{'a':1}"));
    assertThat(hub.counts("north")).isEqualTo(new TraceStore.Counts(2, 2, 0));
  }

  @Test
  void whatAServiceChangesByHandIsPutBack() {
    hub.register(device("d"), false);
    hub.create("c", "*", 1, "{'deviceContent':{'properties.desired.a':1}}");
    hub.configurations.sweepChanged(HUB);

    hub.patch(device("d"), "{'properties':{'desired':{'a':2,'mine':3}}}");
    hub.evaluate("d");

    assertThat(hub.desired(device("d"))).isEqualTo(json("{'a':1,'mine':3}"));
  }

  @Test
  void modulesHaveConfigurationsOfTheirOwn() {
    hub.register(device("d"), false);
    hub.register(module("d", "m1"), false);
    hub.register(module("d", "m2"), false);
    hub.tag(module("d", "m1"), "{'kind':'camera'}");

    hub.create(
        "cameras",
        "FROM devices.modules WHERE tags.kind = 'camera'",
        1,
        "{'moduleContent':{'properties.desired.fps':25}}");
    hub.configurations.sweepChanged(HUB);

    assertThat(hub.desired(module("d", "m1"))).isEqualTo(json("{'fps':25}"));
    assertThat(hub.desired(module("d", "m2"))).isEmpty();
    assertThat(hub.desired(device("d"))).isEmpty();
    assertThat(hub.status(module("d", "m1"), "cameras")).isEqualTo("applied");
  }

  @Test
  void aDeploymentRegistersItsModulesAndAnotherOneReplacesIt() {
    hub.register(device("edge"), true);
    hub.register(device("leaf"), false);
    String first =
        "{'modulesContent':{'$edgeAgent':{'properties.desired':{'modules':{'x':{'v':1}}}},"
            + "'x':{'properties.desired':{'rate':1}}}}";
    String second =
        "{'modulesContent':{'$edgeAgent':{'properties.desired':{'modules':{'y':{'v':2}}}}}}";
    hub.create("first", "*", 1, first);
    hub.configurations.sweepChanged(HUB);
    assertThat(hub.desired(module("edge", "$edgeAgent")))
        .isEqualTo(json("{'modules':{'x':{'v':1}}}"));
    assertThat(hub.desired(module("edge", "x"))).isEqualTo(json("{'rate':1}"));
    assertThat(hub.counts("first")).isEqualTo(new TraceStore.Counts(1, 1, 0));
    assertThat(hub.twin(device("leaf")).has("configurations")).isFalse();

    hub.create("second", "*", 2, second);
    hub.configurations.sweepChanged(HUB);

    assertThat(hub.desired(module("edge", "$edgeAgent")))
        .isEqualTo(json("{'modules':{'y':{'v':2}}}"));
    assertThat(hub.desired(module("edge", "x"))).isEmpty();
    assertThat(hub.status(device("edge"), "first")).isEqualTo("targeted");
    assertThat(hub.status(device("edge"), "second")).isEqualTo("applied");
    assertThat(hub.status(module("edge", "$edgeAgent"), "second")).isEqualTo("applied");
  }

  @Test
  void aTwinThatIsFullKeepsWhatItHas() {
    hub.register(device("d"), false);
    String text = "x".repeat(4_000);
    for (int i = 0; i < 8; i++) {
      hub.patch(device("d"), "{'properties':{'desired':{'own" + i + "':'" + text + "'}}}");
    }
    ObjectNode before = hub.desired(device("d"));

    hub.create("big", "*", 1, "{'deviceContent':{'properties.desired.more':'" + text + "'}}");
    hub.configurations.sweepChanged(HUB);

    assertThat(hub.desired(device("d"))).isEqualTo(before);
    assertThat(hub.status(device("d"), "big")).isEqualTo("targeted");
    assertThat(hub.counts("big")).isEqualTo(new TraceStore.Counts(1, 0, 0));
    hub.patch(device("d"), "{'properties':{'desired':{'own0':null}}}");
    hub.evaluate("d");
    assertThat(hub.desired(device("d")).path("more").asText()).isEqualTo(text);
    assertThat(hub.status(device("d"), "big")).isEqualTo("applied");
  }

  @Test
  void nodesThatEvaluateTheSameDevicesAtOnceAgree() throws Exception {
    List<DeviceId> devices = IntStream.range(0, 20).mapToObj(i -> new DeviceId("d" + i)).toList();
    devices.forEach(id -> hub.register(device(id.value()), false));
    hub.create("low", "*", 1, "{'deviceContent':{'properties.desired':{'a':'low','b':'low'}}}");
    try (ConfiguredHub other = new ConfiguredHub(database);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (ConfiguredHub node : List.of(hub, other)) {
        running.add(threads.submit(() -> node.configurations.sweepAll()));
        for (int i = 0; i < 10; i++) {
          running.add(threads.submit(() -> node.configurations.evaluate(HUB, devices)));
        }
      }
      hub.create("high", "*", 9, "{'deviceContent':{'properties.desired':{'a':'high'}}}");
      running.add(threads.submit(() -> other.configurations.sweepChanged(HUB)));
      hub.delete("low");
      running.add(threads.submit(() -> hub.configurations.sweepChanged(HUB)));
      for (Future<?> one : running) {
        one.get(60, TimeUnit.SECONDS);
      }
    }

    for (DeviceId id : devices) {
      assertThat(hub.desired(device(id.value())).path("a").asText()).isEqualTo("high");
      assertThat(hub.twin(device(id.value())).path("configurations"))
          .isEqualTo(json("{'high':{'status':'applied'}}"));
    }
    assertThat(hub.counts("high")).isEqualTo(new TraceStore.Counts(20, 20, 0));
  }

  @Test
  void aGroupStandsForItsConditionAndItsTargetsStayWhenItIsGone() {
    hub.register(device("d1"), false);
    hub.register(device("d2"), false);
    hub.tag(device("d1"), "{'site':'north'}");
    hub.groups.save(HUB, "north", "", "tags.site = 'north'", null);
    hub.create("c", "IN_GROUP('north')", 1, "{'deviceContent':{'properties.desired.a':1}}");
    hub.configurations.sweepChanged(HUB);
    assertThat(hub.desired(device("d1"))).isEqualTo(json("{'a':1}"));

    hub.tag(device("d2"), "{'site':'north'}");
    hub.evaluate("d2");
    assertThat(hub.desired(device("d2"))).isEqualTo(json("{'a':1}"));

    hub.groups.save(HUB, "north", "", "deviceId = 'd2'", null);
    hub.configurations.sweepAll();
    assertThat(hub.desired(device("d1"))).isEmpty();

    hub.groups.delete(HUB, "north", null);
    hub.configurations.sweepAll();
    hub.evaluate("d1");
    hub.evaluate("d2");
    assertThat(hub.desired(device("d1"))).isEmpty();
    assertThat(hub.desired(device("d2"))).isEqualTo(json("{'a':1}"));
  }
}
