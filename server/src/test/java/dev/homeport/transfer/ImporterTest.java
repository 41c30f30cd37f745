package dev.homeport.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.PerTest;
import dev.homeport.Secret;
import dev.homeport.registry.Authentication;
import dev.homeport.transfer.TransferFixture.Told;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of lines, by their modes. */
final class ImporterTest {

  private static final String KEY = TransferFixture.KEY;
  private static final String OTHER_KEY = TransferFixture.OTHER_KEY;

  @RegisterExtension final PerTest<TransferFixture> hub = new PerTest<>(TransferFixture::new);

  private TransferFixture hub() {
    return hub.get();
  }

  private static String withKeys(String id, String more) {
    return """
        {"id":"%s","status":"enabled","authentication":{"symmetricKey":{"primaryKey":"%s","secondaryKey":"%s"},"type":"sas"}%s}
        """
        .formatted(id, KEY, OTHER_KEY, more);
  }

  private static Authentication keys(String primary, String secondary) {
    return new Authentication.Sas(new Secret(primary), new Secret(secondary));
  }

  @Test
  void takesWhatAzureExports() {
    Told told =
        hub()
            .load(
                """
            {"id":"Device1","eTag":"MA==","status":"disabled","statusReason":"in repair","authentication":{"symmetricKey":{"primaryKey":"%s","secondaryKey":"%s"},"x509Thumbprint":{"primaryThumbprint":null,"secondaryThumbprint":null},"type":"sas"},"twinETag":"AAAAAAAAAAI=","tags":{"Location":"LivingRoom"},"properties":{"desired":{"Thermostat":{"Temperature":75.1,"Unit":"F"}},"reported":{"on":true}},"capabilities":{"iotEdge":false}}
            {"id":"edge","eTag":"ODcwMDE5Njk1","status":"enabled","statusReason":"","authentication":null,"twinETag":"AAAAAAAAAAE=","tags":{},"properties":{"desired":{},"reported":{}},"capabilities":{"iotEdge":true}}
            {"id":"edge","moduleId":"$edgeAgent","eTag":"ODcwMDE5Njk1","status":"enabled","authentication":null,"twinETag":"AAAAAAAAAAE=","tags":{},"properties":{"desired":{},"reported":{}},"capabilities":{"iotEdge":false}}
            {"id":"cert","status":"enabled","authentication":{"x509Thumbprint":{"primaryThumbprint":"%s","secondaryThumbprint":null},"type":"selfSigned"}}
            {"id":"ca","authentication":{"symmetricKey":null,"type":"certificateAuthority"}}
            """
                    .formatted(KEY, OTHER_KEY, "AB".repeat(20)));

    assertThat(told.refusals()).isEmpty();
    assertThat(told.tally()).isEqualTo(new Tally(5, 5, 0, 0, 0, 0));
    assertThat(hub().identity("Device1").authentication()).isEqualTo(keys(KEY, OTHER_KEY));
    assertThat(hub().identity("Device1").enabled()).isFalse();
    assertThat(hub().identity("Device1").statusReason()).isEqualTo("in repair");
    assertThat(hub().identity("edge").edge()).isTrue();
    assertThat(hub().identity("cert").authentication())
        .isEqualTo(new Authentication.SelfSigned("AB".repeat(20), null));
    assertThat(hub().identity("ca").authentication())
        .isEqualTo(new Authentication.CertificateAuthority());
    JsonNode twin = hub().twin(TransferFixture.device("Device1"));
    assertThat(twin.at("/tags/Location").asText()).isEqualTo("LivingRoom");
    assertThat(twin.at("/properties/desired/Thermostat/Temperature").decimalValue())
        .isEqualByComparingTo("75.1");
    assertThat(twin.at("/properties/desired/$version").asLong()).isEqualTo(1);
    assertThat(twin.at("/properties/desired/$metadata/Thermostat/Unit/$lastUpdated").asText())
        .isEqualTo("2026-03-01T12:00:00Z");
    assertThat(twin.at("/properties/reported/on").asBoolean()).isTrue();
    assertThat(hub().takeEvents())
        .containsExactlyInAnyOrder(
            "createIdentity Device1",
            "createIdentity edge",
            "createIdentity edge/$edgeAgent",
            "createIdentity cert",
            "createIdentity ca",
            "replaceTwin Device1");
  }

