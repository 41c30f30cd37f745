package dev.homeport.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.Batcher;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.Outbox;
import dev.homeport.registry.EtagCondition;
import dev.homeport.registry.RegisteredIdentity;
import dev.homeport.registry.RegistryService;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes twins. What it answers is durable, and its event is on its way. Reported
 * patches of many devices share a transaction. Thread-safe; blocks, so it runs on virtual threads.
 */
public final class TwinService implements AutoCloseable {

  private static final int LANES = 4;
  private static final int MAX_BATCH = 128;

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final RegistryService registry;
  private final ObjectMapper json;
  private final Clock clock;
  private final TwinStore store;
  private final Batcher<ReportedPatch, Outcome> patches;

  public TwinService(
      Jdbi jdbi, Outbox outbox, RegistryService registry, ObjectMapper json, Clock clock) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.registry = registry;
    this.json = json;
    this.clock = clock;
    this.store = new TwinStore(json);
    this.patches = new Batcher<>("twin-patches", LANES, MAX_BATCH, this::applyReported);
  }

  private record ReportedPatch(
      Identity identity, ObjectNode patch, @Nullable Long expectedVersion) {}

  private sealed interface Outcome {
    record Applied(long version) implements Outcome {}

    record Refused(HubException why) implements Outcome {}
  }

  /**
   * What a device is told of its twin: {@code {"desired":{…,"$version":3},"reported":{…}}}, UTF-8.
   */
  public byte[] deviceView(Identity identity) {
    return jdbi.withHandle(handle -> store.deviceView(handle, identity))
        .orElseThrow(() -> RegistryService.notFound(identity));
  }

  /** The ETag on the wire of a twin in its {@code version}, without quotes: base64 of that. */
  public static String etag(long version) {
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(version).array());
  }

  /** The Plug and Play model that a device said it follows when it connected. */
  public void setModelId(Identity identity, @Nullable String modelId) {
    jdbi.useHandle(handle -> store.setModelId(handle, identity, modelId));
  }

  /**
   * Merges a device's patch into its reported properties.
   *
   * @param body a JSON object in UTF-8
   * @param expectedVersion the {@code $version} that must be there, null for any
   * @return the new {@code $version}
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}, {@link
   *     ErrorCode#PRECONDITION_FAILED} or not found
   */
  public long patchReported(Identity identity, byte[] body, @Nullable Long expectedVersion) {
    JsonNode patch = TwinJson.read(json, body);
    TwinLimits.checkShape("reported", patch);
    ReportedPatch request = new ReportedPatch(identity, (ObjectNode) patch, expectedVersion);
    try {
      return switch (patches.submit(identity, request).get()) {
        case Outcome.Applied applied -> applied.version();
        case Outcome.Refused refused -> throw refused.why();
      };
    } catch (ExecutionException e) {
      throw new IllegalStateException("a batch of reported patches failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HubException(ErrorCode.SERVICE_UNAVAILABLE, "the hub is stopping");
    }
  }

  /**
   * Merges patches into reported properties in the transaction of a feature that decides about many
   * devices at once; call {@link Outbox#wake} after the commit. Identities that are gone, and twins
   * that have no room, are passed over.
   */
  public void patchReported(Handle handle, Map<Identity, ObjectNode> patches) {
    applyReported(
        handle,
        patches.entrySet().stream()
            .map(patch -> new ReportedPatch(patch.getKey(), patch.getValue(), null))
            .toList());
  }

  private List<Outcome> applyReported(List<ReportedPatch> batch) {
    List<Outcome> outcomes = jdbi.inTransaction(handle -> applyReported(handle, batch));
    outbox.wake();
    return outcomes;
  }

  private List<Outcome> applyReported(Handle handle, List<ReportedPatch> batch) {
    Set<Identity> identities = new LinkedHashSet<>();
    batch.forEach(patch -> identities.add(patch.identity()));
    Map<Identity, TwinRow> rows = store.lockAll(handle, identities);
    Map<Identity, TwinRow> changed = new HashMap<>();
    List<Event> events = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>(batch.size());
    Instant now = now();
    for (ReportedPatch patch : batch) {
      TwinRow row = rows.get(patch.identity());
      try {
        TwinRow next = merged(row, patch, now);
        rows.put(patch.identity(), next);
        changed.put(patch.identity(), next);
        events.add(reportedChanged(next, patch.patch(), now));
        outcomes.add(new Outcome.Applied(next.reportedVersion()));
      } catch (HubException e) {
        outcomes.add(new Outcome.Refused(e));
      }
    }
    if (!changed.isEmpty()) {
      store.updateReported(handle, changed.values());
      outbox.append(handle, events);
    }
    return outcomes;
  }

  private static TwinRow merged(@Nullable TwinRow row, ReportedPatch patch, Instant now) {
    if (row == null) {
      throw RegistryService.notFound(patch.identity());
    }
    Long expected = patch.expectedVersion();
    if (expected != null && expected != row.reportedVersion()) {
      throw new HubException(
          ErrorCode.PRECONDITION_FAILED, "$version is " + row.reportedVersion() + " by now");
    }
    TwinRow next =
        new TwinRow(
                row.identity(),
                row.version(),
                row.modelId(),
                row.tags(),
                row.desired(),
                row.desiredMetadata(),
                row.desiredVersion(),
                row.reported().deepCopy(),
                row.reportedMetadata().deepCopy(),
                row.reportedVersion(),
                row.configurations())
            .withReported(row.reportedVersion() + 1);
    new TwinMerge(now, null).merge(next.reported(), next.reportedMetadata(), patch.patch());
    TwinLimits.checkSize("reported", next.reported());
    return next;
  }

  private Event reportedChanged(TwinRow row, ObjectNode patch, Instant now) {
    ObjectNode body = json.createObjectNode().put("version", row.version());
    ObjectNode reported = patch.deepCopy();
    reported.put("$version", row.reportedVersion());
    body.putObject("properties").set("reported", reported);
    return new Event.TwinChanged(row.identity(), now, false, body.toString());
  }

  /** The whole twin, as services see it. */
  public ObjectNode get(Identity identity) {
    RegisteredIdentity registered = registry.get(identity);
    TwinRow row =
        jdbi.withHandle(handle -> store.find(handle, identity))
            .orElseThrow(() -> RegistryService.notFound(identity));
    return TwinDocument.of(json, row, registered);
  }

  /** The whole twins of those identities that are there, in the order of the list. */
  public List<ObjectNode> all(List<Identity> identities) {
    Map<Identity, RegisteredIdentity> registered = registry.findAll(identities);
    Map<Identity, TwinRow> rows =
        jdbi.withHandle(handle -> store.findAll(handle, registered.keySet()));
    return identities.stream()
        .filter(rows::containsKey)
        .map(
            identity ->
                TwinDocument.of(
                    json,
                    Objects.requireNonNull(rows.get(identity)),
                    Objects.requireNonNull(registered.get(identity))))
        .toList();
  }

  /**
   * Merges a service's change.
   *
   * @param body {@code {"tags":{…},"properties":{"desired":{…}}}}, both optional
   * @param ifMatch the ETag the twin must have, null or {@code *} for any
   */
  public ObjectNode patch(Identity identity, byte @Nullable [] body, @Nullable String ifMatch) {
    return change(identity, body, ifMatch, false);
  }

  /** Replaces the sections that {@code body} has. */
  public ObjectNode replace(Identity identity, byte @Nullable [] body, @Nullable String ifMatch) {
    return change(identity, body, ifMatch, true);
  }

  private ObjectNode change(
      Identity identity, byte @Nullable [] body, @Nullable String ifMatch, boolean replacing) {
    ServiceChange change = ServiceChange.of(TwinJson.read(json, body));
    jdbi.useTransaction(
        handle -> {
          TwinRow row =
              store.lock(handle, identity).orElseThrow(() -> RegistryService.notFound(identity));
          requireMatch(row, ifMatch);
          Instant now = now();
          TwinRow next = replacing ? change.replaceIn(row, now) : change.mergeInto(row, now);
          store.updateDesired(handle, next);
          outbox.append(
              handle,
              List.of(
                  new Event.TwinChanged(
                      identity, now, replacing, change.eventBody(json, next).toString())));
        });
    outbox.wake();
    return get(identity);
  }

  static void requireMatch(TwinRow row, @Nullable String ifMatch) {
    if (ifMatch != null && !EtagCondition.matches(ifMatch, row.etag())) {
      throw new HubException(
          ErrorCode.PRECONDITION_FAILED, "the twin has changed: its ETag is another by now");
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public void close() {
    patches.close();
  }
}
