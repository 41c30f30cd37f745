package dev.homeport.twin;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.eventlog.Event;
import dev.homeport.registry.RegistryService;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Changes of many twins in one transaction of the caller: what is there is locked and read first,
 * changes are noted one by one, and {@link #write} makes them with a statement for all of a kind.
 * Confined to its transaction.
 */
public final class TwinBatch {

  private final Handle handle;
  private final TwinStore store;
  private final ObjectMapper json;
  private final Instant now;
  private final Map<Identity, TwinRow> found;
  private final List<TwinRow> additions = new ArrayList<>();
  private final List<TwinRow> changes = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  private TwinBatch(
      Handle handle,
      TwinStore store,
      ObjectMapper json,
      Instant now,
      Map<Identity, TwinRow> found) {
    this.handle = handle;
    this.store = store;
    this.json = json;
    this.now = now;
    this.found = found;
  }

  /** Locks the twins of those of {@code identities} that are there. */
  public static TwinBatch lock(
      Handle handle, ObjectMapper json, Collection<Identity> identities, Instant now) {
    TwinStore store = new TwinStore(json);
    return new TwinBatch(
        handle, store, json, now.truncatedTo(ChronoUnit.MICROS), store.lockAll(handle, identities));
  }

  /**
   * Notes the twin of an identity that this transaction creates.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when it is over a limit
   */
  public void create(Identity identity, ImportedTwin twin) {
    TwinRow row = twin.first(identity, now);
    additions.add(row);
    ImportedTwin told = twin.withoutEmpty();
    if (!told.isEmpty()) {
      events.add(new Event.TwinChanged(identity, now, true, told.eventBody(row).toString()));
    }
  }

  /**
   * Notes that sections are replaced. One that has that content already stays untouched, so that no
   * device is told what it knows.
   *
   * @param ifMatch the ETag that the twin must have, null or {@code *} for any
   * @return false when nothing changes
   * @throws HubException when the twin is not there, has changed, or would be over a limit
   */
  public boolean replace(Identity identity, ImportedTwin twin, @Nullable String ifMatch) {
    TwinRow row = found(identity, ifMatch);
    ImportedTwin news = twin.newFor(row);
    if (news.isEmpty()) {
      return false;
    }
    TwinRow next = news.over(row, now);
    changes.add(next);
    events.add(new Event.TwinChanged(identity, now, true, news.eventBody(next).toString()));
    return true;
  }

  /**
   * Notes that tags and desired properties are merged, as a service's patch.
   *
   * @param ifMatch the ETag that the twin must have, null or {@code *} for any
   * @throws HubException when the twin is not there, has changed, or would be over a limit
   */
  public void merge(Identity identity, ImportedTwin twin, @Nullable String ifMatch) {
    TwinRow row = found(identity, ifMatch);
    ServiceChange patch = twin.patch();
    TwinRow next = patch.mergeInto(row, now);
    changes.add(next);
    events.add(new Event.TwinChanged(identity, now, false, patch.eventBody(json, next).toString()));
  }

  private TwinRow found(Identity identity, @Nullable String ifMatch) {
    TwinRow row = found.get(identity);
    if (row == null) {
      throw RegistryService.notFound(identity);
    }
    TwinService.requireMatch(row, ifMatch);
    return row;
  }

  /**
   * Writes what was noted; the identities of new twins have to be written before.
   *
   * @return the events that tell of it, for the caller to append to the outbox in this transaction
   */
  public List<Event> write() {
    if (!additions.isEmpty()) {
      store.insertAll(handle, additions);
    }
    if (!changes.isEmpty()) {
      store.updateAll(handle, changes);
    }
    return List.copyOf(events);
  }
}