  @Test
  void refusesEachBadLineByItselfAndTheRestGoesOn() {
    String deep = "{\"a\":".repeat(12) + "1" + "}".repeat(12);
    String lines =
        withKeys("good-1", "")
            + "{\"id\":\"broken\"\n"
            + "[]\n"
            + "{\"status\":\"enabled\"}\n"
            + "{\"id\":\"no spaces\"}\n"
            + "{\"id\":\"key\",\"authentication\":{\"symmetricKey\":{\"primaryKey\":\"1\"}}}\n"
            + withKeys("mode", ",\"importMode\":\"upsert\"")
            + withKeys("deep", ",\"tags\":" + deep)
            + withKeys("big", ",\"tags\":{" + big() + "}")
            + withKeys("version", ",\"properties\":{\"desired\":{\"$version\":0}}")
            + withKeys("type", ",\"capabilities\":\"edge\"")
            + withKeys("good-1", "")
            + "{\"id\":\"twice\",\"id\":\"twice\"}\n"
            + withKeys("good-2", ",\"tags\":{\"n\":1}")
            + withKeys("number", ",\"tags\":{\"n\":1e99999999999999999999}")
            + withKeys("text", ",\"statusReason\":\"\\u0000\"");

    Told told = hub().load(lines);

    assertThat(told.codes())
        .containsExactly(
            "2 IotHubFormatError",
            "3 IotHubFormatError",
            "4 ArgumentInvalid",
            "5 ArgumentInvalid",
            "6 ArgumentInvalid",
            "7 ArgumentInvalid",
            "8 ArgumentInvalid",
            "9 ArgumentInvalid",
            "10 ArgumentInvalid",
            "11 IotHubFormatError",
            "12 DeviceDefinedMultipleTimes",
            "13 IotHubFormatError",
            "15 IotHubFormatError",
            "16 ArgumentInvalid");
    assertThat(told.refusals().get(4).deviceId()).isEqualTo("key");
    assertThat(told.refusals().get(4).why().getMessage()).doesNotContain("\"1\"");
    assertThat(told.tally()).isEqualTo(new Tally(16, 2, 0, 0, 0, 14));
    assertThat(hub().registry.devices(TransferFixture.HUB, 100)).hasSize(2);
  }

  /** More than 32 KB in strings that are short enough. */
  private static String big() {
    return IntStream.range(0, 10)
        .mapToObj(i -> "\"k%d\":\"%s\"".formatted(i, "x".repeat(4_000)))
        .collect(Collectors.joining(","));
  }

  @Test
  void createRefusesWhatIsThereAndUpdateWhatIsNot() {
    hub().load(withKeys("old", ""));

    Told created = hub().load(withKeys("old", "") + withKeys("new", ""), ImportMode.CREATE);
    Told updated =
        hub()
            .load(
                withKeys("none", "") + "{\"id\":\"old\",\"status\":\"disabled\"}\n",
                ImportMode.UPDATE);

    assertThat(created.codes()).containsExactly("1 DeviceAlreadyExists");
    assertThat(updated.codes()).containsExactly("1 DeviceNotFound");
    assertThat(updated.tally()).isEqualTo(new Tally(2, 0, 1, 0, 0, 1));
    assertThat(hub().identity("old").enabled()).isFalse();
  }

  @Test
  void aLinesOwnModeCountsMoreThanTheModeOfTheImport() {
    hub().load(withKeys("a", "") + withKeys("b", ""));

    Told told =
        hub().load("{\"id\":\"a\",\"importMode\":\"DELETE\"}\n{\"id\":\"b\"}\n", ImportMode.UPDATE);

    assertThat(told.tally()).isEqualTo(new Tally(2, 0, 0, 1, 1, 0));
    assertThat(hub().registry.find(TransferFixture.device("a"))).isEmpty();
    assertThat(hub().registry.find(TransferFixture.device("b"))).isPresent();
  }

  @Test
  void whatALineLeavesOutStaysAsItIs() {
    hub()
        .load(
            withKeys(
                "a",
                ",\"statusReason\":\"new\",\"tags\":{\"n\":1},\"capabilities\":{\"iotEdge\":true}"));
    var before = hub().identity("a");

    hub()
        .load(
            """
        {"id":"a","authentication":{"symmetricKey":{"primaryKey":null,"secondaryKey":null},"type":"sas"},"properties":{"desired":{"d":2}}}
        """);

    var after = hub().identity("a");
    assertThat(after.authentication()).isEqualTo(before.authentication());
    assertThat(after.statusReason()).isEqualTo("new");
    assertThat(after.edge()).isTrue();
    assertThat(after.deviceScope()).isEqualTo(before.deviceScope());
    assertThat(after.etag()).isEqualTo(before.etag());
    JsonNode twin = hub().twin(TransferFixture.device("a"));
    assertThat(twin.at("/tags/n").asInt()).isEqualTo(1);
    assertThat(twin.at("/properties/desired/d").asInt()).isEqualTo(2);
    assertThat(twin.at("/properties/desired/$version").asLong()).isEqualTo(2);
  }

  @Test
  void aSecondImportOfTheSameFileChangesNothingAndTellsNobody() {
    String lines =
        withKeys(
            "a",
            ",\"tags\":{\"n\":1},\"properties\":{\"desired\":{\"d\":2},\"reported\":{\"r\":3}}");
    hub().load(lines);
    hub().takeEvents();
    JsonNode before = hub().twin(TransferFixture.device("a"));
    hub().clock.advance(Duration.ofHours(1));

    Told again = hub().load(lines);

    assertThat(again.tally()).isEqualTo(new Tally(1, 0, 0, 1, 0, 0));
    assertThat(hub().takeEvents()).isEmpty();
    assertThat(hub().twin(TransferFixture.device("a"))).isEqualTo(before);
  }

