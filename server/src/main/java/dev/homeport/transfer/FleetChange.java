package dev.homeport.transfer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.twin.query.Condition;
import dev.homeport.twin.query.TwinKind;
import dev.homeport.twin.query.TwinQueries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * One change of every device that a condition finds: all are enabled, disabled or deleted.
 * Thread-safe; blocks.
 *
 * <p>Devices are found in the order of their ids and changed a batch at a time, each batch in one
 * transaction, so that no more than a batch is held. A device that comes to match while the change
 * is under way is changed when its id was not passed yet. When the change ends early, the batches
 * before stand, as the last {@link Tally} says.
 */
public final class FleetChange {

  /** What happens to each device. */
  public enum Action {
    ENABLE,
    DISABLE,
    DELETE;

    /**
     * The action of that name.
     *
     * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when there is none
     */
    public static Action of(@Nullable String name) {
      return Arrays.stream(values())
          .filter(action -> action.name().toLowerCase(Locale.ROOT).equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new HubException(
                      ErrorCode.ARGUMENT_INVALID, "action is enable, disable or delete"));
    }
  }

  /** Who is told how a change goes. */
  public interface Listener {
    void refused(Identity device, HubException why) throws IOException;

    /** A batch has become durable. */
    void progressed(Tally tally) throws IOException;
  }

  private static final int AT_ONCE = 2;
  private static final int BATCH = 500;

  private final BatchWriter writer;
  private final TwinQueries queries;
  private final ObjectMapper json;
  private final Semaphore places = new Semaphore(AT_ONCE);

  public FleetChange(BatchWriter writer, TwinQueries queries, ObjectMapper json) {
    this.writer = writer;
    this.queries = queries;
    this.json = json;
  }

  /**
   * How many devices a change would be for at this moment.
   *
   * @param expected how many its caller has agreed to, null for any number
   * @throws HubException with {@link ErrorCode#PRECONDITION_FAILED} when they are not as many
   */
  public long count(HubName hub, Condition condition, @Nullable Long expected) {
    long count = queries.count(hub, condition, TwinKind.DEVICES);
    if (expected != null && count != expected) {
      throw new HubException(
          ErrorCode.PRECONDITION_FAILED,
          "the condition finds " + count + " devices now, not " + expected + "; nothing was done");
    }
    return count;
  }

  /**
   * Changes all devices.
   *
   * @param most after how many devices it ends, whatever else the condition finds by then
   * @throws HubException with {@link ErrorCode#THROTTLED} when as many changes as this node takes
   *     are under way; nothing was done then
   * @throws IOException of the listener; what was not begun is not done
   */
  public Tally run(HubName hub, Condition condition, Action action, long most, Listener listener)
      throws IOException {
    if (!places.tryAcquire()) {
      throw new HubException(
          ErrorCode.THROTTLED,
          AT_ONCE + " changes of many devices are under way; try again when one is done");
    }
    try {
      Run run = new Run(action, most, listener);
      try {
        queries.forEachId(hub, condition, TwinKind.DEVICES, BATCH, run::change);
      } catch (Enough e) {
        // As many as were agreed to are done.
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      return run.tally;
    } finally {
      places.release();
    }
  }

  /** Ends the walk through the batches from within. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super("enough", null, false, false);
    }
  }

  /** One change. Confined to its thread. */
  private final class Run {

    private final Action action;
    private final long most;
    private final Listener listener;
    private Tally tally = Tally.NONE;

    Run(Action action, long most, Listener listener) {
      this.action = action;
      this.most = most;
      this.listener = listener;
    }

    void change(List<Identity> found) {
      long left = most - tally.lines();
      List<Identity> devices = found.subList(0, (int) Math.min(found.size(), left));
      if (devices.isEmpty()) {
        throw new Enough();
      }
      Iterator<Outcome> outcomes =
          writer.apply(devices.stream().map(this::wish).toList()).iterator();
      try {
        for (Identity device : devices) {
          Outcome outcome = outcomes.next();
          tally = tally.with(outcome);
          if (outcome instanceof Outcome.Refused(HubException why)) {
            listener.refused(device, why);
          }
        }
        listener.progressed(tally);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Wish wish(Identity device) {
      ObjectNode item = json.createObjectNode().put("id", device.deviceId().value());
      ImportMode mode =
          switch (action) {
            case ENABLE, DISABLE -> {
              item.put("status", action == Action.ENABLE ? "enabled" : "disabled");
              yield ImportMode.UPDATE;
            }
            case DELETE -> ImportMode.DELETE;
          };
      return Wish.of(json, device.hub(), item, mode);
    }
  }
}
