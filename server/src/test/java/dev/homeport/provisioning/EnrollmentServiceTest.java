package dev.homeport.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnrollmentServiceTest {

  private static final String BY_KEY = "'attestation':{'type':'symmetricKey'}";

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private ProvisionedHub hub;

  @BeforeEach
  void openHub() {
    hub = new ProvisionedHub(database.jdbi());
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HubException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private Enrollment enroll(String body) {
    return hub.enroll(EnrollmentKind.INDIVIDUAL, "d", body);
  }

  @Test
  void theIdScopeAndTheKeysOutliveARestart() {
    ProvisioningAccess again = new ProvisioningAccess(database.jdbi(), hub.clock);

    assertThat(again.idScope()).isEqualTo(hub.access.idScope()).matches("0ne[0-9A-F]{8}");
    assertThat(again.policy(ProvisioningAccess.OWNER))
        .isEqualTo(hub.access.policy(ProvisioningAccess.OWNER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'attestation':{'type':'none'}}",
        "{'attestation':{'type':'symmetricKey','symmetricKey':{'primaryKey':'1'}}}",
        "{'attestation':{'type':'symmetricKey'},'registrationId':'other'}",
        "{'attestation':{'type':'symmetricKey'},'deviceId':'not a name'}",
        "{'attestation':{'type':'symmetricKey'},'provisioningStatus':'perhaps'}",
        "{'attestation':{'type':'symmetricKey'},'allocationPolicy':'dice'}",
        "{'attestation':{'type':'symmetricKey'},'iotHubHostName':'unknown.test'}",
        "{'attestation':{'type':'symmetricKey'},'iotHubs':[null]}",
        "{'attestation':{'type':'symmetricKey'},'expiryDateTimeUtc':'tomorrow'}",
        "{'attestation':{'type':'symmetricKey'},'initialTwin':{'tags':{'a.b':1}}}",
        "{'attestation':{'type':'symmetricKey'},'initialTwin':{'properties':{'reported':{}}}}",
        "{'attestation':{'type':'symmetricKey'},'optionalDeviceInformation':'\\u0000'}"
      })
  void refusesWhatMakesNoSense(String body) {
    assertRefused(ErrorCode.ARGUMENT_INVALID, () -> enroll(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "a.", "\u00e4"})
  void refusesANameThatIsNone(String id) {
    assertRefused(
        ErrorCode.ARGUMENT_INVALID,
        () -> hub.enroll(EnrollmentKind.INDIVIDUAL, id, "{" + BY_KEY + "}"));
  }

  @Test
  void aGroupHasNoDeviceOfItsOwn() {
    assertRefused(
        ErrorCode.ARGUMENT_INVALID,
        () -> hub.enroll(EnrollmentKind.GROUP, "g", "{" + BY_KEY + ",'deviceId':'d'}"));
  }

  @Test
  void isMadeOnceAndChangedOnlyAsItIs() {
    Enrollment made = enroll("{" + BY_KEY + "}");

    assertRefused(ErrorCode.ENROLLMENT_ALREADY_EXISTS, () -> enroll("{" + BY_KEY + "}"));
    assertRefused(
        ErrorCode.PRECONDITION_FAILED,
        () ->
            hub.enrollments.save(
                EnrollmentKind.INDIVIDUAL, "d", hub.document("{" + BY_KEY + "}"), "\"old\""));
    assertRefused(
        ErrorCode.PRECONDITION_FAILED,
        () -> hub.enrollments.delete(EnrollmentKind.INDIVIDUAL, "d", "\"old\""));

    Enrollment changed =
        hub.enrollments.save(
            EnrollmentKind.INDIVIDUAL,
            "d",
            hub.document("{" + BY_KEY + ",'capabilities':{'iotEdge':true}}"),
            "\"" + made.etag() + "\"");

    assertThat(changed.settings().edge()).isTrue();
    assertThat(changed.attestation()).isEqualTo(made.attestation());
    hub.enrollments.delete(EnrollmentKind.INDIVIDUAL, "d", changed.etag());
    assertRefused(
        ErrorCode.ENROLLMENT_NOT_FOUND, () -> hub.enrollments.get(EnrollmentKind.INDIVIDUAL, "d"));
    assertRefused(
        ErrorCode.ENROLLMENT_GROUP_NOT_FOUND, () -> hub.enrollments.get(EnrollmentKind.GROUP, "d"));
  }

  @Test
  void certificatesThatAreLeftOutAreKept() {
    String byCertificate = "{'attestation':{'type':'x509'},'provisioningStatus':'disabled'}";
    Enrollment made =
        hub.enroll(
            EnrollmentKind.GROUP,
            "line",
            "{'attestation':{'type':'x509','x509':{'caReferences':{'primary':'root'}}}}");

    Enrollment changed =
        hub.enrollments.save(
            EnrollmentKind.GROUP, "line", hub.document(byCertificate), made.etag());

    assertThat(changed.enabled()).isFalse();
    assertThat(changed.attestation()).isEqualTo(made.attestation());
    assertRefused(
        ErrorCode.ARGUMENT_INVALID,
        () -> hub.enroll(EnrollmentKind.GROUP, "another", byCertificate));
  }

  @Test
  void keysAreShownOnlyWhereTheyAreAskedFor() {
    Enrollment made = enroll("{" + BY_KEY + "}");

    Attestation.SymmetricKey keys = ProvisionedHub.keys(made);

    assertThat(hub.enrollments.document(made, false).attestation())
        .isEqualTo(
            new AttestationDocument(
                "symmetricKey", new AttestationDocument.Keys(null, null), null, null));
    assertThat(hub.enrollments.document(made, true).attestation())
        .isEqualTo(
            new AttestationDocument(
                "symmetricKey",
                new AttestationDocument.Keys(keys.primary().reveal(), keys.secondary().reveal()),
                null,
                null));
  }

  @Test
  void anEnrollmentTakesItsRegistrationsAlong() {
    Enrollment group = hub.enroll(EnrollmentKind.GROUP, "line", "{" + BY_KEY + "}");
    hub.register("d-1", DerivedKey.of(ProvisionedHub.keys(group).primary(), "d-1"));
    Enrollment own = enroll("{" + BY_KEY + "}");
    hub.register("d", ProvisionedHub.keys(own).primary());

    hub.enrollments.delete(EnrollmentKind.GROUP, "line", null);

    assertThat(hub.enrollments.findRegistration("d-1")).isEmpty();
    assertThat(hub.enrollments.findRegistration("d")).isPresent();
    hub.enrollments.delete(EnrollmentKind.INDIVIDUAL, "d", null);
    assertThat(hub.enrollments.findRegistration("d")).isEmpty();
    assertThat(hub.registry.find(hub.device("main", "d"))).isPresent();
  }

  @Test
  void pagesGoOnWhereTheLastOneEnded() {
    for (int i = 0; i < 5; i++) {
      hub.enroll(EnrollmentKind.INDIVIDUAL, "d" + i, "{" + BY_KEY + "}");
    }

    var first = hub.enrollments.page(EnrollmentKind.INDIVIDUAL, "", null, "", 3);
    var second = hub.enrollments.page(EnrollmentKind.INDIVIDUAL, "", null, first.getLast().id(), 3);

    assertThat(first).extracting(Enrollment::id).containsExactly("d0", "d1", "d2");
    assertThat(second).extracting(Enrollment::id).containsExactly("d3", "d4");
  }
}
