package dev.homeport.provisioning;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.registry.Hubs;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Enrollments, enrollment groups and registrations for those who administer. Thread-safe. */
public final class EnrollmentService {

  /** Each of them may have to be asked for a device that is not known yet. */
  static final int MAX_GROUPS = 1_000;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Hubs hubs;
  private final Function<HubName, String> hubHost;
  private final EnrollmentStore enrollments;
  private final RegistrationStore registrations;

  /**
   * @param hubHost the name by which devices reach a hub
   */
  public EnrollmentService(
      Jdbi jdbi, Hubs hubs, ObjectMapper json, Clock clock, Function<HubName, String> hubHost) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.hubs = hubs;
    this.hubHost = hubHost;
    this.enrollments = new EnrollmentStore(json);
    this.registrations = new RegistrationStore(json);
  }

  /**
   * The enrollment of that id.
   *
   * @throws HubException with {@link ErrorCode#ENROLLMENT_NOT_FOUND} or {@link
   *     ErrorCode#ENROLLMENT_GROUP_NOT_FOUND}
   */
  public Enrollment get(EnrollmentKind kind, String id) {
    return jdbi.withHandle(handle -> enrollments.find(handle, kind, id))
        .orElseThrow(() -> kind.notFound(id));
  }

  /** Those that a page of a query holds, and one more when there is another page. */
  List<Enrollment> page(EnrollmentKind kind, PageRequest page) {
    return jdbi.withHandle(handle -> enrollments.page(handle, kind, page));
  }

  /**
   * Those behind {@code after}, which may be empty, in the order of their ids.
   *
   * @param prefix of their ids, {@code ""} for all
   * @param enabled null for both
   */
  public List<Enrollment> page(
      EnrollmentKind kind, String prefix, @Nullable Boolean enabled, String after, int limit) {
    return jdbi.withHandle(handle -> enrollments.page(handle, kind, prefix, enabled, after, limit));
  }

  /** What an enrollment shows on the wire; keys only where the caller is to see them. */
  public EnrollmentDocument document(Enrollment enrollment, boolean withKeys) {
    RegistrationDocument state =
        enrollment.kind() == EnrollmentKind.GROUP
            ? null
            : findRegistration(enrollment.id()).map(this::document).orElse(null);
    return EnrollmentDocument.of(enrollment, state, withKeys);
  }

  /** What a registration shows on the wire. */
  public RegistrationDocument document(Registration registration) {
    return RegistrationDocument.forService(
        registration, hubHost.apply(registration.device().hub()));
  }

  /**
   * Makes an enrollment; with {@code ifMatch} changes one.
   *
   * @param id as the path says it; null when only the document does
   * @param ifMatch the ETag that it must have, {@code *} for any
   * @throws HubException when something in it is invalid, it is there already or is not, or has
   *     changed
   */
  public Enrollment save(
      EnrollmentKind kind,
      @Nullable String id,
      @Nullable EnrollmentDocument document,
      @Nullable String ifMatch) {
    if (document == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the enrollment is missing");
    }
    return ifMatch == null
        ? create(document.wanted(kind, id, null, now()))
        : update(kind, id, document, ifMatch);
  }

  /**
   * Makes an individual enrollment in a transaction of the caller's.
   *
   * @throws HubException when something in it is invalid, or it is there already
   */
  public Enrollment create(Handle handle, String id, EnrollmentDocument document) {
    return create(handle, document.wanted(EnrollmentKind.INDIVIDUAL, id, null, now()));
  }

  private Enrollment create(NewEnrollment wanted) {
    return jdbi.inTransaction(handle -> create(handle, wanted));
  }

  private Enrollment create(Handle handle, NewEnrollment wanted) {
    requireHubs(wanted);
    if (wanted.kind() == EnrollmentKind.GROUP && enrollments.countGroups(handle) >= MAX_GROUPS) {
      throw new HubException(
          ErrorCode.QUOTA_EXCEEDED, "there are at most " + MAX_GROUPS + " enrollment groups");
    }
    if (!enrollments.insert(handle, wanted, Etags.fresh(), now())) {
      throw new HubException(
          ErrorCode.ENROLLMENT_ALREADY_EXISTS, wanted.id() + " is enrolled already");
    }
    return enrollments.find(handle, wanted.kind(), wanted.id()).orElseThrow();
  }

  private Enrollment update(
      EnrollmentKind kind, @Nullable String id, EnrollmentDocument document, String ifMatch) {
    String name = document.name(kind, id);
    return jdbi.inTransaction(
        handle -> {
          Enrollment current = required(handle, kind, name);
          Etags.require(name, current.etag(), ifMatch);
          NewEnrollment wanted = document.wanted(kind, id, current, now());
          requireHubs(wanted);
          enrollments.update(handle, wanted, Etags.fresh(), now());
          return enrollments.find(handle, kind, name).orElseThrow();
        });
  }

  /**
   * Lets an enrollment provision devices, or no longer.
   *
   * @param ifMatch the ETag that it must have, null or {@code *} for any
   */
  public Enrollment enable(
      EnrollmentKind kind, String id, boolean enabled, @Nullable String ifMatch) {
    return jdbi.inTransaction(
        handle -> {
          Enrollment current = required(handle, kind, id);
          Etags.require(id, current.etag(), ifMatch);
          NewEnrollment wanted =
              new NewEnrollment(
                  kind,
                  id,
                  enabled,
                  current.expiresAt(),
                  current.attestation(),
                  current.settings());
          enrollments.update(handle, wanted, Etags.fresh(), now());
          return enrollments.find(handle, kind, id).orElseThrow();
        });
  }

  private Enrollment required(Handle handle, EnrollmentKind kind, String id) {
    return enrollments.lock(handle, kind, id).orElseThrow(() -> kind.notFound(id));
  }

  private void requireHubs(NewEnrollment wanted) {
    AllocationRule rule = wanted.settings().allocation();
    rule.hubs().forEach(name -> Allocation.named(hubs, name));
  }

  /**
   * Deletes an enrollment and forgets the registrations that came of it; the devices stay on their
   * hubs.
   *
   * @param ifMatch the ETag that it must have, null or {@code *} for any
   */
  public void delete(EnrollmentKind kind, String id, @Nullable String ifMatch) {
    jdbi.useTransaction(
        handle -> {
          Enrollment current = required(handle, kind, id);
          Etags.require(id, current.etag(), ifMatch);
          enrollments.delete(handle, kind, id);
          registrations.deleteOf(handle, kind, id);
        });
  }

  /** The name by which devices reach a hub. */
  public String hubHost(HubName hub) {
    return hubHost.apply(hub);
  }

  public Optional<Registration> findRegistration(String registrationId) {
    return jdbi.withHandle(handle -> registrations.find(handle, registrationId));
  }

  /**
   * The registration of that id.
   *
   * @throws HubException with {@link ErrorCode#REGISTRATION_NOT_FOUND}
   */
  public Registration registration(String registrationId) {
    return findRegistration(registrationId).orElseThrow(() -> noRegistration(registrationId));
  }

  static HubException noRegistration(String registrationId) {
    return new HubException(
        ErrorCode.REGISTRATION_NOT_FOUND, registrationId + " is not registered");
  }

  /**
   * Those behind {@code after}, which may be empty, in the order of their ids.
   *
   * @param group null for those of all enrollments
   * @param prefix of their ids, {@code ""} for all
   */
  public List<Registration> registrations(
      @Nullable String group, String prefix, String after, int limit) {
    return jdbi.withHandle(handle -> registrations.page(handle, group, prefix, after, limit));
  }

  /** Those of a group that a page of a query holds, and one more when there is another page. */
  List<Registration> registrations(String group, PageRequest page) {
    return jdbi.withHandle(handle -> registrations.page(handle, group, page));
  }

  /**
   * Forgets a registration: the device is assigned anew when it asks the next time.
   *
   * @param ifMatch the ETag that it must have, null or {@code *} for any
   */
  public void deleteRegistration(String registrationId, @Nullable String ifMatch) {
    jdbi.useTransaction(
        handle -> {
          registrations.takeTurns(handle, List.of(registrationId));
          Registration current =
              registrations
                  .find(handle, registrationId)
                  .orElseThrow(() -> noRegistration(registrationId));
          Etags.require(registrationId, current.etag(), ifMatch);
          registrations.delete(handle, registrationId);
        });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
