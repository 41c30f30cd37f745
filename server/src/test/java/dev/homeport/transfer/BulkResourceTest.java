package dev.homeport.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.PerTest;
import dev.homeport.eventlog.Outbox;
import dev.homeport.registry.Hubs;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The bulk call of the hub's REST API. */
final class BulkResourceTest {

  @RegisterExtension final PerTest<TransferFixture> hub = new PerTest<>(TransferFixture::new);

  private TransferFixture hub() {
    return hub.get();
  }

  private Response call(String items) {
    BatchWriter writer = new BatchWriter(hub().jdbi, new Outbox(), hub().json, hub().clock);
    return new BulkResource(new Hubs(hub().jdbi), writer, hub().json)
        .change("127.0.0.1", items.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void itemsWithoutAModeAreCreatedAndEachRefusalIsTold() {
    Response first = call("[{\"id\":\"a\"},{\"id\":\"a\",\"moduleId\":\"m\"}]");
    Response second =
        call(
            """
            [{"id":"a"},{"id":"b"},{"id":"b"},null,{"id":"c","status":"asleep"},
             {"id":"x","moduleId":"m"},{"id":"a","moduleId":"m","importMode":"delete"}]
            """);

    assertThat(first.getStatus()).isEqualTo(200);
    assertThat(((BulkResource.Result) first.getEntity()).isSuccessful()).isTrue();
    assertThat(second.getStatus()).isEqualTo(400);
    assertThat(((BulkResource.Result) second.getEntity()).errors())
        .extracting(BulkResource.ItemError::deviceId, BulkResource.ItemError::errorCode)
        .map(Object::toString)
        .containsExactly(
            "(\"a\", \"DeviceAlreadyExists\")",
            "(\"b\", \"DeviceDefinedMultipleTimes\")",
            "(null, \"IotHubFormatError\")",
            "(\"c\", \"ArgumentInvalid\")",
            "(\"x\", \"DeviceNotFound\")");
    assertThat(hub().registry.find(TransferFixture.device("b"))).isPresent();
    assertThat(hub().registry.find(TransferFixture.module("a", "m"))).isEmpty();
  }

  private void bulkRefuses(String code, String item) {
    Response response = call("[" + item.replace('\'', '"') + "]");
    assertThat(((BulkResource.Result) response.getEntity()).errors())
        .extracting(BulkResource.ItemError::errorCode)
        .containsExactly(code);
  }

  private void bulkApplies(String item) {
    assertThat(call("[" + item.replace('\'', '"') + "]").getStatus()).isEqualTo(200);
  }

  private String reason() {
    return String.valueOf(hub().identity("d").statusReason());
  }

  @Test
  void createsByDefaultAndOnlyWhatIsNew() {
    bulkApplies("{'id':'d','statusReason':'one'}");
    bulkRefuses("DeviceAlreadyExists", "{'id':'d','importMode':'create'}");
    bulkApplies("{'id':'d','moduleId':'m'}");
    bulkRefuses("ModuleAlreadyExistsOnDevice", "{'id':'d','moduleId':'m','importMode':'CREATE'}");
    assertThat(reason()).isEqualTo("one");
  }

  @Test
  void updatesWhateverTheEtagUnlessItIsAskedToCompare() {
    bulkRefuses("DeviceNotFound", "{'id':'d','importMode':'update'}");
    bulkRefuses("DeviceNotFound", "{'id':'d','importMode':'updateIfMatchETag','eTag':'*'}");
    bulkApplies("{'id':'d'}");
    bulkApplies("{'id':'d','importMode':'update','eTag':'wrong','statusReason':'two'}");
    bulkRefuses(
        "PreconditionFailed",
        "{'id':'d','importMode':'updateIfMatchETag','eTag':'wrong','statusReason':'three'}");
    assertThat(reason()).isEqualTo("two");

    bulkApplies(
        "{'id':'d','importMode':'updateIfMatchETag','statusReason':'four','eTag':'"
            + hub().identity("d").etag()
            + "'}");
    assertThat(reason()).isEqualTo("four");
  }

  @Test
  void createsOrUpdatesAndComparesOnlyWhatIsThere() {
    bulkApplies("{'id':'d','importMode':'createOrUpdate','statusReason':'one'}");
    bulkApplies("{'id':'d','importMode':'createOrUpdate','statusReason':'two','eTag':'wrong'}");
    bulkRefuses(
        "PreconditionFailed",
        "{'id':'d','importMode':'createOrUpdateIfMatchETag','statusReason':'x','eTag':'wrong'}");
    assertThat(reason()).isEqualTo("two");
    bulkApplies("{'id':'e','importMode':'createOrUpdateIfMatchETag','eTag':'any'}");
    bulkRefuses("DeviceNotFound", "{'id':'f','moduleId':'m','importMode':'createOrUpdate'}");
  }

  @Test
  void deletesWhateverTheEtagUnlessItIsAskedToCompare() {
    bulkRefuses("DeviceNotFound", "{'id':'d','importMode':'delete'}");
    bulkApplies("{'id':'d'}");
    bulkRefuses("PreconditionFailed", "{'id':'d','importMode':'deleteIfMatchETag','eTag':'wrong'}");
    assertThat(hub().registry.find(TransferFixture.device("d"))).isPresent();
    bulkApplies("{'id':'d','importMode':'delete','eTag':'wrong'}");
    assertThat(hub().registry.find(TransferFixture.device("d"))).isEmpty();
    bulkApplies("{'id':'d'}");
    bulkApplies(
        "{'id':'d','importMode':'deleteIfMatchETag','eTag':'" + hub().identity("d").etag() + "'}");
    assertThat(hub().registry.find(TransferFixture.device("d"))).isEmpty();
  }

  @Test
  void twinsAreUpdatedByTheirETag() {
    call("[{\"id\":\"a\",\"tags\":{\"x\":1,\"y\":2}}]");
    String item =
        "[{\"id\":\"a\",\"importMode\":\"updateTwinIfMatchETag\",\"twinETag\":\"%s\",\"tags\":{\"x\":null}}]"
            .formatted(hub().twin(TransferFixture.device("a")).path("etag").asText());

    Response first = call(item);
    Response again = call(item);

    assertThat(first.getStatus()).isEqualTo(200);
    assertThat(again.getStatus()).isEqualTo(400);
    assertThat(hub().twin(TransferFixture.device("a")).path("tags").toString())
        .isEqualTo("{\"y\":2}");
  }

  @Test
  void aCallHasOneToAHundredItems() {
    String many =
        IntStream.range(0, 101)
            .mapToObj(i -> "{\"id\":\"d" + i + "\"}")
            .collect(Collectors.joining(",", "[", "]"));

    for (String items : new String[] {"[]", "{}", many}) {
      assertThatThrownBy(() -> call(items))
          .isInstanceOfSatisfying(
              HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARGUMENT_INVALID));
    }
    assertThat(call(many.replace(",{\"id\":\"d100\"}", "")).getStatus()).isEqualTo(200);
  }
}
