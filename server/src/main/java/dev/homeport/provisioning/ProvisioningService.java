package dev.homeport.provisioning;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.access.MinuteCounts;
import dev.homeport.access.SasToken;
import dev.homeport.access.ca.CertificateAuthorities;
import dev.homeport.eventlog.Outbox;
import dev.homeport.registry.Hubs;
import dev.homeport.webhook.SignedPost;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a device asks of the provisioning service, whatever the protocol: to prove itself, to be
 * assigned to a hub, and to hear of it. The assignment is there before the first answer, in the
 * database: a device whose node died asks again and finds it, or nothing of it. Thread-safe; blocks
 * on the database, so it runs on virtual threads.
 */
public final class ProvisioningService implements AutoCloseable {

  /** The longest body of a request. */
  public static final int MAX_BODY_BYTES = 64 << 10;

  /** How often an address may fail to prove itself before it has to wait for the minute's end. */
  static final int FAILURES_PER_MINUTE = 100;

  private static final Logger LOGGER = LoggerFactory.getLogger(ProvisioningService.class);

  private final Jdbi jdbi;
  private final ProvisioningAccess access;
  private final ObjectMapper json;
  private final Clock clock;
  private final Function<HubName, String> hubHost;
  private final MinuteCounts failures;
  private final Throttle throttle;
  private final GroupCertificates certificates;
  private final TpmChallenges challenges;
  private final Assignment assignment;
  private final EnrollmentStore enrollments;
  private final RegistrationStore registrations;

  /**
   * @param posts asks programs which hub a device gets
   * @param hubHost the name by which devices reach a hub
   * @param perSecond how many registrations may begin in a second on this node
   */
  public ProvisioningService(
      Jdbi jdbi,
      Outbox outbox,
      Hubs hubs,
      SignedPost posts,
      ProvisioningAccess access,
      CertificateAuthorities authorities,
      ObjectMapper json,
      Clock clock,
      Function<HubName, String> hubHost,
      int perSecond) {
    this.jdbi = jdbi;
    this.access = access;
    this.json = json;
    this.clock = clock;
    this.hubHost = hubHost;
    this.failures = new MinuteCounts(clock);
    this.throttle = new Throttle(clock, perSecond);
    this.challenges = new TpmChallenges(access.challengeKey(), clock);
    this.assignment =
        new Assignment(
            jdbi,
            outbox,
            new Allocation(
                hubs, new CustomAllocation(posts, () -> access.allocation().primaryKey(), json)),
            json,
            clock);
    this.enrollments = new EnrollmentStore(json);
    this.certificates = new GroupCertificates(enrollments, authorities, clock);
    this.registrations = new RegistrationStore(json);
  }

  /**
   * Judges what a device shows for itself.
   *
   * @throws HubException with {@link ErrorCode#UNAUTHORIZED} when it proves nothing, {@link
   *     ErrorCode#THROTTLED} when that happened too often from its address
   */
  public Attested attest(Credentials credentials) {
    if (hasFailedTooOften(credentials.address())) {
      throw new HubException(
          ErrorCode.THROTTLED, "too many attempts from this address failed, wait a minute");
    }
    try {
      return judge(credentials);
    } catch (HubException e) {
      failures.add(credentials.address());
      LOGGER
          .atInfo()
          .addKeyValue("registrationId", credentials.registrationId())
          .addKeyValue("remote", credentials.address())
          .addKeyValue("reason", e.getMessage())
          .log("registration refused");
      throw e;
    }
  }

  private boolean hasFailedTooOften(String address) {
    return failures.of(address) >= FAILURES_PER_MINUTE;
  }

  private Attested judge(Credentials credentials) {
    String registrationId = RegistrationId.require("registrationId", credentials.registrationId());
    if (!credentials.idScope().equalsIgnoreCase(access.idScope())) {
      throw refused();
    }
    return jdbi.withHandle(
            handle -> {
              Optional<Enrollment> own =
                  enrollments.find(handle, EnrollmentKind.INDIVIDUAL, registrationId);
              return own.isPresent() ? ofOwn(own.get(), credentials) : ofGroup(handle, credentials);
            })
        .orElseThrow(ProvisioningService::refused);
  }

  private static HubException refused() {
    return new HubException(
        ErrorCode.UNAUTHORIZED, "no enrollment knows this device by what it shows");
  }

  private Optional<Attested> ofOwn(Enrollment enrollment, Credentials credentials) {
    String id = credentials.registrationId();
    return switch (enrollment.attestation()) {
      case Attestation.SymmetricKey keys -> {
        SasToken token = token(credentials);
        yield token != null && isSigned(token, keys)
            ? Optional.of(
                new Attested(id, EnrollmentKind.INDIVIDUAL, id, null, credentials.address()))
            : Optional.empty();
      }
      case Attestation.ClientCertificates own ->
          certificates
              .isOneOf(own.both(), credentials.shown())
              .map(
                  leaf ->
                      new Attested(id, EnrollmentKind.INDIVIDUAL, id, leaf, credentials.address()));
      case Attestation.Tpm tpm -> {
        SasToken token = token(credentials);
        yield token != null && challenges.keys(id, tpm).stream().anyMatch(token::isSignedWith)
            ? Optional.of(
                new Attested(id, EnrollmentKind.INDIVIDUAL, id, null, credentials.address()))
            : Optional.empty();
      }
      case Attestation.SigningCertificates _, Attestation.CaReferences _ -> Optional.empty();
    };
  }

