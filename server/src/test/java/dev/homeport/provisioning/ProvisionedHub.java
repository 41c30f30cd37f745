package dev.homeport.provisioning;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.MutableClock;
import dev.homeport.Secret;
import dev.homeport.access.SasToken;
import dev.homeport.access.ca.CertificateAuthorities;
import dev.homeport.eventlog.Outbox;
import dev.homeport.registry.Hubs;
import dev.homeport.registry.RegisteredIdentity;
import dev.homeport.registry.RegistryService;
import dev.homeport.twin.TwinJson;
import dev.homeport.twin.TwinService;
import dev.homeport.webhook.SignedPost;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The provisioning service over a real database, with the hub {@code main} and perhaps others. */
final class ProvisionedHub {

  static final String ADDRESS = "192.0.2.1";

  final MutableClock clock = new MutableClock(Instant.now());
  final ObjectMapper json = TwinJson.mapper();
  final Jdbi jdbi;
  final Hubs hubs;
  final RegistryService registry;
  final TwinService twins;
  final ProvisioningAccess access;
  final CertificateAuthorities authorities;
  final EnrollmentService enrollments;
  final ProvisioningService service;
  final SignedPost posts = new SignedPost(true);

  ProvisionedHub(Jdbi jdbi) {
    this.jdbi = jdbi;
    Outbox outbox = new Outbox();
    hubs = new Hubs(jdbi);
    hubs.ensureDefault(List.of("main.test"));
    registry = new RegistryService(jdbi, outbox, clock);
    twins = new TwinService(jdbi, outbox, registry, json, clock);
    access = new ProvisioningAccess(jdbi, clock);
    authorities = new CertificateAuthorities(jdbi, clock);
    enrollments = new EnrollmentService(jdbi, hubs, json, clock, hub -> hub + ".test");
    service =
        new ProvisioningService(
            jdbi,
            outbox,
            hubs,
            posts,
            access,
            authorities,
            json,
            clock,
            hub -> hub + ".test",
            1_000);
  }

  /** Another hub, reached as {@code {name}.test}. */
  void addHub(String name) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO hub (hub, host_names) VALUES (?, ARRAY[?])", name, name + ".test"));
    hubs.reload();
  }

  /**
   * @param body of the enrollment with single quotes
   */
  Enrollment enroll(EnrollmentKind kind, String id, String body) {
    return enrollments.save(kind, id, document(body), null);
  }

  void change(EnrollmentKind kind, String id, String body) {
    enrollments.save(kind, id, document(body), "*");
  }

  EnrollmentDocument document(String body) {
    return json.convertValue(
        TwinJson.read(json, body.replace('\'', '"')), EnrollmentDocument.class);
  }

  static Attestation.SymmetricKey keys(Enrollment enrollment) {
    return (Attestation.SymmetricKey) enrollment.attestation();
  }

  Credentials credentials(String registrationId, Secret key) {
    return new Credentials(
        access.idScope(),
        registrationId,
        token(registrationId, key, Duration.ofHours(1)),
        List.of(),
        ADDRESS);
  }

  String token(String registrationId, Secret key, Duration valid) {
    return SasToken.create(
        access.idScope() + "/registrations/" + registrationId,
        key,
        clock.instant().plus(valid),
        "registration");
  }

  /** Registers and asks for the outcome. */
  RegistrationDocument register(String registrationId, Secret key) {
    return register(registrationId, key, "{}");
  }

  RegistrationDocument register(String registrationId, Secret key, String body) {
    Operation operation = ask(registrationId, key, body);
    RegistrationOutcome state =
        operation.isOver()
            ? operation.registrationState()
            : service
                .status(service.attest(credentials(registrationId, key)), operation.operationId())
                .registrationState();
    if (state instanceof RegistrationDocument assigned) {
      return assigned;
    }
    throw new IllegalStateException("not assigned: " + state);
  }

  /** What a device hears at first. */
  Operation ask(String registrationId, Secret key, String body) {
    return service.register(
        service.attest(credentials(registrationId, key)),
        body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  Identity device(String hub, String deviceId) {
    return Identity.device(new HubName(hub), new DeviceId(deviceId));
  }

  RegisteredIdentity registered(String hub, String deviceId) {
    return registry.get(device(hub, deviceId));
  }
}
