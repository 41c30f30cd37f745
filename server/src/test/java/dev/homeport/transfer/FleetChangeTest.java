package dev.homeport.transfer;

import static dev.homeport.transfer.TransferFixture.HUB;
import static dev.homeport.transfer.TransferFixture.device;
import static dev.homeport.transfer.TransferFixture.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.PerTest;
import dev.homeport.twin.query.Condition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class FleetChangeTest {

  @RegisterExtension final PerTest<TransferFixture> hub = new PerTest<>(TransferFixture::new);

  private final List<Tally> progress = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();

  private TransferFixture hub() {
    return hub.get();
  }

  /** A listener that can do something of its own when a batch is through. */
  private class Recorder implements FleetChange.Listener {

    @Override
    public void refused(Identity device, HubException why) {
      refusals.add(device.path() + " " + why.code().code());
    }

    @Override
    public void progressed(Tally tally) throws IOException {
      progress.add(tally);
    }
  }

  private Tally change(FleetChange.Action action, String condition, long most) throws IOException {
    return hub().change.run(HUB, Condition.parse(condition), action, most, new Recorder());
  }

  private Tally change(FleetChange.Action action, String condition) throws IOException {
    return change(action, condition, Long.MAX_VALUE);
  }

  private long count(String condition) {
    return hub().change.count(HUB, Condition.parse(condition), null);
  }

  /** Registers {@code d-0000} and following. */
  private void register(int count) {
    hub()
        .load(
            IntStream.range(0, count)
                .mapToObj("{\"id\":\"d-%04d\",\"tags\":{\"site\":\"north\"}}"::formatted)
                .collect(Collectors.joining("\n")));
  }

  @Test
  void disablesWhatTheConditionFindsAndLeavesTheRestOfEachDeviceAlone() throws IOException {
    register(3);
    String etag = hub().identity("d-0001").etag();
    var keys = hub().identity("d-0001").authentication();
    var twin = hub().twin(device("d-0001")).path("tags");
    hub().takeEvents();

    Tally first = change(FleetChange.Action.DISABLE, "deviceId IN ['d-0000', 'd-0001']");
    Tally again = change(FleetChange.Action.DISABLE, "*");

    assertThat(first).isEqualTo(new Tally(2, 0, 2, 0, 0, 0));
    assertThat(again).isEqualTo(new Tally(3, 0, 1, 2, 0, 0));
    assertThat(hub().identity("d-0001").enabled()).isFalse();
    assertThat(hub().identity("d-0001").etag()).isNotEqualTo(etag);
    assertThat(hub().identity("d-0001").authentication()).isEqualTo(keys);
    assertThat(hub().twin(device("d-0001")).path("tags")).isEqualTo(twin);
    assertThat(hub().takeEvents()).hasSize(3);

    change(FleetChange.Action.ENABLE, "status = 'disabled'");

    assertThat(count("status = 'enabled'")).isEqualTo(3);
  }

  @Test
  void deletesInBatchesAndTellsOfEachBatch() throws IOException {
    register(1_203);
    hub().load("{\"id\":\"d-0000\",\"moduleId\":\"m\"}");
    hub().load("{\"id\":\"stays\"}");

    Tally tally = change(FleetChange.Action.DELETE, "tags.site = 'north'");

    assertThat(tally.deleted()).isEqualTo(1_203);
    assertThat(progress).extracting(Tally::lines).containsExactly(500L, 1_000L, 1_203L);
    assertThat(refusals).isEmpty();
    assertThat(count("*")).isOne();
    assertThat(hub().registry.find(module("d-0000", "m"))).isEmpty();
  }

  @Test
  void endsAfterAsManyDevicesAsWereAgreedTo() throws IOException {
    register(505);

    assertThat(change(FleetChange.Action.DELETE, "*", 501).deleted()).isEqualTo(501);
    assertThat(count("*")).isEqualTo(4);
    assertThat(change(FleetChange.Action.DELETE, "*", 4).deleted()).isEqualTo(4);
  }

  @Test
  void beginsOnlyWhenTheNumberIsTheOneThatWasAgreedTo() {
    register(3);

    assertThat(hub().change.count(HUB, Condition.ALL, 3L)).isEqualTo(3);
    assertThatThrownBy(() -> hub().change.count(HUB, Condition.ALL, 2L))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PRECONDITION_FAILED));
  }

  @Test
  void stopsWhenNobodyListensAnyMoreAndKeepsWhatWasDone() {
    register(1_200);
    FleetChange.Listener gone =
        new Recorder() {
          @Override
          public void progressed(Tally tally) throws IOException {
            throw new IOException("the client has gone");
          }
        };

    assertThatThrownBy(
            () ->
                hub()
                    .change
                    .run(HUB, Condition.ALL, FleetChange.Action.DELETE, Long.MAX_VALUE, gone))
        .isInstanceOf(IOException.class);

    assertThat(count("*")).isEqualTo(700);
  }

  @Test
  void tellsOfADeviceThatCannotBeChangedAndChangesTheOthers() throws IOException {
    register(5);
    hub()
        .jdbi
        .useHandle(
            handle ->
                handle.execute(
                    "ALTER TABLE identity ADD CONSTRAINT odd CHECK (enabled OR device_id <> 'd-0003')"));

    Tally tally = change(FleetChange.Action.DISABLE, "*");

    assertThat(tally).isEqualTo(new Tally(5, 0, 4, 0, 0, 1));
    assertThat(refusals).containsExactly("d-0003 ServerError");
    assertThat(count("status = 'disabled'")).isEqualTo(4);
  }

  @Test
  void knowsItsActionsByName() {
    assertThat(FleetChange.Action.of("disable")).isEqualTo(FleetChange.Action.DISABLE);
    assertThatThrownBy(() -> FleetChange.Action.of("DELETE")).isInstanceOf(HubException.class);
    assertThatThrownBy(() -> FleetChange.Action.of(null)).isInstanceOf(HubException.class);
  }
}