  private Optional<Attested> ofGroup(Handle handle, Credentials credentials) {
    String id = credentials.registrationId();
    SasToken token = token(credentials);
    if (token != null) {
      return enrollments.groupKeys(handle).stream()
          .filter(group -> isSigned(token, group.keys().of(id)))
          .findFirst()
          .map(
              group ->
                  new Attested(id, EnrollmentKind.GROUP, group.id(), null, credentials.address()));
    }
    return certificates
        .groupOf(handle, id, credentials.shown())
        .map(
            group ->
                new Attested(
                    id,
                    EnrollmentKind.GROUP,
                    group.id(),
                    credentials.shown().getFirst(),
                    credentials.address()));
  }

  /**
   * What a device with a TPM has to open before it can prove itself: a key to sign its tokens with.
   *
   * @param body as {@link #register} takes it, with the public areas of the TPM's keys
   * @return base64; empty when the device shows something already, or its enrollment asks for
   *     something else
   */
  public Optional<String> challenge(Credentials credentials, byte @Nullable [] body) {
    if (credentials.token() != null
        || !credentials.idScope().equalsIgnoreCase(access.idScope())
        || hasFailedTooOften(credentials.address())) {
      return Optional.empty();
    }
    String id = RegistrationId.require("registrationId", credentials.registrationId());
    Attestation attestation =
        jdbi.withHandle(handle -> enrollments.find(handle, EnrollmentKind.INDIVIDUAL, id))
            .map(Enrollment::attestation)
            .orElse(null);
    if (!(attestation instanceof Attestation.Tpm tpm)) {
      return Optional.empty();
    }
    RegisterRequest request = RegisterRequest.read(json, id, body);
    if (!tpm.endorsementKey().equals(request.endorsementKey())) {
      return Optional.empty();
    }
    requireRoom();
    return Optional.of(challenges.of(id, tpm, request.storageRootKey(tpm)));
  }

  private void requireRoom() {
    if (!throttle.admit()) {
      throw new HubException(ErrorCode.THROTTLED, "too many devices register, try again");
    }
  }

  private static boolean isSigned(SasToken token, Attestation.SymmetricKey keys) {
    return token.isSignedWith(keys.primary()) || token.isSignedWith(keys.secondary());
  }

  /** The device's token when it is for this device here and now; null otherwise. */
  private @Nullable SasToken token(Credentials credentials) {
    String text = credentials.token();
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      SasToken token = SasToken.parse(text);
      boolean fits =
          !token.isExpired(clock.instant())
              && token.host().equals(access.idScope().toLowerCase(Locale.ROOT))
              && token.covers("/registrations/" + credentials.registrationId());
      return fits ? token : null;
    } catch (HubException e) {
      return null; // malformed: as good as none
    }
  }

  /**
   * Assigns a device to its hub.
   *
   * @param body {@code {"registrationId":…,"payload":…}}, may be empty
   * @return an operation that is under way; {@link #status} tells what it came to. One that is over
   *     when the enrollment is disabled, or the program that chooses the hub chose none
   * @throws HubException when the enrollment is gone or expired, the request is invalid, or too
   *     many register
   */
  public Operation register(Attested device, byte @Nullable [] body) {
    requireRoom();
    RegisterRequest request = RegisterRequest.read(json, device.registrationId(), body);
    Enrollment enrollment =
        jdbi.withHandle(handle -> enrollments.find(handle, device.kind(), device.enrollmentId()))
            .orElseThrow(ProvisioningService::refused);
    if (!enrollment.enabled()) {
      return over(device, RefusedRegistration.disabled(device.registrationId()));
    }
    enrollment.requireUnexpired(clock.instant());
    Registration registration;
    try {
      registration = assignment.make(enrollment, device, request);
    } catch (HubException e) {
      if (e.code() != ErrorCode.CUSTOM_ALLOCATION_FAILED) {
        throw e;
      }
      return over(device, RefusedRegistration.failed(device.registrationId(), e, clock.instant()));
    }
    LOGGER
        .atInfo()
        .addKeyValue("registrationId", device.registrationId())
        .addKeyValue("deviceId", registration.device())
        .addKeyValue("substatus", registration.substatus().wire())
        .log("device assigned");
    return Operation.underWay(registration.operationId());
  }

  private static Operation over(Attested device, RefusedRegistration refusal) {
    LOGGER
        .atInfo()
        .addKeyValue("registrationId", device.registrationId())
        .addKeyValue(
            "reason", refusal.errorMessage() == null ? refusal.status() : refusal.errorMessage())
        .log("registration refused");
    return Operation.over("", refusal);
  }

  /**
   * What became of an operation.
   *
   * @throws HubException with {@link ErrorCode#REGISTRATION_NOT_FOUND} when there is none, or a
   *     later one took its place
   */
  public Operation status(Attested device, String operationId) {
    RegistrationDocument state =
        find(device)
            .filter(registration -> registration.operationId().equals(operationId))
            .map(this::document)
            .orElseThrow(
                () -> new HubException(ErrorCode.REGISTRATION_NOT_FOUND, "no such operation"));
    return Operation.over(operationId, state);
  }

  /**
   * To which hub a device is assigned.
   *
   * @throws HubException with {@link ErrorCode#REGISTRATION_NOT_FOUND} when to none
   */
  public RegistrationDocument state(Attested device) {
    return find(device)
        .map(this::document)
        .orElseThrow(() -> EnrollmentService.noRegistration(device.registrationId()));
  }

  private Optional<Registration> find(Attested device) {
    return jdbi.withHandle(handle -> registrations.find(handle, device.registrationId()));
  }

  private RegistrationDocument document(Registration registration) {
    return RegistrationDocument.forDevice(registration, hubHost.apply(registration.device().hub()));
  }

  /** Finishes what is under way. */
  @Override
  public void close() {
    assignment.close();
  }
}
