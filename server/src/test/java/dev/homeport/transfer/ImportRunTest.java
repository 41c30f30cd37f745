package dev.homeport.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.PerTest;
import dev.homeport.transfer.TransferFixture.Told;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How an import goes on: batch by batch, past faults, and beside others. */
final class ImportRunTest {

  @RegisterExtension final PerTest<TransferFixture> hub = new PerTest<>(TransferFixture::new);

  private TransferFixture hub() {
    return hub.get();
  }

  @Test
  void batchesAreToldAsTheyBecomeDurable() {
    String lines =
        IntStream.range(0, 1_200)
            .mapToObj(i -> "{\"id\":\"d-" + i + "\"}\n")
            .collect(Collectors.joining());

    Told told = hub().load(lines);

    assertThat(told.progress().stream().map(Tally::created)).containsExactly(500L, 1_000L, 1_200L);
    assertThat(hub().registry.statistics(TransferFixture.HUB).total()).isEqualTo(1_200);
  }

  @Test
  void aLineThatTheDatabaseDoesNotTakeHarmsNoOther() {
    hub()
        .jdbi
        .useHandle(
            handle ->
                handle.execute("ALTER TABLE identity ADD CHECK (device_id NOT LIKE 'poison%')"));
    String lines =
        IntStream.range(0, 20)
            .mapToObj(i -> "{\"id\":\"%s-%d\"}\n".formatted(i % 7 == 3 ? "poison" : "fine", i))
            .collect(Collectors.joining());

    Told told = hub().load(lines);

    assertThat(told.codes()).containsExactly("4 ServerError", "11 ServerError", "18 ServerError");
    assertThat(told.tally().created()).isEqualTo(17);
  }

  @Test
  void aFaultOfTheDatabaseEndsTheImportAndWhatWasToldStands() {
    hub().load("{\"id\":\"before\"}\n");
    hub().jdbi.useHandle(handle -> handle.execute("ALTER TABLE outbox RENAME TO gone"));

    assertThatThrownBy(() -> hub().load("{\"id\":\"after\"}\n"))
        .isInstanceOf(RuntimeException.class);

    assertThat(hub().registry.devices(TransferFixture.HUB, 10)).hasSize(1);
  }

  @Test
  void aThirdImportAtOnceIsRefusedAndALaterOneIsNot() throws IOException {
    InputStream third = InputStream.nullInputStream();
    Importer.Listener deaf =
        new Importer.Listener() {
          @Override
          public void refused(Refusal refusal) {}

          @Override
          public void progressed(Tally tally) {}
        };
    InputStream second =
        nested(() -> hub().importer.run(TransferFixture.HUB, third, ImportMode.CREATE, deaf));
    InputStream first =
        nested(() -> hub().importer.run(TransferFixture.HUB, second, ImportMode.CREATE, deaf));

    assertThatThrownBy(
            () -> hub().importer.run(TransferFixture.HUB, first, ImportMode.CREATE, deaf))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.THROTTLED));
    assertThat(hub().importer.run(TransferFixture.HUB, third, ImportMode.CREATE, deaf))
        .isEqualTo(Tally.NONE);
  }

  private interface Work {
    Tally run() throws IOException;
  }

  /** A stream that runs another import when it is read. */
  private static InputStream nested(Work work) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return read(new byte[1], 0, 1);
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        work.run();
        return -1;
      }
    };
  }

  @Test
  void twoImportsOfTheSameDevicesAtOnceBothSucceed() {
    String lines =
        IntStream.range(0, 3_000)
            .mapToObj(i -> "{\"id\":\"d-" + i + "\"}\n")
            .collect(Collectors.joining());
    String backwards =
        IntStream.range(0, 3_000)
            .mapToObj(i -> "{\"id\":\"d-" + (2_999 - i) + "\"}\n")
            .collect(Collectors.joining());

    List<Told> told =
        List.of(lines, backwards).parallelStream().map(text -> hub().load(text)).toList();

    assertThat(told).allSatisfy(one -> assertThat(one.refusals()).isEmpty());
    assertThat(told.stream().mapToLong(one -> one.tally().created()).sum()).isEqualTo(3_000);
  }
}
