package dev.homeport.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Secret;
import dev.homeport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions of queries over enrollments, groups of them, and registrations. */
final class EnrollmentQueryTest {

  private static final String KEYS = "'attestation':{'type':'symmetricKey'}";

  @RegisterExtension private final TestDatabase database = new TestDatabase();

  private ProvisionedHub hub;

  @BeforeEach
  void open() {
    hub = new ProvisionedHub(database.jdbi());
    hub.addHub("north");
    enroll("a-1", ",'deviceId':'press','provisioningStatus':'disabled'");
    enroll(
        "a-2",
        ",'initialTwin':{'tags':{'site':'north','floor':3}},'allocationPolicy':'static',"
            + "'iotHubs':['north.test']");
    enroll("b-1", ",'capabilities':{'iotEdge':true},'optionalDeviceInformation':{'owner':'Ada'}");
  }

  private Enrollment enroll(String id, String rest) {
    return hub.enroll(EnrollmentKind.INDIVIDUAL, id, "{" + KEYS + rest + "}");
  }

  private static PageRequest request(String query, int size) {
    return PageRequest.of(new PageRequest.Specification(query), String.valueOf(size), null);
  }

  private List<String> found(String query) {
    return hub.enrollments.page(EnrollmentKind.INDIVIDUAL, request(query, 100)).stream()
        .map(Enrollment::id)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "registrationId = 'a-2' | a-2",
        "enrollments.registrationId = 'a-2' | a-2",
        "registrationId IN ['a-1', 'b-1', 'none'] | a-1 b-1",
        "STARTSWITH(registrationId, 'a-') AND provisioningStatus = 'enabled' | a-2",
        "provisioningStatus = 'disabled' | a-1",
        "deviceId = 'press' | a-1",
        "NOT IS_DEFINED(deviceId) | a-2 b-1",
        "allocationPolicy = 'static' | a-2",
        "allocationPolicy = 'hashed' | a-1 b-1",
        "iotHubHostName = 'north.test' | a-2",
        "ARRAY_CONTAINS(iotHubs, 'north.test') | a-2",
        "initialTwin.tags.site = 'north' AND initialTwin.tags.floor > 2 | a-2",
        "IS_DEFINED(initialTwin) | a-2",
        "capabilities.iotEdge = true | b-1",
        "optionalDeviceInformation.owner = 'Ada' OR deviceId = 'press' | a-1 b-1",
        "attestation.type = 'symmetricKey' | a-1 a-2 b-1",
        "attestation.type = 'x509' | ``",
        "reprovisionPolicy.updateHubAssignment = true | a-1 a-2 b-1",
        "createdDateTimeUtc > '2020-01-01T00:00:00.000Z' | a-1 a-2 b-1",
        "lastUpdatedDateTimeUtc < '2020-01-01T00:00:00.000Z' | ``",
        "registrationId = 'a-1'' OR 1 = 1' | ``",
      })
  void theConditionChooses(String condition, String ids) {
    assertThat(String.join(" ", found("SELECT * FROM enrollments WHERE " + condition)))
        .isEqualTo(ids);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "select *", "SELECT * FROM enrollments", " select * from x ; "})
  void withoutAConditionAllAreFound(String query) {
    assertThat(found(query)).containsExactly("a-1", "a-2", "b-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECT",
        "SELECT * FROM enrollments WHERE",
        "SELECT * FROM enrollments WHERE registrationId = 'a",
        "SELECT * FROM enrollments WHERE colour = 'red'",
        "SELECT * FROM enrollments WHERE registrationId.x = 'a'",
        "SELECT * FROM enrollments WHERE primary_key = 'a'",
        "SELECT * FROM enrollments WHERE enrollmentGroupId = 'a'",
        "SELECT * FROM enrollments WHERE IN_GROUP('presses')",
        "SELECT registrationId FROM enrollments",
        "SELECT TOP 1 * FROM enrollments",
        "SELECT COUNT() FROM enrollments",
        "SELECT * FROM enrollments ORDER BY registrationId",
        "SELECT * FROM enrollments; DELETE FROM enrollments",
      })
  void aBadQueryIsRefused(String query) {
    assertThatThrownBy(() -> found(query))
        .isInstanceOfSatisfying(
            HubException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.ARGUMENT_INVALID));
  }

  @Test
  void keysCannotBeAskedAbout() {
    Secret key = ProvisionedHub.keys(enroll("c-1", "")).primary();

    assertThat(
            found(
                "SELECT * FROM enrollments WHERE attestation.symmetricKey.primaryKey = '"
                    + key.reveal()
                    + "'"))
        .isEmpty();
  }

  @Test
  void pagesOfAConditionHoldEachOnce() {
    String query = "SELECT * FROM enrollments WHERE allocationPolicy = 'hashed'";
    List<String> all = new ArrayList<>();
    String after = "";
    for (int page = 0; page < 2; page++) {
      List<Enrollment> rows =
          hub.enrollments.page(
              EnrollmentKind.INDIVIDUAL, new PageRequest(request(query, 1).query(), after, 1));
      assertThat(rows).hasSize(page == 0 ? 2 : 1);
      after = rows.getFirst().id();
      all.add(after);
    }
    assertThat(all).containsExactly("a-1", "b-1");
  }

  @Test
  void groupsAndTheirRegistrationsAreFoundByTheirOwnProperties() {
    Enrollment line =
        hub.enroll(EnrollmentKind.GROUP, "line-1", "{" + KEYS + ",'iotHubs':['north.test']}");
    hub.enroll(EnrollmentKind.GROUP, "line-2", "{" + KEYS + "}");
    for (String id : List.of("press-1", "press-2")) {
      hub.register(
          id,
          ProvisionedHub.keys(line).of(id).primary(),
          "{'payload':{'floor':" + id.substring(6) + "}}");
    }

    assertThat(
            hub.enrollments.page(
                EnrollmentKind.GROUP,
                request("SELECT * FROM enrollmentGroups WHERE enrollmentGroupId = 'line-2'", 10)))
        .singleElement()
        .extracting(Enrollment::id)
        .isEqualTo("line-2");
    for (String condition :
        List.of(
            "deviceId = 'press-2'",
            "payload.floor = 2",
            "registrations.registrationId > 'press-1'")) {
      assertThat(
              hub.enrollments.registrations(
                  "line-1",
                  request(
                      "SELECT * FROM registrations WHERE substatus = 'initialAssignment' AND "
                          + condition,
                      10)))
          .singleElement()
          .extracting(Registration::registrationId)
          .isEqualTo("press-2");
    }
  }
}
