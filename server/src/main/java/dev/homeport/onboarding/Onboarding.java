package dev.homeport.onboarding;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.StorableText;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.Outbox;
import dev.homeport.registry.Authentication;
import dev.homeport.registry.IdentityBatch;
import dev.homeport.registry.NewIdentity;
import dev.homeport.twin.ImportedTwin;
import dev.homeport.twin.TwinBatch;
import dev.homeport.twin.group.GroupService;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Brings a device from its manufacturing record to the hub: looks whether it may come, makes the
 * device with its credentials and tags, or has it enrolled with the provisioning service, and notes
 * that it came, in one transaction. Credentials are in the answer and nowhere else. Thread-safe;
 * blocks.
 */
public final class Onboarding {

  private static final HubName HUB = HubName.DEFAULT;

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final GroupService groups;
  private final DeviceAuthority authority;
  private final Enroller enroller;
  private final ObjectMapper json;
  private final Clock clock;
  private final RecordStore records = new RecordStore();
  private final OnboardingStore store = new OnboardingStore();
  private final StatusReports reports;

  public Onboarding(
      Jdbi jdbi,
      Outbox outbox,
      GroupService groups,
      DeviceAuthority authority,
      Enroller enroller,
      ObjectMapper json,
      Clock clock) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.groups = groups;
    this.authority = authority;
    this.enroller = enroller;
    this.json = json;
    this.clock = clock;
    this.reports = new StatusReports(json);
  }

  /**
   * Looks whether a device can be onboarded; changes nothing.
   *
   * @param group the one that the caller is limited to; null: all devices
   */
  public Examination examine(OnboardingRequest request, @Nullable String group) {
    StoredRecord record =
        jdbi.withHandle(handle -> records.byCode(handle, request.code())).orElse(null);
    if (record == null) {
      return Examination.failed(
          null,
          List.of(),
          Check.failed(
              Check.Name.RECORD,
              ErrorCode.RECORD_NOT_FOUND,
              "there is no manufacturing record of " + request.code()));
    }
    List<Check> checks = new ArrayList<>();
    checks.add(Check.passed(Check.Name.RECORD, record.record().serial()));
    if (group != null && request.enroll()) {
      return Examination.failed(
          null,
          checks,
          Check.failed(
              Check.Name.GROUP,
              ErrorCode.FORBIDDEN,
              "a device that is enrolled comes to any hub, and you are limited to a group"));
    }
    if (group != null && !groups.wouldContain(HUB, group, twin(record.record()))) {
      return Examination.failed(
          null,
          checks,
          Check.failed(
              Check.Name.GROUP, ErrorCode.FORBIDDEN, "the device is not of the group " + group));
    }
    checks.add(
        group == null
            ? Check.skipped(Check.Name.GROUP, "you are limited to no group")
            : Check.passed(Check.Name.GROUP, group));
    Check free = jdbi.withHandle(handle -> free(handle, record));
    if (free.refusal() != null) {
      return Examination.failed(record, checks, free);
    }
    checks.add(free);
    checks.add(certificate(record.record(), request));
    return new Examination(record, List.copyOf(checks));
  }

  /**
   * Onboards a device.
   *
   * @param by who does
   * @param group the one that the caller is limited to; null: all devices
   * @throws HubException with {@link ErrorCode#RECORD_NOT_FOUND}; {@link
   *     ErrorCode#ALREADY_PROVISIONED} also for the second of two at once; {@link
   *     ErrorCode#FORBIDDEN} for a device of another group; {@link ErrorCode#CERTIFICATE_MISMATCH};
   *     {@link ErrorCode#CERTIFICATE_REQUEST_REFUSED}
   */
  public Onboarded onboard(OnboardingRequest request, String by, @Nullable String group) {
    Examination examination = examine(request, group);
    try {
      return onboard(request, by, examination);
    } catch (HubException e) {
      StoredRecord record = examination.record();
      if (record != null) {
        failed(record.record(), e);
      }
      throw e;
    }
  }

  private void failed(ManufacturingRecord record, HubException why) {
    jdbi.useTransaction(
        handle ->
            reports.failed(
                handle,
                record,
                why.code().code(),
                why.getMessage(),
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
  }

  private Onboarded onboard(OnboardingRequest request, String by, Examination examination) {
    StoredRecord record = examination.required();
    Onboarded done;
    try {
      done =
          jdbi.inTransaction(
              handle ->
                  write(
                      handle, record.record(), request, Way.TECHNICIAN, by, examination.checks()));
    } catch (IdentityBatch.OvertakenException e) {
      throw taken(record.record().serial());
    }
    outbox.wake();
    return done;
  }

  /** Onboards the device of a claim code that was right, in the transaction that uses the code. */
  Onboarded claimed(Handle handle, String serial, @Nullable String csr, String address) {
    ManufacturingRecord record =
        records.find(handle, serial).orElseThrow(() -> Records.notFound(serial)).record();
    OnboardingRequest request = new OnboardingRequest(serial, null, csr, false);
    return write(handle, record, request, Way.CLAIM, address, List.of());
  }

  private Onboarded write(
      Handle handle,
      ManufacturingRecord seen,
      OnboardingRequest request,
      Way way,
      String by,
      List<Check> checks) {
    records.lock(handle, seen.serial());
    StoredRecord current =
        records.find(handle, seen.serial()).orElseThrow(() -> Records.notFound(seen.serial()));
    ManufacturingRecord record = current.record();
    if (!record.equals(seen)) {
      throw new HubException(
          ErrorCode.PRECONDITION_FAILED, "the manufacturing record has just changed; try again");
    }
    Check free = free(handle, current);
    if (free.refusal() != null) {
      throw new HubException(free.refusal(), free.detail());
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Proof proof = proof(record, request);
    if (request.enroll()) {
      enroller.enroll(handle, record.serial(), tags(record), proof.atProvisioning());
    } else {
      create(handle, record, proof.atHub(), now);
    }
    HubName hub = request.enroll() ? null : HUB;
    store.insert(handle, record.serial(), hub, proof.type(), way, by, now);
    reports.tell(handle, StatusEvent.ENROLLED, record, hub == null ? null : hub.value(), now);
    if (hub != null) {
      reports.tell(handle, StatusEvent.ASSIGNED, record, hub.value(), now);
    }
    return new Onboarded(record, request.enroll(), checks, proof.credentials());
  }

  private void create(
      Handle handle, ManufacturingRecord record, Authentication authentication, Instant now) {
    Identity device = Identity.device(HUB, new DeviceId(record.serial()));
    IdentityBatch identities = IdentityBatch.lock(handle, List.of(device), now);
    TwinBatch twins = TwinBatch.lock(handle, json, List.of(), now);
    twins.create(device, ImportedTwin.of(json.createObjectNode().set("tags", tags(record))));
    identities.create(
        device, new NewIdentity(true, null, authentication, null, false, null, List.of()));
    List<Event> events = new ArrayList<>(identities.write());
    events.addAll(twins.write());
    outbox.append(handle, events);
  }

  private Proof proof(ManufacturingRecord record, OnboardingRequest request) {
    String thumbprint = record.thumbprint();
    String csr = request.request();
    if (thumbprint != null) {
      if (csr != null) {
        throw new HubException(
            ErrorCode.CERTIFICATE_REQUEST_REFUSED,
            "the device was built with a certificate; it gets no other one");
      }
      return new Proof.BuiltIn(thumbprint, request.certificate());
    }
    if (csr != null) {
      DeviceAuthority.Issued issued =
          authority.issue(CertificateRequest.of(csr, record.serial()), record.serial());
      return new Proof.Signed(issued.certificate(), issued.pem(), issued.authority());
    }
    String endorsementKey = record.endorsementKey();
    if (request.enroll() && endorsementKey != null) {
      return new Proof.Tpm(endorsementKey);
    }
    return new Proof.Keys(NewIdentity.sas(null, null));
  }

  private static Check free(Handle handle, StoredRecord record) {
    String serial = record.record().serial();
    boolean known =
        record.registration() != null
            || handle
                .createQuery(
                    """
                    SELECT EXISTS (SELECT 1 FROM identity
                      WHERE hub = :hub AND device_id = :device AND module_id = '')
                    """)
                .bind("hub", HUB.value())
                .bind("device", serial)
                .mapTo(Boolean.class)
                .one();
    return known
        ? Check.failed(Check.Name.FREE, ErrorCode.ALREADY_PROVISIONED, taken(serial).getMessage())
        : Check.passed(Check.Name.FREE, "no device has this id");
  }

  private static HubException taken(String serial) {
    return new HubException(ErrorCode.ALREADY_PROVISIONED, serial + " is provisioned already");
  }

  private Check certificate(ManufacturingRecord record, OnboardingRequest request) {
    String pem = request.certificate();
    String thumbprint = record.thumbprint();
    if (pem == null) {
      return Check.skipped(
          Check.Name.CERTIFICATE,
          thumbprint == null
              ? "the record names none"
              : "none was shown; the device shows its own when it connects");
    }
    if (thumbprint == null) {
      return mismatch("the record names no certificate to compare with");
    }
    try {
      X509Certificate certificate = DeviceCertificates.read(pem);
      if (!DeviceCertificates.hasThumbprint(certificate, thumbprint)) {
        return mismatch("it is not the certificate that the device was built with");
      }
      return certificate.getNotAfter().toInstant().isBefore(clock.instant())
          ? mismatch("the certificate has expired")
          : Check.passed(Check.Name.CERTIFICATE, thumbprint);
    } catch (CertificateException e) {
      return mismatch("the certificate cannot be read");
    }
  }

  private static Check mismatch(String reason) {
    return Check.failed(Check.Name.CERTIFICATE, ErrorCode.CERTIFICATE_MISMATCH, reason);
  }

  private ObjectNode tags(ManufacturingRecord record) {
    ObjectNode tags = json.createObjectNode();
    ObjectNode made = tags.putObject("manufacturing").put("serial", record.serial());
    put(made, "mac", record.mac());
    put(made, "model", record.model());
    put(made, "hardwareRevision", record.hardwareRevision());
    put(made, "customer", record.customer());
    put(made, "order", record.order());
    put(made, "soldTo", record.soldTo());
    return tags;
  }

  private static void put(ObjectNode object, String name, @Nullable String text) {
    if (text != null) {
      object.put(name, text);
    }
  }

  /** The twin that the device will have, as far as a group's condition can ask. */
  private ObjectNode twin(ManufacturingRecord record) {
    ObjectNode twin =
        json.createObjectNode()
            .put("deviceId", record.serial())
            .put("status", "enabled")
            .put("connectionState", "Disconnected")
            .put("authenticationType", record.thumbprint() == null ? "sas" : "selfSigned")
            .put("modelId", "");
    twin.set("tags", tags(record));
    twin.putObject("properties").putObject("desired");
    twin.withObject("/properties").putObject("reported");
    twin.putObject("capabilities").put("iotEdge", false);
    return twin;
  }

  /**
   * Lets a device be onboarded again; the device itself is left to whoever deletes devices.
   *
   * @throws HubException with {@link ErrorCode#RECORD_NOT_FOUND} when it was not onboarded
   */
  public void release(String serial) {
    StorableText.require("serial", serial);
    if (!jdbi.inTransaction(handle -> store.delete(handle, serial))) {
      throw new HubException(ErrorCode.RECORD_NOT_FOUND, serial + " was not onboarded");
    }
  }
}
