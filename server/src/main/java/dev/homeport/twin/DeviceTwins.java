package dev.homeport.twin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.DeviceId;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Twins of whole devices, each with those of its modules, in the transaction of a feature that
 * decides about many at once. Thread-safe.
 */
public final class DeviceTwins {

  private final Outbox outbox;
  private final ObjectMapper json;
  private final Clock clock;
  private final TwinStore store;

  public DeviceTwins(Outbox outbox, ObjectMapper json, Clock clock) {
    this.outbox = outbox;
    this.json = json;
    this.clock = clock;
    this.store = new TwinStore(json);
  }

  /** The twins of the devices and of their modules, a device before its modules. */
  public List<TwinRow> read(Handle handle, HubName hub, Collection<DeviceId> devices) {
    return store.devices(handle, hub, devices, false);
  }

  /** Like {@link #read}, and nobody else changes these twins until the transaction ends. */
  public List<TwinRow> lock(Handle handle, HubName hub, Collection<DeviceId> devices) {
    return store.devices(handle, hub, devices, true);
  }

  /** A twin with a change of its desired properties that is not written yet. */
  public record Patched(TwinRow row, ObjectNode patch) {}

  /**
   * Merges a patch into the desired properties, null deletes.
   *
   * @throws HubException with {@link dev.homeport.ErrorCode#ARGUMENT_INVALID} when the result does
   *     not fit into a twin
   */
  public Patched patched(TwinRow row, ObjectNode patch) {
    return new Patched(new ServiceChange(null, patch).mergeInto(row, now()), patch);
  }

  /**
   * Writes changes of locked twins with their events; call {@link Outbox#wake} after the commit.
   */
  public void write(Handle handle, Collection<Patched> changes) {
    Instant now = now();
    List<Event> events = new ArrayList<>(changes.size());
    for (Patched change : changes) {
      store.updateDesired(handle, change.row());
      String body =
          new ServiceChange(null, change.patch()).eventBody(json, change.row()).toString();
      events.add(new Event.TwinChanged(change.row().identity(), now, false, body));
    }
    outbox.append(handle, events);
  }

  /** Writes the section {@code configurations} of locked twins, which has no version. */
  public void writeConfigurations(Handle handle, Collection<TwinRow> rows) {
    store.updateConfigurations(handle, rows);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
