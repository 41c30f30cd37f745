package dev.homeport.registry;

import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.eventlog.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Changes of many identities in one transaction of the caller: what is there is locked and read
 * first, changes are noted one by one, and {@link #write} makes them with a statement for all of a
 * kind. Confined to its transaction.
 *
 * <p>It makes no twins: whoever creates identities adds theirs in the same transaction.
 */
public final class IdentityBatch {

  /**
   * Another transaction created one of the identities since they were looked for. The transaction
   * has to be rolled back; tried again, it finds the identity.
   */
  public static final class OvertakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OvertakenException() {
      super("an identity was created meanwhile");
    }
  }

  /** A change of an identity that is there. */
  record Change(RegisteredIdentity current, NewIdentity wanted, String etag) {}

  /** An identity that is to be. */
  record Addition(Identity identity, NewIdentity wanted, String generationId, String etag) {}

  private final Handle handle;
  private final Instant now;
  private final BulkStore store = new BulkStore();
  private final Map<Identity, RegisteredIdentity> found;
  private final Map<Identity, Integer> moduleCounts;
  private final Map<Identity, Addition> additions = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<RegisteredIdentity> deletions = new ArrayList<>();

  private IdentityBatch(
      Handle handle,
      Instant now,
      Map<Identity, RegisteredIdentity> found,
      Map<Identity, Integer> moduleCounts) {
    this.handle = handle;
    this.now = now;
    this.found = found;
    this.moduleCounts = moduleCounts;
  }

  /** Locks those of {@code identities} that are there, and the devices of modules among them. */
  public static IdentityBatch lock(Handle handle, Collection<Identity> identities, Instant now) {
    Set<Identity> all = new LinkedHashSet<>(identities);
    Set<Identity> devices = new LinkedHashSet<>();
    for (Identity identity : identities) {
      if (identity.isModule()) {
        devices.add(deviceOf(identity));
      }
    }
    all.addAll(devices);
    BulkStore store = new BulkStore();
    Map<Identity, RegisteredIdentity> found = new HashMap<>();
    store.lockAll(handle, all).forEach(identity -> found.put(identity.identity(), identity));
    Map<Identity, Integer> counts =
        devices.isEmpty() ? new HashMap<>() : store.moduleCounts(handle, devices);
    return new IdentityBatch(handle, now, found, counts);
  }

  private static Identity deviceOf(Identity module) {
    return Identity.device(module.hub(), module.deviceId());
  }

  /** The identity as it was when the batch began. */
  public @Nullable RegisteredIdentity find(Identity identity) {
    return found.get(identity);
  }

  /**
   * Checks that an identity can be created.
   *
   * @throws HubException when it exists already, when a module's device does not, or when that has
   *     its fill of modules
   */
  public void requireRoom(Identity identity) {
    if (found.containsKey(identity) || additions.containsKey(identity)) {
      throw RegistryService.alreadyExists(identity);
    }
    if (identity.isModule()) {
      Identity device = deviceOf(identity);
      if (!found.containsKey(device) && !additions.containsKey(device)) {
        throw RegistryService.notFound(device);
      }
      if (moduleCounts.getOrDefault(device, 0) >= RegistryService.MAX_MODULES) {
        throw RegistryService.tooManyModules();
      }
    }
  }

  /**
   * Notes a new identity.
   *
   * @throws HubException as {@link #requireRoom}
   */
  public void create(Identity identity, NewIdentity wanted) {
    requireRoom(identity);
    if (identity.isModule()) {
      moduleCounts.merge(deviceOf(identity), 1, Integer::sum);
    }
    additions.put(
        identity,
        new Addition(
            identity, wanted, RegistryService.newGenerationId(now), RegistryService.newEtag()));
  }

  /** Notes a change; false when {@code current} is what is wanted already. */
  public boolean update(RegisteredIdentity current, NewIdentity wanted) {
    if (NewIdentity.of(current).equals(wanted)) {
      return false;
    }
    changes.add(new Change(current, wanted, RegistryService.newEtag()));
    return true;
  }

  /** Notes that an identity goes; a device takes its modules along. */
  public void delete(RegisteredIdentity current) {
    deletions.add(current);
  }

  /**
   * Writes what was noted: additions, changes, deletions.
   *
   * @return the events that tell of it, for the caller to append to the outbox in this transaction
   * @throws OvertakenException see there
   */
  public List<Event> write() {
    List<Event> events = new ArrayList<>();
    if (!additions.isEmpty()) {
      if (store.insertAll(handle, additions.values(), now) < additions.size()) {
        throw new OvertakenException();
      }
      additions.values().forEach(addition -> events.add(created(addition)));
    }
    if (!changes.isEmpty()) {
      store.updateAll(handle, changes, now);
      changes.forEach(change -> events.add(updated(change)));
      events.addAll(modulesOfDisabled());
    }
    if (!deletions.isEmpty()) {
      store
          .deleteAll(handle, deletions.stream().map(RegisteredIdentity::identity).toList())
          .forEach(
              gone ->
                  events.add(
                      IdentityEvents.of(
                          gone.identity(),
                          gone.generationId(),
                          gone.enabled(),
                          Event.Change.DELETED,
                          now)));
    }
    return events;
  }

  private Event created(Addition addition) {
    return IdentityEvents.of(
        addition.identity(),
        addition.generationId(),
        addition.wanted().enabled(),
        Event.Change.CREATED,
        now);
  }

  private Event updated(Change change) {
    return IdentityEvents.of(
        change.current().identity(),
        change.current().generationId(),
        change.wanted().enabled(),
        Event.Change.UPDATED,
        now);
  }

  private List<Event> modulesOfDisabled() {
    List<Identity> disabled =
        changes.stream()
            .filter(change -> !change.wanted().enabled())
            .map(change -> change.current().identity())
            .filter(identity -> !identity.isModule())
            .toList();
    return disabled.isEmpty()
        ? List.of()
        : store.modules(handle, disabled).stream()
            .map(module -> IdentityEvents.disabled(module, now))
            .toList();
  }
}
