package dev.homeport.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.Identity;
import dev.homeport.PerTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is exported comes back as it was. */
final class RoundTripTest {

  @RegisterExtension final PerTest<TransferFixture> hub = new PerTest<>(TransferFixture::new);

  private TransferFixture hub() {
    return hub.get();
  }

  private void wipe() {
    hub().jdbi.useHandle(handle -> handle.execute("DELETE FROM identity"));
  }

  /** What a new life of an identity may change. */
  private ObjectNode lasting(Identity identity) {
    return hub()
        .twin(identity)
        .without(List.of("etag", "deviceEtag", "version", "statusUpdateTime"));
  }

  @Test
  void keysAndTwinsWithVersionsAndMetadataComeBack() {
    hub()
        .load(
            """
        {"id":"a","status":"disabled","statusReason":"é \\u00df \\uD83D\\uDE00","authentication":{"symmetricKey":{"primaryKey":"%s","secondaryKey":"%s"}},"tags":{"n":2,"d":2.0,"list":[1,null,{"x":""}]}}
        {"id":"a","moduleId":"m","managedBy":"iotEdge"}
        {"id":"cert","authentication":{"x509Thumbprint":{"secondaryThumbprint":"%s"},"type":"selfSigned"}}
        {"id":"ca","authentication":{"type":"certificateAuthority"}}
        {"id":"none","authentication":{"type":"none"}}
        {"id":"edge","capabilities":{"iotEdge":true}}
        {"id":"leaf","deviceScope":"ms-azure-iot-edge://edge-1"}
        """
                .formatted(TransferFixture.KEY, TransferFixture.OTHER_KEY, "0f".repeat(32)));
    Identity device = TransferFixture.device("a");
    hub().clock.advance(Duration.ofMinutes(3));
    hub()
        .twins
        .patch(
            device, bytes("{\"properties\":{\"desired\":{\"deep\":{\"x\":1,\"y\":1.50}}}}"), null);
    hub().clock.advance(Duration.ofMinutes(3));
    hub().twins.patch(device, bytes("{\"properties\":{\"desired\":{\"deep\":{\"x\":2}}}}"), null);
    hub().twins.patchReported(device, bytes("{\"up\":true,\"name\":\"ü\"}"), null);
    List<Identity> all =
        Stream.concat(
                Stream.of("a", "cert", "ca", "none", "edge", "leaf").map(TransferFixture::device),
                Stream.of(TransferFixture.module("a", "m")))
            .toList();
    List<ObjectNode> twins = all.stream().map(this::lasting).toList();
    var identities = all.stream().map(hub().registry::get).toList();
    String exported = hub().export(true);

    wipe();
    hub().clock.advance(Duration.ofDays(1));
    var told = hub().load(exported);

    assertThat(told.refusals()).isEmpty();
    assertThat(all.stream().map(this::lasting).toList()).isEqualTo(twins);
    assertThat(all.stream().map(hub().registry::get).toList())
        .usingRecursiveComparison()
        .ignoringFields("generationId", "etag", "statusUpdatedAt")
        .isEqualTo(identities);
    assertThat(withoutEtags(hub().export(true))).isEqualTo(withoutEtags(exported));
  }

  private static String withoutEtags(String lines) {
    return lines.replaceAll("\"(eTag|twinETag)\":\"[^\"]*\"", "");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aLineHasTheShapeOfIotHubs() throws IOException {
    hub()
        .load(
            """
        {"id":"a","authentication":{"symmetricKey":{"primaryKey":"%s","secondaryKey":"%s"}},"tags":{"n":1}}
        """
                .formatted(TransferFixture.KEY, TransferFixture.OTHER_KEY));

    JsonNode line = hub().json.readTree(hub().export(true));

    assertThat(line.fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "eTag",
            "status",
            "statusReason",
            "authentication",
            "twinETag",
            "tags",
            "properties",
            "capabilities");
    assertThat(line.path("authentication").toString())
        .isEqualTo(
            """
            {"symmetricKey":{"primaryKey":"%s","secondaryKey":"%s"},"x509Thumbprint":{"primaryThumbprint":null,"secondaryThumbprint":null},"type":"sas"}"""
                .formatted(TransferFixture.KEY, TransferFixture.OTHER_KEY));
    assertThat(line.path("twinETag").asText()).isEqualTo("AAAAAAAAAAE=");
    assertThat(line.at("/properties/desired").toString())
        .isEqualTo("{\"$version\":1,\"$metadata\":{\"$lastUpdated\":\"0001-01-01T00:00:00Z\"}}");
  }

  @Test
  void keysCanBeLeftOutAndSurviveWhenSuchAFileIsImportedAgain() {
    hub().load("{\"id\":\"a\"}\n");
    var before = hub().identity("a").authentication();

    String exported = hub().export(false);
    var told = hub().load(exported);

    assertThat(exported).contains("\"primaryKey\":null,\"secondaryKey\":null");
    assertThat(told.tally().unchanged()).isEqualTo(1);
    assertThat(hub().identity("a").authentication()).isEqualTo(before);
  }

  @Test
  void everyLineOfManyPagesIsThereOnceAndDevicesComeBeforeTheirModules() {
    hub()
        .load(
            IntStream.range(0, 2_300)
                .mapToObj(
                    i -> "{\"id\":\"d%d\"}\n{\"id\":\"d%d\",\"moduleId\":\"m\"}\n".formatted(i, i))
                .collect(Collectors.joining()));

    List<String> names =
        hub().export(true).lines().map(line -> line.replaceAll("\"eTag\".*", "")).toList();

    assertThat(names).hasSize(4_600).doesNotHaveDuplicates();
    assertThat(names.subList(0, 2))
        .containsExactly("{\"id\":\"d0\",", "{\"id\":\"d0\",\"moduleId\":\"m\",");
    assertThat(hub().exporter.count(TransferFixture.HUB)).isEqualTo(4_600);
  }

  @Test
  void aTwinThatIsFullInAllItsSectionsFitsALine() {
    String full =
        IntStream.range(0, 16_000)
            .mapToObj(i -> "\"" + Integer.toString(i + 36, 36) + "\":\"\"")
            .filter(property -> property.length() <= 8)
            .limit(8_000)
            .collect(Collectors.joining(","));
    hub()
        .load(
            "{\"id\":\"a\",\"tags\":{%s},\"properties\":{\"desired\":{%s},\"reported\":{%s}}}\n"
                .formatted(full, full, full));
    JsonNode before = lasting(TransferFixture.device("a"));
    String exported = hub().export(true);

    wipe();
    var told = hub().load(exported);

    assertThat(told.refusals()).isEmpty();
    assertThat(exported.length()).isGreaterThan(1 << 20);
    assertThat(lasting(TransferFixture.device("a"))).isEqualTo(before);
  }
}
