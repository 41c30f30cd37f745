package dev.homeport.onboarding;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.MutableClock;
import dev.homeport.eventlog.Outbox;
import dev.homeport.registry.RegisteredIdentity;
import dev.homeport.registry.RegistryService;
import dev.homeport.twin.TwinJson;
import dev.homeport.twin.TwinService;
import dev.homeport.twin.group.GroupService;
import dev.homeport.twin.group.GroupStore;
import dev.homeport.twin.query.TwinQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The services of onboarding over a test's database. */
final class OnboardedHub implements AutoCloseable {

  static final HubName HUB = HubName.DEFAULT;

  final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
  final ObjectMapper json = TwinJson.mapper();
  final Records records;
  final RegistryService registry;
  final TwinService twins;
  final GroupService groups;
  final FakeEnroller enroller = new FakeEnroller();
  final Onboarding onboarding;
  final ClaimCodes codes;

  OnboardedHub(Jdbi jdbi) {
    Outbox outbox = new Outbox();
    records = new Records(jdbi, clock);
    registry = new RegistryService(jdbi, outbox, clock);
    twins = new TwinService(jdbi, outbox, registry, json, clock);
    GroupStore store = new GroupStore(jdbi);
    TwinQueries queries =
        new TwinQueries(jdbi, twins, json, Duration.ofSeconds(10), store, List.of(), Map.of());
    groups = new GroupService(store, queries, twins, clock);
    onboarding =
        new Onboarding(
            jdbi, outbox, groups, new DeviceAuthority(jdbi, clock), enroller, json, clock);
    codes = new ClaimCodes(jdbi, onboarding, outbox, clock);
  }

  void record(String serial) {
    record(serial, null);
  }

  void record(String serial, @Nullable String thumbprint) {
    records.save(
        new ManufacturingRecord(
            serial, null, "TX-100", "C", thumbprint, null, "Acme", "4711", "Anna's Bakery"));
  }

  Onboarded onboard(String code) {
    return onboarding.onboard(new OnboardingRequest(code, null, null, false), "tina", null);
  }

  Onboarded onboard(String code, String csr) {
    return onboarding.onboard(new OnboardingRequest(code, null, csr, false), "tina", null);
  }

  Onboarded enroll(String code) {
    return onboarding.onboard(new OnboardingRequest(code, null, null, true), "tina", null);
  }

  RegisteredIdentity device(String id) {
    return registry.get(identity(id));
  }

  static Identity identity(String id) {
    return Identity.device(HUB, new DeviceId(id));
  }

  @Override
  public void close() {
    twins.close();
  }
}
