package dev.homeport.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.eventlog.MemoryEventLog;
import java.time.Clock;
import org.junit.jupiter.api.Test;

final class TelemetryIngestTest {

  private final TelemetryIngest ingest =
      new TelemetryIngest(new MemoryEventLog().log(), Clock.systemUTC());

  private void append(String hub) {
    ingest.append(
        new TelemetrySource(Identity.of(hub, "d", ""), "1", "{}"),
        PropertyBag.EMPTY,
        new byte[0],
        failure -> assertThat(failure).isNull());
  }

  @Test
  void countsTheMessagesOfEachHub() {
    append("main");
    append("north");
    append("north");

    assertThat(ingest.acceptedCount(HubName.DEFAULT)).isEqualTo(1);
    assertThat(ingest.acceptedCount(new HubName("north"))).isEqualTo(2);
    assertThat(ingest.acceptedCount(new HubName("south"))).isZero();
  }
}
