package dev.homeport.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.TestDatabase;
import dev.homeport.registry.Authentication;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class OnboardingTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private OnboardedHub hub;

  @BeforeEach
  void open() {
    hub = new OnboardedHub(database.jdbi());
  }

  @AfterEach
  void close() {
    hub.close();
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static List<String> outcomes(Examination examination) {
    return examination.checks().stream()
        .map(check -> check.name().wire() + " " + check.outcome().wire())
        .toList();
  }

  @Test
  void aSerialNumberBecomesADeviceWithItsRecordAsTags() {
    hub.record("SN-1");

    Onboarded done = hub.onboard("sn-1");

    assertThat(done.enrolled()).isFalse();
    assertThat(hub.device("SN-1").authentication())
        .isInstanceOfSatisfying(
            Authentication.Sas.class,
            keys ->
                assertThat(done.credentials())
                    .isEqualTo(new Credentials.Keys(keys.primaryKey(), keys.secondaryKey())));
    assertThat(hub.twins.get(OnboardedHub.identity("SN-1")).at("/tags/manufacturing"))
        .isEqualTo(
            hub.json
                .createObjectNode()
                .put("serial", "SN-1")
                .put("model", "TX-100")
                .put("hardwareRevision", "C")
                .put("customer", "Acme")
                .put("order", "4711")
                .put("soldTo", "Anna's Bakery"));
    Registration registration = Objects.requireNonNull(hub.records.get("SN-1").registration());
    assertThat(registration.status()).isEqualTo(RegistrationStatus.ENROLLED);
    assertThat(registration.by()).isEqualTo("tina");
  }

  @Test
  void aDeviceThatIsEnrolledIsOnNoHubYet() {
    hub.record("SN-1");

    Onboarded done = hub.enroll("sn-1");

    assertThat(done.enrolled()).isTrue();
    FakeEnroller.Enrolled enrolled = Objects.requireNonNull(hub.enroller.bySerial.get("SN-1"));
    assertThat(enrolled.proof())
        .isInstanceOfSatisfying(
            Enroller.Proof.Keys.class,
            keys ->
                assertThat(done.credentials())
                    .isEqualTo(new Credentials.Keys(keys.primary(), keys.secondary())));
    assertThat(enrolled.tags().at("/manufacturing/customer").asText()).isEqualTo("Acme");
    assertThat(hub.registry.find(OnboardedHub.identity("SN-1"))).isEmpty();
    Registration registration = Objects.requireNonNull(hub.records.get("SN-1").registration());
    assertThat(registration.hub()).isNull();
    assertThat(registration.status()).isEqualTo(RegistrationStatus.ENROLLED);
    assertRefused(ErrorCode.ALREADY_PROVISIONED, () -> hub.onboard("SN-1"));
  }

  @Test
  void aDeviceIsEnrolledByWhatItWasBuiltWith() {
    hub.records.save(
        new ManufacturingRecord("SN-1", null, null, null, null, "dHBt", null, null, null));
    hub.record("SN-2", "A".repeat(40));

    assertThat(hub.enroll("SN-1").credentials()).isEqualTo(new Credentials.Tpm("dHBt"));
    assertThat(Objects.requireNonNull(hub.enroller.bySerial.get("SN-1")).proof())
        .isEqualTo(new Enroller.Proof.Tpm("dHBt"));
    assertThat(Objects.requireNonNull(hub.records.get("SN-1").registration()).authentication())
        .isEqualTo("tpm");
    // Of a certificate, the record knows the thumbprint only.
    assertRefused(ErrorCode.CERTIFICATE_MISMATCH, () -> hub.enroll("SN-2"));
    assertThat(hub.records.get("SN-2").registration()).isNull();
  }

  @Test
  void whoIsLimitedToAGroupEnrollsNothing() {
    hub.record("SN-1");

    assertThat(
            outcomes(
                hub.onboarding.examine(new OnboardingRequest("SN-1", null, null, true), "north")))
        .contains("group failed");
  }

  @Test
  void theMacAddressOnTheLabelWillDo() {
    hub.records.save(
        new ManufacturingRecord("SN-1", "001A2B3C4D5E", null, null, null, null, null, null, null));

    assertThat(hub.onboard("00-1a-2b-3c-4d-5e").record().serial()).isEqualTo("SN-1");
  }

  @Test
  void nobodyIsOnboardedTwiceOrWithoutARecord() {
    hub.record("SN-1");
    hub.onboard("SN-1");

    assertRefused(ErrorCode.ALREADY_PROVISIONED, () -> hub.onboard("SN-1"));
    assertRefused(ErrorCode.RECORD_NOT_FOUND, () -> hub.onboard("SN-2"));
    assertRefused(ErrorCode.ALREADY_PROVISIONED, () -> hub.records.delete("SN-1"));
    assertThat(
            outcomes(
                hub.onboarding.examine(new OnboardingRequest("SN-1", null, null, false), null)))
        .containsExactly("record passed", "group skipped", "free failed", "certificate skipped");
  }

  @Test
  void aDeviceThatIsThereAlreadyIsNotTaken() {
    hub.record("SN-1");
    database.register(OnboardedHub.identity("SN-1"));

    assertRefused(ErrorCode.ALREADY_PROVISIONED, () -> hub.onboard("SN-1"));
  }

  @Test
  void ofManyAtOnceOneIsGranted() throws Exception {
    hub.record("SN-1");
    List<Callable<String>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(
          () -> {
            try {
              return hub.onboard("SN-1").record().serial();
            } catch (HubException e) {
              return e.code().code();
            }
          });
    }
    List<String> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<String> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).containsOnlyOnce("SN-1");
    assertThat(answers).filteredOn("AlreadyProvisioned"::equals).hasSize(7);
  }

  @Test
  void whatWasReleasedAndDeletedComesAgain() {
    hub.record("SN-1");
    hub.onboard("SN-1");
    hub.onboarding.release("SN-1");
    assertRefused(ErrorCode.ALREADY_PROVISIONED, () -> hub.onboard("SN-1"));

    hub.registry.delete(OnboardedHub.identity("SN-1"), null);

    assertThat(hub.onboard("SN-1").record().serial()).isEqualTo("SN-1");
  }

  @Test
  void whoIsLimitedToAGroupOnboardsDevicesOfTheGroupOnly() {
    hub.groups.create(OnboardedHub.HUB, "acme", "", "tags.manufacturing.customer = 'Acme'");
    hub.groups.create(OnboardedHub.HUB, "others", "", "tags.manufacturing.customer = 'Other'");
    hub.record("SN-1");
    OnboardingRequest request = new OnboardingRequest("SN-1", null, null, false);

    Examination refused = hub.onboarding.examine(request, "others");
    assertThat(refused.record()).isNull();
    assertThat(refused.ready()).isFalse();
    assertRefused(ErrorCode.FORBIDDEN, () -> hub.onboarding.onboard(request, "tina", "others"));
    assertRefused(ErrorCode.FORBIDDEN, () -> hub.onboarding.onboard(request, "tina", "not-there"));

    assertThat(hub.onboarding.onboard(request, "tina", "acme").record().serial()).isEqualTo("SN-1");
    assertThat(
            hub.groups.contains(OnboardedHub.HUB, "acme", OnboardedHub.identity("SN-1").deviceId()))
        .isTrue();
  }

  @Test
  void aCertificateRequestGetsACertificateThatTheHubKnows() throws Exception {
    hub.record("SN-1");
    DeviceKey key = DeviceKey.ec("secp256r1");

    Onboarded done = hub.onboard("SN-1", key.request("CN=SN-1"));

    Credentials.Certificate given = (Credentials.Certificate) done.credentials();
    X509Certificate certificate = DeviceCertificates.read(given.pem());
    certificate.verify(DeviceCertificates.read(given.authority()).getPublicKey());
    assertThat(certificate.getPublicKey()).isEqualTo(key.pair().getPublic());
    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=SN-1");
    assertThat(hub.device("SN-1").authentication())
        .isEqualTo(
            new Authentication.SelfSigned(
                DeviceCertificates.thumbprint(certificate, "SHA-256"), null));
  }

  @Test
  void everyNodeSignsWithTheSameAuthority() {
    hub.record("SN-1");
    hub.record("SN-2");
    DeviceKey key = DeviceKey.rsa(2_048);
    try (OnboardedHub other = new OnboardedHub(database.jdbi())) {
      Credentials first = hub.onboard("SN-1", key.request("CN=SN-1")).credentials();
      Credentials second = other.onboard("SN-2", key.request("CN=SN-2")).credentials();

      assertThat(((Credentials.Certificate) first).authority())
          .isEqualTo(((Credentials.Certificate) second).authority());
    }
  }

  @Test
  void aPoorCertificateRequestIsRefusedAndNothingIsMade() {
    hub.record("SN-1");
    DeviceKey good = DeviceKey.ec("secp256r1");
    for (String csr :
        List.of(
            DeviceKey.rsa(1_024).request("CN=SN-1"),
            good.request("CN=SN-2"),
            good.request("O=SN-1"),
            good.request("CN=SN-1, CN=SN-2"),
            good.request("CN=SN-1", DeviceKey.ec("secp256r1"), good.algorithm("SHA256")),
            good.request("CN=SN-1", good, good.algorithm("SHA1")),
            "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----",
            "no request at all")) {
      assertRefused(ErrorCode.CERTIFICATE_REQUEST_REFUSED, () -> hub.onboard("SN-1", csr));
    }

    assertThat(hub.records.get("SN-1").registration()).isNull();
    assertThat(hub.registry.find(OnboardedHub.identity("SN-1"))).isEmpty();
  }

  @Test
  void aDeviceWithACertificateOfItsOwnKeepsIt() throws Exception {
    hub.record("SN-0");
    Onboarded maker = hub.onboard("SN-0", DeviceKey.ec("secp256r1").request("CN=SN-0"));
    String own = ((Credentials.Certificate) maker.credentials()).pem();
    String other = ((Credentials.Certificate) maker.credentials()).authority();
    String thumbprint = DeviceCertificates.thumbprint(DeviceCertificates.read(own), "SHA-1");
    hub.record("SN-1", thumbprint);

    assertRefused(
        ErrorCode.CERTIFICATE_MISMATCH,
        () ->
            hub.onboarding.onboard(
                new OnboardingRequest("SN-1", other, null, false), "tina", null));
    assertRefused(
        ErrorCode.CERTIFICATE_MISMATCH,
        () ->
            hub.onboarding.onboard(
                new OnboardingRequest("SN-1", "none", null, false), "tina", null));
    assertRefused(
        ErrorCode.CERTIFICATE_REQUEST_REFUSED,
        () -> hub.onboard("SN-1", DeviceKey.ec("secp256r1").request("CN=SN-1")));

    Onboarded done =
        hub.onboarding.onboard(new OnboardingRequest("SN-1", own, null, false), "tina", null);
    assertThat(done.credentials()).isEqualTo(new Credentials.Own(thumbprint));
    assertThat(hub.device("SN-1").authentication())
        .isEqualTo(new Authentication.SelfSigned(thumbprint, null));
  }

  @Test
  void customersAreToldApart() {
    hub.record("SN-1");
    hub.record("SN-2");
    hub.onboard("SN-1");

    assertThat(hub.records.customers("ACM", "", 10))
        .containsExactly(new Customer("Acme", 2, 1, 0, 0));
    assertThat(hub.records.page(new RecordSearch("", "Acme", true, null, 0, 10)).items())
        .singleElement()
        .satisfies(found -> assertThat(found.record().serial()).isEqualTo("SN-1"));
  }
}
