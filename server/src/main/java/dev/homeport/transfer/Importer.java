package dev.homeport.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.twin.TwinJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Reads devices and modules from lines of JSON, in the shape of IoT Hub's import job, and grants
 * them in batches, of which one is written while the next is read. Every line stands for itself:
 * what is refused is told and passed over. Thread-safe.
 *
 * <p>A fault of the database ends an import; the batches before it stand, as the last {@link Tally}
 * says.
 */
public final class Importer {

  private static final int AT_ONCE = 2;
  private static final int BATCH_LINES = 500;
  private static final int BATCH_CHARACTERS = 4 << 20;
  private static final int MAX_NAME = 128;

  private final BatchWriter writer;
  private final ObjectMapper json;
  private final Semaphore places = new Semaphore(AT_ONCE);

  public Importer(BatchWriter writer, ObjectMapper json) {
    this.writer = writer;
    this.json = json;
  }

  /** Who is told how an import goes, in the order of its lines within each batch. */
  public interface Listener {
    void refused(Refusal refusal) throws IOException;

    /** A batch has become durable. */
    void progressed(Tally tally) throws IOException;
  }

  /** A line of a batch: a wish, or why it is none. */
  private record Pending(
      long line,
      @Nullable String deviceId,
      @Nullable String moduleId,
      @Nullable Wish wish,
      @Nullable HubException why) {

    Refusal refusal(HubException reason) {
      return new Refusal(line, deviceId, moduleId, reason);
    }
  }

  /** A batch that the writer has. */
  private record UnderWay(List<Pending> lines, CompletableFuture<List<Outcome>> outcomes) {

    List<Outcome> await() {
      try {
        return outcomes.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException fault ? fault : e;
      }
    }
  }

  /**
   * Imports all lines.
   *
   * @param otherwise the mode of lines that name none
   * @throws HubException with {@link ErrorCode#THROTTLED} when as many imports as this node takes
   *     are under way; nothing was read then
   * @throws IOException of the stream or the listener
   */
  public Tally run(HubName hub, InputStream lines, ImportMode otherwise, Listener listener)
      throws IOException {
    if (!places.tryAcquire()) {
      throw new HubException(
          ErrorCode.THROTTLED, AT_ONCE + " imports are under way; try again when one is done");
    }
    try {
      return new Run(hub, otherwise, listener).all(new JsonLines(lines));
    } finally {
      places.release();
    }
  }

  /** One import. Confined to its thread. */
  private final class Run {

    private final HubName hub;
    private final ImportMode otherwise;
    private final Listener listener;
    private final SeenIdentities seen = new SeenIdentities();
    private final List<Pending> batch = new ArrayList<>();
    private int characters;
    private @Nullable String lastDevice;
    private @Nullable UnderWay underWay;
    private Tally tally = Tally.NONE;

    Run(HubName hub, ImportMode otherwise, Listener listener) {
      this.hub = hub;
      this.otherwise = otherwise;
      this.listener = listener;
    }

    Tally all(JsonLines lines) throws IOException {
      try {
        readAll(lines);
        flush();
        settle();
        return tally;
      } finally {
        if (underWay != null) {
          // Nothing is written after an import has ended.
          underWay.outcomes().exceptionally(_ -> List.of()).join();
        }
      }
    }

    private void readAll(JsonLines lines) throws IOException {
      for (JsonLines.Line line = lines.next(); line != null; line = lines.next()) {
        switch (line) {
          case JsonLines.Line.Text(long number, String text) -> read(number, text);
          case JsonLines.Line.Unreadable(long number, HubException why) ->
              add(new Pending(number, null, null, null, why), 0);
        }
      }
    }

    private void read(long number, String text) throws IOException {
      JsonNode node;
      try {
        node = TwinJson.read(json, text);
      } catch (HubException e) {
        add(new Pending(number, null, null, null, e), text.length());
        return;
      }
      String deviceId = name(node.path("id"));
      String moduleId = name(node.path("moduleId"));
      Pending pending;
      try {
        Wish wish = Wish.of(json, hub, node, otherwise);
        requireNew(wish.identity());
        pending = new Pending(number, deviceId, moduleId, wish, null);
      } catch (HubException e) {
        pending = new Pending(number, deviceId, moduleId, null, e);
      }
      add(pending, text.length());
    }

    private void requireNew(Identity identity) {
      if (seen.isFull()) {
        throw new HubException(
            ErrorCode.TOO_MANY_DEVICES,
            "one import has at most " + SeenIdentities.MAX + " devices and modules");
      }
      if (!seen.add(identity)) {
        throw new HubException(
            ErrorCode.DEVICE_DEFINED_MULTIPLE_TIMES, identity.path() + " stands on a line before");
      }
    }

    private void add(Pending pending, int size) throws IOException {
      boolean full = batch.size() >= BATCH_LINES || characters >= BATCH_CHARACTERS;
      boolean overfull = batch.size() >= 2 * BATCH_LINES || characters >= 2 * BATCH_CHARACTERS;
      // A batch ends with a device, so that its modules come and go in the same one.
      if (overfull || (full && !Objects.equals(pending.deviceId(), lastDevice))) {
        flush();
      }
      lastDevice = pending.deviceId();
      batch.add(pending);
      characters += size;
    }

    /** Hands the batch to the writer, which works while the next one is read. */
    private void flush() throws IOException {
      settle();
      List<Wish> wishes = batch.stream().map(Pending::wish).filter(Objects::nonNull).toList();
      underWay =
          new UnderWay(
              List.copyOf(batch),
              CompletableFuture.supplyAsync(
                  () -> wishes.isEmpty() ? List.of() : writer.apply(wishes),
                  Thread::startVirtualThread));
      batch.clear();
      characters = 0;
    }

    /** Waits for the batch that the writer has, and tells what became of it. */
    private void settle() throws IOException {
      if (underWay == null) {
        return;
      }
      Iterator<Outcome> outcomes = underWay.await().iterator();
      List<Pending> lines = underWay.lines();
      underWay = null;
      for (Pending pending : lines) {
        Outcome outcome =
            pending.why() == null ? outcomes.next() : new Outcome.Refused(pending.why());
        tally = tally.with(outcome);
        if (outcome instanceof Outcome.Refused(HubException why)) {
          listener.refused(pending.refusal(why));
        }
      }
      listener.progressed(tally);
    }
  }

  /** An id as it stands in a line that may be wrong in any way. */
  private static @Nullable String name(JsonNode id) {
    String text = id.textValue();
    return text == null || text.length() <= MAX_NAME ? text : text.substring(0, MAX_NAME);
  }
}