  @Test
  void updateReplacesSectionsAndUpdateTwinMergesThem() {
    hub().load(withKeys("a", ",\"tags\":{\"x\":1,\"y\":2},\"properties\":{\"desired\":{\"d\":1}}"));
    hub().load(withKeys("b", ",\"tags\":{\"x\":1,\"y\":2},\"properties\":{\"desired\":{\"d\":1}}"));
    hub().takeEvents();

    hub().load("{\"id\":\"a\",\"tags\":{\"z\":3,\"n\":null}}\n", ImportMode.UPDATE);
    Told merged =
        hub()
            .load(
                "{\"id\":\"b\",\"tags\":{\"z\":3,\"x\":null},\"properties\":{\"reported\":{\"r\":1}}}\n",
                ImportMode.UPDATE_TWIN);

    assertThat(hub().twin(TransferFixture.device("a")).path("tags").toString())
        .isEqualTo("{\"z\":3}");
    JsonNode twin = hub().twin(TransferFixture.device("b"));
    assertThat(twin.path("tags").toString()).isEqualTo("{\"y\":2,\"z\":3}");
    assertThat(twin.at("/properties/reported").has("r")).isFalse();
    assertThat(merged.tally().updated()).isEqualTo(1);
    assertThat(hub().takeEvents()).containsExactly("replaceTwin a", "updateTwin b");
  }

  @Test
  void theVersionOfDesiredPropertiesNeverFallsBack() {
    hub().load(withKeys("a", ",\"properties\":{\"desired\":{\"d\":1,\"$version\":40}}"));

    hub().load(withKeys("a", ",\"properties\":{\"desired\":{\"d\":2,\"$version\":7}}"));

    JsonNode twin = hub().twin(TransferFixture.device("a"));
    assertThat(twin.at("/properties/desired/$version").asLong()).isEqualTo(41);
  }

  @Test
  void etagsCountInTheModesThatSaySo() {
    hub().load(withKeys("a", "") + withKeys("b", "") + withKeys("c", "") + withKeys("d", ""));
    String etag = hub().identity("a").etag();

    Told told =
        hub()
            .load(
                """
            {"id":"a","eTag":"%s","status":"disabled","importMode":"updateIfMatchETag"}
            {"id":"b","eTag":"other","status":"disabled","importMode":"updateIfMatchETag"}
            {"id":"c","eTag":"other","importMode":"deleteIfMatchETag"}
            {"id":"d","twinETag":"AAAAAAAAAAE=","tags":{"n":1},"importMode":"updateTwinIfMatchETag"}
            {"id":"e","importMode":"createOrUpdateIfMatchETag"}
            """
                    .formatted(etag));
    Told late =
        hub()
            .load(
                """
            {"id":"d","twinETag":"AAAAAAAAAAE=","tags":{"n":2},"importMode":"updateTwinIfMatchETag"}
            {"id":"e","importMode":"createOrUpdateIfMatchETag","status":"disabled"}
            {"id":"c","eTag":"*","importMode":"deleteIfMatchETag"}
            """);

    assertThat(told.codes()).containsExactly("2 PreconditionFailed", "3 PreconditionFailed");
    assertThat(late.codes()).containsExactly("1 PreconditionFailed", "2 ArgumentInvalid");
    assertThat(hub().identity("a").enabled()).isFalse();
    assertThat(hub().twin(TransferFixture.device("d")).at("/tags/n").asInt()).isEqualTo(1);
    assertThat(hub().registry.find(TransferFixture.device("c"))).isEmpty();
  }

  @Test
  void modulesComeWithTheirDevicesAndGoWithThem() {
    String lines =
        """
        {"id":"a","moduleId":"m"}
        {"id":"a"}
        {"id":"b","moduleId":"m"}
        """;

    Told created = hub().load(lines);
    hub().takeEvents();
    Told deleted =
        hub().load("{\"id\":\"a\"}\n{\"id\":\"a\",\"moduleId\":\"m\"}\n", ImportMode.DELETE);

    assertThat(created.codes()).containsExactly("3 DeviceNotFound");
    assertThat(deleted.tally()).isEqualTo(new Tally(2, 0, 0, 0, 2, 0));
    assertThat(hub().takeEvents())
        .containsExactlyInAnyOrder("deleteIdentity a", "deleteIdentity a/m");
  }

  @Test
  void aDeviceTakesFiftyModules() {
    String modules =
        IntStream.rangeClosed(0, 51)
            .mapToObj(i -> "{\"id\":\"a\",\"moduleId\":\"m%02d\"}\n".formatted(i))
            .collect(Collectors.joining());

    Told told = hub().load("{\"id\":\"a\"}\n" + modules);

    assertThat(told.codes())
        .containsExactly("52 TooManyModulesOnDevice", "53 TooManyModulesOnDevice");
  }

  @Test
  void disablingADeviceTellsItsModules() {
    hub().load("{\"id\":\"a\"}\n{\"id\":\"a\",\"moduleId\":\"m\"}\n");
    hub().takeEvents();

    hub().load("{\"id\":\"a\",\"status\":\"disabled\"}\n");

    assertThat(hub().takeEvents()).containsExactly("updateIdentity a", "updateIdentity a/m");
  }
}
