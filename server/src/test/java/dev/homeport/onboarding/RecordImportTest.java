package dev.homeport.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.MutableClock;
import dev.homeport.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RecordImportTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));

  private Records records() {
    return new Records(database.jdbi(), clock);
  }

  private ImportResult load(String csv) {
    return load(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
  }

  private ImportResult load(InputStream csv) {
    try {
      return new RecordImport(database.jdbi(), clock).run(csv, "anna");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> serials() {
    return records().page(new RecordSearch("", null, null, null, 0, 500)).items().stream()
        .map(stored -> stored.record().serial())
        .toList();
  }

  private static List<String> codes(ImportResult result) {
    return result.errors().stream().map(error -> error.line() + " " + error.code()).toList();
  }

  @Test
  void readsWhatSpreadsheetsWrite() {
    ImportResult result =
        load(
            "\uFEFFSerial Number;MAC Address;Model;Customer;Sold to\r\n"
                + "SN-1;00-1a-2b-3c-4d-5e;TX-100;\"Müller; \"\"Söhne\"\"\";\"line one and two\"\r\n"
                + "\r\n"
                + "SN-2;;;;\r\n");

    assertThat(result.rows()).isEqualTo(2);
    assertThat(result.created()).isEqualTo(2);
    ManufacturingRecord first = records().get("sn-1").record();
    assertThat(first.serial()).isEqualTo("SN-1");
    assertThat(first.mac()).isEqualTo("00:1A:2B:3C:4D:5E");
    assertThat(first.customer()).isEqualTo("Müller; \"Söhne\"");
    assertThat(records().get("SN-2").record().model()).isNull();
  }

  @Test
  void refusesEachBadRowAndTakesTheOthers() {
    ImportResult result =
        load(
            """
            serial,mac,model
            good-1,00:00:00:00:00:01,A
            bad serial,,A
            ,,A
            good-2,not a mac,A
            good-3,00:00:00:00:00:03
            good-4,00:00:00:00:00:04,"A"B
            good-5,00:00:00:00:00:05,A
            """);

    assertThat(codes(result))
        .containsExactly(
            "3 ArgumentInvalid",
            "4 ArgumentInvalid",
            "5 ArgumentInvalid",
            "6 IotHubFormatError",
            "7 IotHubFormatError");
    assertThat(result.refused()).isEqualTo(5);
    assertThat(serials()).containsExactly("good-1", "good-5");
  }

  @Test
  void refusesTheLaterOfTwoRowsWithOneSerialOrMac() {
    ImportResult result =
        load(
            """
            serial,mac
            SN-1,00:00:00:00:00:01
            sn-1,00:00:00:00:00:02
            SN-3,00:00:00:00:00:01
            SN-4,
            SN-5,
            """);

    assertThat(codes(result)).containsExactly("3 DuplicateSerial", "4 DuplicateMac");
    assertThat(result.errors().getFirst().message()).contains("line 2");
    assertThat(serials()).containsExactly("SN-1", "SN-4", "SN-5");
  }

  @Test
  void refusesAMacOfAnotherRecord() {
    load("serial,mac\nSN-1,00:00:00:00:00:01\n");

    ImportResult result = load("serial,mac\nSN-2,0000.0000.0001\nSN-3,\n");

    assertThat(codes(result)).containsExactly("2 MacTaken");
    assertThat(result.created()).isEqualTo(1);
    assertThatThrownBy(
            () ->
                records()
                    .save(
                        new ManufacturingRecord(
                            "SN-3", "00:00:00:00:00:01", null, null, null, null, null, null, null)))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MAC_TAKEN));
  }

  @Test
  void leavesTheColumnsAloneThatAFileHasNot() {
    load("serial,model,customer\nSN-1,TX-100,Acme\nSN-2,TX-100,Acme\n");

    ImportResult result = load("serial,soldTo\nSN-1,Anna\nSN-2,\n");

    assertThat(result.updated()).isEqualTo(1);
    assertThat(result.unchanged()).isEqualTo(1);
    assertThat(records().get("SN-1").record().customer()).isEqualTo("Acme");
    assertThat(records().get("SN-1").record().soldTo()).isEqualTo("Anna");
  }

  @Test
  void keepsTheErrorsOfAnImportForLater() {
    ImportResult result = load("serial\n" + "a b\n".repeat(250));
    RecordImport imports = new RecordImport(database.jdbi(), clock);

    assertThat(result.errors()).hasSize(RecordImport.TOLD_ERRORS);
    assertThat(imports.get(result.id())).isEqualTo(result);
    assertThat(imports.errors(result.id())).hasSize(250);
  }

  @Test
  void leavesNothingOfAFileThatBreaksOff() {
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream("serial\nSN-1\n".getBytes(StandardCharsets.UTF_8)),
            new FilterInputStream(InputStream.nullInputStream()) {
              @Override
              public int read(byte[] bytes, int from, int length) throws IOException {
                throw new IOException("the client has gone");
              }
            });

    assertThatThrownBy(() -> load(broken)).hasMessageContaining("gone");

    assertThat(serials()).isEmpty();
  }

  @Test
  void refusesWhatIsNoFileOfRecords() {
    assertThatThrownBy(() -> load("serial,colour\nSN-1,red\n"))
        .hasMessageContaining("\"colour\"")
        .hasMessageContaining("hardwareRevision");
    assertThatThrownBy(() -> load("model\nTX-100\n")).hasMessageContaining("serial");
    assertThatThrownBy(() -> load("serial,serial\na,b\n")).hasMessageContaining("twice");
    assertThatThrownBy(() -> load("")).hasMessageContaining("first row");
    assertThatThrownBy(() -> load("serial,model\nSN-1,\"never ends\n"))
        .hasMessageContaining("line 2");
    assertThatThrownBy(
            () ->
                load(
                    new ByteArrayInputStream(
                        "serial,customer\nSN-1,Müller\n".getBytes(Charset.forName("cp1252")))))
        .hasMessageContaining("UTF-8");
    assertThat(serials()).isEmpty();
  }

  @Test
  void findsRecordsByAnyPartAndByCustomer() {
    load(
        """
        serial,model,customer,order
        SN-1,TX-100,Acme,4711
        SN-2,TX-200,Acme,4712
        SN-3,TX-100,"50% off_",4713
        """);

    assertThat(records().page(new RecordSearch("tx-1", null, null, null, 0, 1)).total())
        .isEqualTo(2);
    assertThat(records().page(new RecordSearch("%", null, null, null, 0, 50)).total()).isEqualTo(1);
    assertThat(records().page(new RecordSearch("471", "Acme", null, null, 1, 1)).items())
        .singleElement()
        .satisfies(found -> assertThat(found.record().serial()).isEqualTo("SN-2"));
  }
}
