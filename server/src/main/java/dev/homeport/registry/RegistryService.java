package dev.homeport.registry;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.Outbox;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Creates, changes and deletes devices and modules; each change is one transaction with its event.
 * Thread-safe.
 */
public final class RegistryService {

  /** Modules of one device, as IoT Hub. */
  public static final int MAX_MODULES = 50;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final Clock clock;
  private final RegistryStore store = new RegistryStore();

  public RegistryService(Jdbi jdbi, Outbox outbox, Clock clock) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.clock = clock;
  }

  public Optional<RegisteredIdentity> find(Identity identity) {
    return jdbi.withHandle(handle -> store.find(handle, identity));
  }

  /** Those of the identities that are there. */
  public Map<Identity, RegisteredIdentity> findAll(Collection<Identity> identities) {
    return jdbi.withHandle(handle -> store.findAll(handle, identities));
  }

  /**
   * The identity.
   *
   * @throws HubException with {@link ErrorCode#DEVICE_NOT_FOUND} or {@link
   *     ErrorCode#MODULE_NOT_FOUND}
   */
  public RegisteredIdentity get(Identity identity) {
    return find(identity).orElseThrow(() -> notFound(identity));
  }

  /** The error for an identity that is not there. */
  public static HubException notFound(Identity identity) {
    return identity.isModule()
        ? new HubException(ErrorCode.MODULE_NOT_FOUND, "no module " + identity.path())
        : new HubException(ErrorCode.DEVICE_NOT_FOUND, "no device " + identity.path());
  }

  static HubException alreadyExists(Identity identity) {
    return new HubException(
        identity.isModule() ? ErrorCode.MODULE_ALREADY_EXISTS : ErrorCode.DEVICE_ALREADY_EXISTS,
        identity.path() + " exists already");
  }

  static HubException tooManyModules() {
    return new HubException(
        ErrorCode.TOO_MANY_MODULES, "a device has at most " + MAX_MODULES + " modules");
  }

  /** The first {@code top} devices by id. */
  public List<RegisteredIdentity> devices(HubName hub, int top) {
    return jdbi.withHandle(handle -> store.devices(handle, hub, top));
  }

  public List<RegisteredIdentity> modules(Identity device) {
    get(device);
    return jdbi.withHandle(handle -> store.modules(handle, device));
  }

  public DeviceStatistics statistics(HubName hub) {
    return jdbi.withHandle(handle -> store.statistics(handle, hub));
  }

  public RegisteredIdentity create(Identity identity, NewIdentity wanted) {
    return write(handle -> createIn(handle, identity, wanted));
  }

  /**
   * Changes an identity that is there.
   *
   * @param ifMatch the ETag it must have, null or {@code *} for any
   */
  public RegisteredIdentity update(
      Identity identity, NewIdentity wanted, @Nullable String ifMatch) {
    return write(handle -> updateIn(handle, identity, wanted, ifMatch));
  }

  /** Deletes an identity; a device takes its modules along. */
  public void delete(Identity identity, @Nullable String ifMatch) {
    write(
        handle -> {
          deleteIn(handle, identity, ifMatch);
          return identity;
        });
  }

  /** One transaction of several changes, whose failures leave no trace of their own. */
  private <T> T write(java.util.function.Function<Handle, T> work) {
    T result = jdbi.inTransaction(work::apply);
    outbox.wake();
    return result;
  }

  private RegisteredIdentity createIn(Handle handle, Identity identity, NewIdentity wanted) {
    Instant now = clock.instant();
    if (identity.isModule()) {
      Identity device = Identity.device(identity.hub(), identity.deviceId());
      if (store.lock(handle, device).isEmpty()) {
        throw notFound(device);
      }
      if (store.modules(handle, device).size() >= MAX_MODULES) {
        throw tooManyModules();
      }
    }
    if (!store.insert(handle, identity, wanted, newGenerationId(now), newEtag(), now)) {
      throw alreadyExists(identity);
    }
    return announce(handle, identity, Event.Change.CREATED, now);
  }

  private RegisteredIdentity updateIn(
      Handle handle, Identity identity, NewIdentity wanted, @Nullable String ifMatch) {
    RegisteredIdentity current = store.lock(handle, identity).orElseThrow(() -> notFound(identity));
    requireMatch(current, ifMatch);
    Instant now = clock.instant();
    store.update(handle, identity, wanted, newEtag(), now);
    return announce(handle, identity, Event.Change.UPDATED, now);
  }

  private void deleteIn(Handle handle, Identity identity, @Nullable String ifMatch) {
    RegisteredIdentity current = store.lock(handle, identity).orElseThrow(() -> notFound(identity));
    requireMatch(current, ifMatch);
    Instant now = clock.instant();
    List<Event> events = new ArrayList<>();
    events.add(IdentityEvents.of(current, Event.Change.DELETED, now));
    if (!identity.isModule()) {
      store
          .modules(handle, identity)
          .forEach(module -> events.add(IdentityEvents.of(module, Event.Change.DELETED, now)));
    }
    store.delete(handle, identity);
    outbox.append(handle, events);
  }

  private RegisteredIdentity announce(
      Handle handle, Identity identity, Event.Change change, Instant now) {
    RegisteredIdentity written = store.find(handle, identity).orElseThrow(() -> notFound(identity));
    List<Event> events = new ArrayList<>();
    events.add(IdentityEvents.of(written, change, now));
    if (change == Event.Change.UPDATED && !written.enabled() && !identity.isModule()) {
      // A disabled device's modules lose their connections too.
      store
          .modules(handle, identity)
          .forEach(module -> events.add(IdentityEvents.disabled(module, now)));
    }
    outbox.append(handle, events);
    return written;
  }

  /**
   * Checks a condition.
   *
   * @param ifMatch the ETag that {@code current} must have, null or {@code *} for any
   * @throws HubException with {@link ErrorCode#PRECONDITION_FAILED}
   */
  public static void requireMatch(RegisteredIdentity current, @Nullable String ifMatch) {
    if (ifMatch != null && !EtagCondition.matches(ifMatch, current.etag())) {
      throw new HubException(
          ErrorCode.PRECONDITION_FAILED,
          current.identity().path() + " has changed: its ETag is another one by now");
    }
  }

  static String newGenerationId(Instant now) {
    return Long.toString(now.toEpochMilli()) + RANDOM.nextInt(1_000, 10_000);
  }

  static String newEtag() {
    byte[] bytes =
        Integer.toString(RANDOM.nextInt(100_000_000, 1_000_000_000))
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
