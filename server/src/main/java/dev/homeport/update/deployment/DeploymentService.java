package dev.homeport.update.deployment;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.Outbox;
import dev.homeport.twin.query.Condition;
import dev.homeport.twin.query.TwinQueries;
import dev.homeport.update.firmware.Firmware;
import dev.homeport.update.firmware.FirmwareLibrary;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Makes and shows deployments, and does what people say to them. Thread-safe. */
public final class DeploymentService implements FirmwareLibrary.Uses {

  private static final int MAX_SHOWN = 1_000;
  private static final int MAX_HISTORY = 200;
  private static final Duration RATE_OVER = Duration.ofMinutes(5);

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final Clock clock;
  private final TwinQueries queries;
  private final FirmwareLibrary library;
  private final DeviceChoice choice;
  private final Progress progress;
  private final DeploymentStore store;
  private final DeploymentDeviceStore devices = new DeploymentDeviceStore();
  private final ProgressStore shown = new ProgressStore();

  DeploymentService(
      Jdbi jdbi,
      Outbox outbox,
      ObjectMapper json,
      Clock clock,
      TwinQueries queries,
      FirmwareLibrary library,
      DeviceChoice choice) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.clock = clock;
    this.queries = queries;
    this.library = library;
    this.choice = choice;
    this.progress = new Progress(json);
    this.store = new DeploymentStore(json);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Makes a deployment, which begins within seconds of its start time.
   *
   * @throws HubException with {@link ErrorCode#NOT_FOUND} when there is no such firmware
   */
  public DeploymentState create(HubName hub, NewDeployment wanted, String by) {
    check(hub, wanted.target());
    Firmware firmware = library.firmware(hub, wanted.firmwareId());
    return create(
        hub,
        wanted.name(),
        firmware.id(),
        firmware.name(),
        firmware.version(),
        null,
        wanted.target(),
        wanted.plan(),
        wanted.startAt(),
        by);
  }

  private void check(HubName hub, DeploymentTarget target) {
    String condition = target.query();
    if (condition != null) {
      queries.expanded(hub, Condition.parse(condition));
    }
  }

  private DeploymentState create(
      HubName hub,
      String name,
      @Nullable UUID firmwareId,
      String firmwareName,
      String version,
      @Nullable UUID rollsBack,
      DeploymentTarget target,
      RolloutPlan plan,
      @Nullable Instant startAt,
      String by) {
    Instant now = now();
    Deployment deployment =
        new Deployment(
            UUID.randomUUID(),
            hub,
            name,
            firmwareId,
            firmwareName,
            version,
            rollsBack,
            target,
            plan,
            DeploymentStatus.SCHEDULED,
            null,
            0,
            1,
            null,
            null,
            0,
            by,
            now,
            startAt == null || startAt.isBefore(now) ? now : startAt,
            null,
            null,
            now);
    jdbi.useTransaction(
        handle -> {
          store.insert(handle, deployment);
          tell(handle, deployment, Event.DeploymentChange.CREATED);
        });
    outbox.wake();
    return state(hub, deployment.id());
  }

  private void tell(Handle handle, Deployment deployment, Event.DeploymentChange change) {
    DeploymentCounts counts = devices.counts(handle, deployment.id());
    outbox.append(handle, List.of(progress.event(deployment, counts, change, now())));
  }

  /** Who would be updated, and who left out and why. */
  public Preview preview(HubName hub, UUID firmwareId, DeploymentTarget target, RolloutPlan plan) {
    check(hub, target);
    Firmware firmware = library.firmware(hub, firmwareId);
    List<Preview.Item> items = new ArrayList<>();
    Map<String, Integer> skipped = new TreeMap<>();
    int[] updated = {0};
    int[] all = {0};
    choice.preview(
        hub,
        target,
        firmware,
        plan.allowDowngrade(),
        chosen -> {
          all[0]++;
          DeviceFacts.Skip skip = chosen.skip();
          if (skip == null) {
            updated[0]++;
          } else {
            skipped.merge(skip.reason(), 1, Integer::sum);
          }
          if (items.size() < MAX_SHOWN) {
            items.add(
                new Preview.Item(
                    chosen.device(),
                    chosen.fromVersion(),
                    skip == null ? null : skip.reason(),
                    skip == null ? null : skip.message()));
          }
        });
    return new Preview(
        all[0],
        updated[0],
        skipped,
        Arrays.stream(plan.bounds(updated[0])).boxed().toList(),
        items);
  }

  /** A page of deployments, the newest first. */
  public List<DeploymentState> page(
      HubName hub, @Nullable DeploymentStatus status, int offset, int limit) {
    return jdbi.withHandle(
        handle ->
            store.page(handle, hub, status, offset, limit).stream()
                .map(deployment -> state(handle, deployment, false))
                .toList());
  }

  public int count(HubName hub, @Nullable DeploymentStatus status) {
    return jdbi.withHandle(handle -> store.count(handle, hub, status));
  }

  /**
   * @throws HubException with {@link ErrorCode#NOT_FOUND}
   */
  public DeploymentState state(HubName hub, UUID id) {
    return jdbi.withHandle(
        handle -> state(handle, store.find(handle, hub, id).orElseThrow(this::none), true));
  }

  private HubException none() {
    return new HubException(ErrorCode.NOT_FOUND, "no such deployment");
  }

  private DeploymentState state(Handle handle, Deployment deployment, boolean whole) {
    DeploymentCounts counts = devices.counts(handle, deployment.id());
    Instant now = now();
    Instant begin = deployment.startedAt() == null ? now : deployment.startedAt();
    Duration over = Duration.between(begin, now);
    Duration window = over.compareTo(RATE_OVER) < 0 ? over : RATE_OVER;
    int ended =
        deployment.status().isFinal()
            ? 0
            : shown.endedSince(handle, deployment.id(), now.minus(window));
    double perSecond = window.toMillis() == 0 ? 0 : ended * 1e3 / window.toMillis();
    boolean goesOn = deployment.status() == DeploymentStatus.RUNNING && perSecond > 0;
    return new DeploymentState(
        deployment,
        counts,
        perSecond * 60,
        goesOn ? now.plusMillis((long) (counts.open() * 1e3 / perSecond)) : null,
        whole ? shown.failures(handle, deployment.id()) : List.of());
  }

  /** Tells no more devices; those that are told go on. */
  public DeploymentState pause(HubName hub, UUID id, String by) {
    return change(
        hub,
        id,
        Set.of(DeploymentStatus.RUNNING),
        Event.DeploymentChange.PAUSED,
        (_, deployment) -> deployment.to(DeploymentStatus.PAUSED, "paused by " + by, now()));
  }

  /** Goes on, in spite of the failures that there are by now. */
  public DeploymentState resume(HubName hub, UUID id) {
    return change(
        hub,
        id,
        Set.of(DeploymentStatus.PAUSED),
        Event.DeploymentChange.RESUMED,
        (handle, deployment) ->
            deployment.resumed(devices.counts(handle, id).of(UpdateStatus.FAILED), now()));
  }

  /** Ends it; devices that are past the point of return are waited for. */
  public DeploymentState cancel(HubName hub, UUID id, String by) {
    return change(
        hub,
        id,
        Set.of(DeploymentStatus.SCHEDULED, DeploymentStatus.RUNNING, DeploymentStatus.PAUSED),
        Event.DeploymentChange.PROGRESSED,
        (_, deployment) -> deployment.to(DeploymentStatus.CANCELLING, "cancelled by " + by, now()));
  }

  /**
   * Makes a deployment that gives devices back the version that they had before this one; this one
   * must be over, or is cancelled.
   */
  public DeploymentState rollBack(HubName hub, UUID id, String by) {
    Deployment deployment = state(hub, id).deployment();
    if (deployment.rollsBack() != null) {
      throw new HubException(
          ErrorCode.DEPLOYMENT_CONFLICT, "a roll-back is not rolled back; deploy the version anew");
    }
    DeploymentTarget reached =
        jdbi.inTransaction(
            handle -> {
              Deployment locked = store.lock(handle, hub, id).orElseThrow(this::none);
              List<String> names = devices.reached(handle, id);
              if (names.isEmpty()) {
                throw new HubException(
                    ErrorCode.DEPLOYMENT_CONFLICT,
                    "no device has got the version by this deployment");
              }
              DeploymentTarget target = new DeploymentTarget(names, null, null);
              if (!locked.status().isFinal()) {
                store.update(
                    handle, locked.to(DeploymentStatus.CANCELLING, "rolled back by " + by, now()));
              }
              return target;
            });
    RolloutPlan plan = deployment.plan();
    return create(
        hub,
        cut("Roll back " + deployment.name()),
        null,
        deployment.firmwareName(),
        "",
        id,
        reached,
        plan.forRollBack(),
        null,
        by);
  }

  private static String cut(String name) {
    return name.length() <= 128 ? name : name.substring(0, 128);
  }

  private DeploymentState change(
      HubName hub,
      UUID id,
      Set<DeploymentStatus> from,
      Event.DeploymentChange what,
      BiFunction<Handle, Deployment, Deployment> change) {
    jdbi.useTransaction(
        handle -> {
          Deployment locked = store.lock(handle, hub, id).orElseThrow(this::none);
          if (!from.contains(locked.status())) {
            throw new HubException(
                ErrorCode.DEPLOYMENT_CONFLICT, "the deployment is " + locked.status().wire());
          }
          Deployment next = change.apply(handle, locked);
          store.update(handle, next);
          tell(handle, next, what);
        });
    outbox.wake();
    return state(hub, id);
  }

  /** A page of a deployment's devices. */
  public DevicePage devices(HubName hub, UUID id, DeviceQuery query) {
    return jdbi.withHandle(
        handle -> {
          Deployment deployment = store.find(handle, hub, id).orElseThrow(this::none);
          return shown.page(handle, deployment.id(), query);
        });
  }

  /** What became of a device in deployments, the newest first. */
  public List<DeviceProgress> history(HubName hub, DeviceId device) {
    return jdbi.withHandle(handle -> shown.history(handle, hub, device.value(), MAX_HISTORY));
  }

  /** Whether the holder of an order's URL may still use it. */
  public boolean mayDownload(String holder) {
    return Holder.parse(holder)
        .map(
            of ->
                jdbi.withHandle(
                    handle -> devices.mayDownload(handle, of.deployment(), of.device())))
        .orElse(false);
  }

  @Override
  public boolean isUsed(Handle handle, UUID firmware) {
    return store.usesFirmware(handle, firmware);
  }
}
