package dev.homeport.configuration;

import static dev.homeport.configuration.ConfiguredHub.device;
import static dev.homeport.configuration.ConfiguredHub.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import dev.homeport.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pass as the schedulers of two nodes make it. */
final class ConfigurationPassTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private Scheduler node(String name, ConfiguredHub hub) {
    return Scheduler.create(database.dataSource())
        .startTasks(ConfigurationPass.task(hub.configurations, Duration.ofMillis(200)))
        .schedulerName(new SchedulerName.Fixed(name))
        .pollingInterval(Duration.ofMillis(50))
        .build();
  }

  @Test
  void goesOnAtAnotherNodeWhenOneStops() {
    try (ConfiguredHub first = new ConfiguredHub(database);
        ConfiguredHub second = new ConfiguredHub(database)) {
      first.register(device("d1"), false);
      first.create("all", "*", 1, "{'deviceContent':{'properties.desired.a':1}}");
      Scheduler one = node("one", first);
      Scheduler other = node("other", second);
      try {
        one.start();
        other.start();
        soonConfigured(first, "d1");

        one.stop();
        first.register(device("d2"), false);

        soonConfigured(first, "d2");
      } finally {
        one.stop();
        other.stop();
      }
    }
  }

  private static void soonConfigured(ConfiguredHub hub, String id) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(hub.desired(device(id))).isEqualTo(json("{'a':1}")));
  }
}
