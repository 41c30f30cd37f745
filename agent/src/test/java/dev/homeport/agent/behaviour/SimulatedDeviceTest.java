package dev.homeport.agent.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulatedDeviceTest {

  @Test
  void sendsTheReadingsThatTheConsoleShows() throws IOException {
    SimulatedDevice device = new SimulatedDevice(0, "TX-7", SettingsFile.inMemory(5));

    JsonNode reading = new JsonMapper().readTree(device.telemetry(Instant.now()));

    assertThat(reading.fieldNames())
        .toIterable()
        .containsExactly(
            "cpu", "memory", "battery", "signal", "temperature", "location", "firmware");
  }

  @Test
  void reportsItsModelItsHomeAndItsInterval() {
    SimulatedDevice device = new SimulatedDevice(6, "TX-7", SettingsFile.inMemory(9));

    assertThat(device.reported())
        .containsEntry("model", "TX-7")
        .containsEntry("telemetryInterval", 9)
        .containsEntry("location", Map.of("latitude", 40.67, "longitude", -74.04));
  }

  @Test
  void hasSomethingToReportWhenAWishChangedItOnly() {
    SimulatedDevice device = new SimulatedDevice(0, "TX-7", SettingsFile.inMemory(5));

    assertThat(device.heed(Map.of("telemetryInterval", 30))).isTrue();
    assertThat(device.heed(Map.of("telemetryInterval", 30.0))).isFalse();
    assertThat(device.heed(Map.of("colour", "red"))).isFalse();
    assertThat(device.reported()).containsEntry("telemetryInterval", 30);
  }

  @Test
  void doesNotHeedAnIntervalThatIsNone() {
    SimulatedDevice device = new SimulatedDevice(0, "TX-7", SettingsFile.inMemory(5));

    for (Object interval : new Object[] {0, -1, 1.5, 86_401, "30", true}) {
      assertThat(device.heed(Map.of("telemetryInterval", interval))).as("%s", interval).isFalse();
    }
    assertThat(device.telemetryInterval()).isEqualTo(5);
  }

  @Test
  void obeysMethods() {
    SimulatedDevice device = new SimulatedDevice(0, "TX-7", SettingsFile.inMemory(5));

    assertThat(device.obey(new DeviceCommand.SetTelemetryInterval(60))).isTrue();
    assertThat(device.telemetryInterval()).isEqualTo(60);
    assertThat(device.obey(new DeviceCommand.Reboot())).isFalse();
    assertThat(device.telemetryInterval()).isEqualTo(60);
    assertThat(device.obey(new DeviceCommand.FactoryReset())).isTrue();
    assertThat(device.telemetryInterval()).isEqualTo(5);
  }

  @Test
  void findsItsSettingsAgainUntilAFactoryReset(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("settings.json");
    new SimulatedDevice(0, "TX-7", SettingsFile.of(file, 5))
        .obey(new DeviceCommand.SetTelemetryInterval(60));

    SimulatedDevice restarted = new SimulatedDevice(0, "TX-7", SettingsFile.of(file, 5));
    assertThat(restarted.telemetryInterval()).isEqualTo(60);

    restarted.obey(new DeviceCommand.FactoryReset());
    assertThat(file).doesNotExist();
    assertThat(SettingsFile.of(file, 5).current().telemetryInterval()).isEqualTo(5);
  }

  @Test
  void goesOnWhenItsSettingsCannotBeKept(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("missing/settings.json");
    SimulatedDevice device = new SimulatedDevice(0, "TX-7", SettingsFile.of(file, 5));

    assertThat(device.obey(new DeviceCommand.SetTelemetryInterval(60))).isTrue();

    assertThat(device.telemetryInterval()).isEqualTo(60);
  }
}
