package dev.homeport.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import org.junit.jupiter.api.Test;

final class SeenIdentitiesTest {

  private static Identity device(String id) {
    return Identity.device(HubName.DEFAULT, new DeviceId(id));
  }

  @Test
  void knowsWhatItHasSeenAfterItGrew() {
    SeenIdentities seen = new SeenIdentities();
    for (int i = 0; i < 50_000; i++) {
      assertThat(seen.add(device("device-" + i))).isTrue();
    }

    for (int i = 0; i < 50_000; i++) {
      assertThat(seen.add(device("device-" + i))).isFalse();
    }
    assertThat(seen.add(device("device-50000"))).isTrue();
  }

  @Test
  void tellsAModuleFromItsDeviceAndNamesByTheirCase() {
    SeenIdentities seen = new SeenIdentities();
    Identity module = new Identity(HubName.DEFAULT, new DeviceId("a"), new ModuleId("b"));

    assertThat(seen.add(device("a"))).isTrue();
    assertThat(seen.add(module)).isTrue();
    assertThat(seen.add(device("A"))).isTrue();
    assertThat(seen.add(module)).isFalse();
  }
}
