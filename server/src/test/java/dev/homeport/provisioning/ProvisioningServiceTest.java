package dev.homeport.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Secret;
import dev.homeport.TestDatabase;
import dev.homeport.registry.Authentication;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ProvisioningServiceTest {

  private static final String BY_KEY = "'attestation':{'type':'symmetricKey'}";
  private static final String TWIN =
      "'initialTwin':{'tags':{'site':'north'},'properties':{'desired':{'interval':30}}}";

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private ProvisionedHub hub;

  @BeforeEach
  void openHub() {
    hub = new ProvisionedHub(database.jdbi());
  }

  private Secret enroll(String id, String more) {
    Enrollment made =
        hub.enroll(EnrollmentKind.INDIVIDUAL, id, "{" + BY_KEY + "," + TWIN + more + "}");
    return ProvisionedHub.keys(made).primary();
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HubException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  void anAssignedDeviceIsOnItsHubWithItsKeysAndItsFirstTwin() {
    Secret key = enroll("press-1", ",'deviceId':'press'");

    RegistrationDocument state = hub.register("press-1", key);

    assertThat(state.assignedHub()).isEqualTo("main.test");
    assertThat(state.deviceId()).isEqualTo("press");
    assertThat(state.status()).isEqualTo("assigned");
    assertThat(state.substatus()).isEqualTo("initialAssignment");
    assertThat(hub.registered("main", "press").authentication())
        .isInstanceOfSatisfying(
            Authentication.Sas.class, sas -> assertThat(sas.primaryKey()).isEqualTo(key));
    var twin = hub.twins.get(hub.device("main", "press"));
    assertThat(twin.at("/tags/site").asText()).isEqualTo("north");
    assertThat(twin.at("/properties/desired/interval").asInt()).isEqualTo(30);
  }

  @Test
  void aDeviceOfAGroupGetsTheKeyThatIsDerivedForIt() {
    hub.enroll(EnrollmentKind.GROUP, "other", "{" + BY_KEY + "}");
    Enrollment group = hub.enroll(EnrollmentKind.GROUP, "line", "{" + BY_KEY + "}");
    Secret derived = DerivedKey.of(ProvisionedHub.keys(group).secondary(), "press-2");

    RegistrationDocument state = hub.register("press-2", derived);

    assertThat(state.symmetricKey()).isEqualTo(new RegistrationDocument.ByGroup("line"));
    assertThat(hub.registered("main", "press-2").authentication())
        .isInstanceOfSatisfying(
            Authentication.Sas.class, sas -> assertThat(sas.secondaryKey()).isEqualTo(derived));
  }

  @Test
  void aDeviceWithAnEnrollmentOfItsOwnIsNoneOfTheGroup() {
    Enrollment group = hub.enroll(EnrollmentKind.GROUP, "line", "{" + BY_KEY + "}");
    enroll("press-3", "");
    Secret derived = DerivedKey.of(ProvisionedHub.keys(group).primary(), "press-3");

    assertRefused(ErrorCode.UNAUTHORIZED, () -> hub.register("press-3", derived));
  }

  @Test
  void refusesWhoProvesNothing() {
    Secret key = enroll("press-4", "");
    String token = hub.token("press-4", key, Duration.ofHours(1));
    String scope = hub.access.idScope();

    assertRefused(ErrorCode.UNAUTHORIZED, () -> hub.register("press-4", Secret.randomKey(32)));
    assertRefused(ErrorCode.UNAUTHORIZED, () -> hub.register("unknown", key));
    assertRefused(
        ErrorCode.UNAUTHORIZED,
        () -> hub.service.attest(new Credentials("0neFFFFFFFF", "press-4", token, List.of(), "a")));
    assertRefused(
        ErrorCode.UNAUTHORIZED,
        () -> hub.service.attest(new Credentials(scope, "press-4", null, List.of(), "a")));
    assertRefused(
        ErrorCode.UNAUTHORIZED,
        () ->
            hub.service.attest(
                new Credentials(
                    scope,
                    "press-4",
                    hub.token("press-5", key, Duration.ofHours(1)),
                    List.of(),
                    "a")));
    hub.clock.advance(Duration.ofHours(2));
    assertRefused(
        ErrorCode.UNAUTHORIZED,
        () -> hub.service.attest(new Credentials(scope, "press-4", token, List.of(), "a")));
    assertThat(hub.enrollments.findRegistration("press-4")).isEmpty();
  }

  @Test
  void refusesADisabledAndAnExpiredEnrollment() {
    Secret key = enroll("press-6", "");

    hub.change(
        EnrollmentKind.INDIVIDUAL, "press-6", "{" + BY_KEY + ",'provisioningStatus':'disabled'}");
    assertThat(hub.ask("press-6", key, "{}"))
        .isEqualTo(Operation.over("", RefusedRegistration.disabled("press-6")));

    String expiry = hub.clock.instant().plus(Duration.ofMinutes(1)).toString();
    hub.change(
        EnrollmentKind.INDIVIDUAL,
        "press-6",
        "{" + BY_KEY + ",'expiryDateTimeUtc':'" + expiry + "'}");
    assertThat(hub.register("press-6", key).status()).isEqualTo("assigned");
    hub.clock.advance(Duration.ofMinutes(1));
    assertRefused(ErrorCode.ENROLLMENT_EXPIRED, () -> hub.register("press-6", key));
  }

  @Test
  void refusesARequestThatSpeaksOfAnotherDevice() {
    Secret key = enroll("press-7", "");

    assertRefused(
        ErrorCode.ARGUMENT_INVALID,
        () -> hub.register("press-7", key, "{'registrationId':'press-8'}"));
    assertRefused(
        ErrorCode.ARGUMENT_INVALID,
        () -> hub.register("press-7", key, "{'payload':{'text':'\\u0000'}}"));
    assertRefused(ErrorCode.IOTHUB_FORMAT_ERROR, () -> hub.register("press-7", key, "{"));
    assertThat(hub.register("press-7", key, "{'payload':{'n':1.50}}").payload())
        .hasToString("{\"n\":1.50}");
  }

  @Test
  void twoRegistrationsCannotHaveTheSameDevice() {
    Secret first = enroll("twin-a", ",'deviceId':'same'");
    Secret second = enroll("twin-b", ",'deviceId':'same'");
    hub.register("twin-a", first);

    assertRefused(ErrorCode.DEVICE_ID_TAKEN, () -> hub.register("twin-b", second));

    assertThat(hub.registered("main", "same").authentication())
        .isInstanceOfSatisfying(
            Authentication.Sas.class, sas -> assertThat(sas.primaryKey()).isEqualTo(first));
  }

  @Test
  void whoFailsTooOftenWaitsForTheMinutesEnd() {
    Secret key = enroll("press-9", "");
    for (int i = 0; i < ProvisioningService.FAILURES_PER_MINUTE; i++) {
      assertRefused(ErrorCode.UNAUTHORIZED, () -> hub.register("press-9", Secret.randomKey(32)));
    }

    assertRefused(ErrorCode.THROTTLED, () -> hub.register("press-9", key));

    hub.clock.advance(Duration.ofMinutes(1));
    assertThat(hub.register("press-9", key).status()).isEqualTo("assigned");
  }

  @Test
  void aDeviceThatAsksAgainKeepsItsHubAndItsTwin() {
    hub.addHub("second");
    Secret key = enroll("again", "");
    String assigned = hub.register("again", key).assignedHub();
    var device = hub.device(assigned.replace(".test", ""), "again");
    hub.twins.patch(
        device, "{\"tags\":{\"site\":\"south\"}}".getBytes(StandardCharsets.UTF_8), null);

    RegistrationDocument state = hub.register("again", key);

    assertThat(state.assignedHub()).isEqualTo(assigned);
    assertThat(hub.twins.get(device).at("/tags/site").asText()).isEqualTo("south");
  }

  @Test
  void aDeviceMovesWithItsTwinWhenItsHubChanges() {
    hub.addHub("second");
    Secret key = enroll("moves", ",'iotHubHostName':'main.test'");
    hub.register("moves", key);
    hub.twins.patch(
        hub.device("main", "moves"),
        "{\"tags\":{\"site\":\"south\"}}".getBytes(StandardCharsets.UTF_8),
        null);
    hub.change(
        EnrollmentKind.INDIVIDUAL,
        "moves",
        "{" + BY_KEY + "," + TWIN + ",'iotHubs':['second.test']}");

    RegistrationDocument state = hub.register("moves", key);

    assertThat(state.assignedHub()).isEqualTo("second.test");
    assertThat(state.substatus()).isEqualTo("deviceDataMigrated");
    assertThat(hub.registry.find(hub.device("main", "moves"))).isEmpty();
    assertThat(hub.twins.get(hub.device("second", "moves")).at("/tags/site").asText())
        .isEqualTo("south");
  }

  @Test
  void aDeviceBeginsAnewWhenItsDataAreNotToMove() {
    hub.addHub("second");
    String reset = ",'reprovisionPolicy':{'updateHubAssignment':true,'migrateDeviceData':false}";
    Secret key = enroll("resets", ",'iotHubs':['main']" + reset);
    hub.register("resets", key);
    hub.twins.patch(
        hub.device("main", "resets"),
        "{\"tags\":{\"site\":\"south\",\"n\":1}}".getBytes(StandardCharsets.UTF_8),
        null);

    assertThat(hub.register("resets", key).substatus()).isEqualTo("deviceDataReset");
    assertThat(hub.twins.get(hub.device("main", "resets")).path("tags"))
        .hasToString("{\"site\":\"north\"}");

    hub.change(
        EnrollmentKind.INDIVIDUAL,
        "resets",
        "{" + BY_KEY + "," + TWIN + ",'iotHubs':['second']" + reset + "}");
    assertThat(hub.register("resets", key).substatus()).isEqualTo("deviceDataReset");
    assertThat(hub.twins.get(hub.device("second", "resets")).path("tags"))
        .hasToString("{\"site\":\"north\"}");
  }

  @Test
  void aDeviceStaysWhereItIsWhenThePolicySaysNever() {
    hub.addHub("second");
    String never = ",'reprovisionPolicy':{'updateHubAssignment':false,'migrateDeviceData':false}";
    Secret key = enroll("stays", ",'iotHubs':['main']" + never);
    hub.register("stays", key);
    hub.change(
        EnrollmentKind.INDIVIDUAL, "stays", "{" + BY_KEY + ",'iotHubs':['second']" + never + "}");

    assertThat(hub.register("stays", key).assignedHub()).isEqualTo("main.test");
  }

  @Test
  void aDeviceThatStaysIsKnownByItsNewKeysAndMadeAgainWhenItIsGone() {
    String never = ",'reprovisionPolicy':{'updateHubAssignment':false,'migrateDeviceData':true}}";
    hub.register("stays", enroll("stays", never.substring(0, never.length() - 1)));
    Secret renewed = Secret.randomKey(32);
    hub.change(
        EnrollmentKind.INDIVIDUAL,
        "stays",
        "{'attestation':{'type':'symmetricKey','symmetricKey':{'primaryKey':'%s'}}%s"
            .formatted(renewed.reveal(), never));

    hub.register("stays", renewed);

    assertThat(hub.registered("main", "stays").authentication())
        .isInstanceOfSatisfying(
            Authentication.Sas.class, sas -> assertThat(sas.primaryKey()).isEqualTo(renewed));
    assertThat(hub.twins.get(hub.device("main", "stays")).at("/tags/site").asText())
        .isEqualTo("north");
    hub.registry.delete(hub.device("main", "stays"), null);
    hub.register("stays", renewed);
    assertThat(hub.registered("main", "stays").enabled()).isTrue();
  }

  @Test
  void aRegistrationThatWasForgottenIsMadeAnew() {
    Secret key = enroll("forgotten", "");
    hub.register("forgotten", key);
    hub.enrollments.deleteRegistration("forgotten", null);

    assertThat(hub.register("forgotten", key).substatus()).isEqualTo("initialAssignment");
  }

  @Test
  void oneDeviceThatAsksManyTimesAtOnceIsOneDevice() {
    Secret key = enroll("busy", "");

    CompletableFuture<?>[] all =
        IntStream.range(0, 8)
            .mapToObj(
                _ ->
                    CompletableFuture.runAsync(
                        () ->
                            hub.service.register(
                                hub.service.attest(hub.credentials("busy", key)), null)))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(all).join();

    assertThat(hub.enrollments.registration("busy").device().deviceId().value()).isEqualTo("busy");
    assertThat(count("SELECT count(*) FROM outbox WHERE type = 'createIdentity'")).isEqualTo(1);
  }

  @Test
  void ofManyThatComeAtOnceEachGetsItsOwnAndOneThatIsRefusedSpoilsNothing() {
    Enrollment group = hub.enroll(EnrollmentKind.GROUP, "line", "{" + BY_KEY + "," + TWIN + "}");
    Secret first = enroll("first", ",'deviceId':'shared'");
    Secret second = enroll("second", ",'deviceId':'shared'");
    hub.register("known", DerivedKey.of(ProvisionedHub.keys(group).primary(), "known"));
    List<String> devices =
        Stream.concat(
                IntStream.range(0, 60).mapToObj(number -> "new-" + number), Stream.of("known"))
            .toList();

    List<CompletableFuture<RegistrationDocument>> all =
        Stream.concat(devices.stream(), Stream.of("first", "second"))
            .map(
                id ->
                    CompletableFuture.supplyAsync(
                        () ->
                            hub.register(
                                id,
                                switch (id) {
                                  case "first" -> first;
                                  case "second" -> second;
                                  default ->
                                      DerivedKey.of(ProvisionedHub.keys(group).primary(), id);
                                })))
            .toList();

    for (int i = 0; i < devices.size(); i++) {
      String id = devices.get(i);
      assertThat(all.get(i).join().deviceId()).isEqualTo(id);
      assertThat(hub.registered("main", id).authentication())
          .isInstanceOfSatisfying(
              Authentication.Sas.class,
              sas ->
                  assertThat(sas.primaryKey())
                      .isEqualTo(DerivedKey.of(ProvisionedHub.keys(group).primary(), id)));
      assertThat(hub.twins.get(hub.device("main", id)).at("/tags/site").asText())
          .isEqualTo("north");
    }
    assertThat(all.subList(devices.size(), all.size()))
        .filteredOn(asked -> asked.handle((_, failure) -> failure != null).join())
        .singleElement()
        .satisfies(
            refused ->
                assertThatThrownBy(refused::join)
                    .cause()
                    .isInstanceOfSatisfying(
                        HubException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.DEVICE_ID_TAKEN)));
    assertThat(count("SELECT count(*) FROM outbox WHERE type = 'createIdentity'")).isEqualTo(62);
  }

  @Test
  void nothingIsLeftWhenTheAssignmentFails() {
    Secret key = enroll("half", "");
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "ALTER TABLE registration ADD CONSTRAINT no_half CHECK (device_id <> 'half')"));

    assertThatThrownBy(() -> hub.register("half", key)).isNotInstanceOf(HubException.class);

    assertThat(hub.registry.find(hub.device("main", "half"))).isEmpty();
    assertThat(count("SELECT count(*) FROM outbox")).isZero();
  }

  private int count(String query) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(query).mapTo(Integer.class).one());
  }
}
