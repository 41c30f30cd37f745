package dev.homeport.agent.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class DeviceCommandTest {

  @Test
  void readsTheIntervalOfSetTelemetryInterval() {
    assertThat(DeviceCommand.parse("setTelemetryInterval", "{\"seconds\":9}"))
        .isEqualTo(new DeviceCommand.SetTelemetryInterval(9));
  }

  @Test
  void refusesAnIntervalThatIsNotAWholeNumberOfSeconds() {
    for (String payload : new String[] {"{\"seconds\":0}", "{\"seconds\":1.5}", "{}", "nonsense"}) {
      DeviceCommand command = DeviceCommand.parse("setTelemetryInterval", payload);
      assertThat(MethodAnswer.to(command).status()).as(payload).isEqualTo(400);
    }
  }

  @Test
  void readsHowLongTheBatteryIsToDrain() {
    assertThat(DeviceCommand.parse("drainBattery", "{\"seconds\":90}"))
        .isEqualTo(new DeviceCommand.DrainBattery(90));
    assertThat(DeviceCommand.parse("drainBattery", null))
        .isEqualTo(new DeviceCommand.DrainBattery(60));
    for (String payload : new String[] {"{\"seconds\":0}", "{\"seconds\":1.5}", "nonsense"}) {
      DeviceCommand command = DeviceCommand.parse("drainBattery", payload);
      assertThat(MethodAnswer.to(command).status()).as(payload).isEqualTo(400);
    }
  }

  @Test
  void answersAnUnknownMethodWith404() {
    assertThat(MethodAnswer.to(DeviceCommand.parse("dance", null)).status()).isEqualTo(404);
  }

  @Test
  void drainsTheBatteryAndChargesIt() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    Signals signals =
        new Signals(RandomGenerator.of("L64X128MixRandom"), Homes.of(3).location(), now);
    double before = signals.next(now, "1").battery();

    signals.drain(Duration.ofSeconds(60));

    assertThat(signals.next(now, "1").battery()).isEqualTo(before);
    assertThat(signals.next(now.plusSeconds(20), "1").battery()).isBetween(4.0, before);
    assertThat(signals.next(now.plusSeconds(40), "1").battery()).isEqualTo(4);
    assertThat(signals.next(now.plusSeconds(50), "1").battery()).isEqualTo(52);
    assertThat(signals.next(now.plusSeconds(60), "1").battery()).isEqualTo(100);
    assertThat(signals.next(now.plusSeconds(3_660), "1").battery()).isBetween(85.0, 95.0);
  }

  @Test
  void signalsStayWithinTheirBounds() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    Signals signals =
        new Signals(RandomGenerator.of("L64X128MixRandom"), Homes.of(3).location(), now);
    for (int i = 0; i < 10_000; i++) {
      Reading reading = signals.next(now.plusSeconds(i * 60L), "1");
      assertThat(reading.cpu()).isBetween(0.0, 100.0);
      assertThat(reading.memory()).isBetween(0.0, 100.0);
      assertThat(reading.battery()).isBetween(0.0, 100.0);
      assertThat(reading.signal()).isBetween(-120, -40);
    }
  }
}
