package dev.homeport.update.deployment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.homeport.HubName;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves deployments on, once a second, on one node of the installation by db-scheduler. All it goes
 * by is in the database, so that another node, or the next start, goes on where a node that died
 * left it; what that one had told devices may be told again.
 */
public final class Orchestrator {

  private static final Logger LOGGER = LoggerFactory.getLogger(Orchestrator.class);
  private static final TaskDescriptor<Void> TASK = TaskDescriptor.of("deployments");
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

  /** How long a device that is watched may be away, to connect anew. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final int BATCH = 500;
  private static final int MAX_PER_TURN = 2_000;

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final Clock clock;
  private final Signals signals;
  private final Dispatcher dispatcher;
  private final OrderTwins twins;
  private final DeviceChoice choice;
  private final Progress progress;
  private final DeploymentStore store;
  private final DeploymentDeviceStore devices = new DeploymentDeviceStore();
  private final TurnStore turns = new TurnStore();

  /** What was last told of each deployment; of the turn's thread. */
  private final Map<UUID, String> lastTold = new HashMap<>();

  Orchestrator(
      Jdbi jdbi,
      Outbox outbox,
      ObjectMapper json,
      Clock clock,
      Signals signals,
      Dispatcher dispatcher,
      OrderTwins twins,
      DeviceChoice choice) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.clock = clock;
    this.signals = signals;
    this.dispatcher = dispatcher;
    this.twins = twins;
    this.choice = choice;
    this.progress = new Progress(json);
    this.store = new DeploymentStore(json);
  }

  /** What the scheduler has to do. */
  public RecurringTask<Void> task() {
    return Tasks.recurring(TASK, FixedDelay.of(EVERY))
        .execute((_, context) -> turn(context.getSchedulerState()::isShuttingDown));
  }

  /** Looks at each deployment that is not over, one after the other. */
  synchronized void turn(BooleanSupplier stopping) {
    List<Deployment> open = jdbi.withHandle(store::open);
    lastTold.keySet().retainAll(open.stream().map(Deployment::id).collect(Collectors.toSet()));
    for (Deployment deployment : open) {
      if (stopping.getAsBoolean()) {
        return;
      }
      try {
        turn(deployment);
      } catch (RuntimeException e) {
        LOGGER
            .atError()
            .addKeyValue("deploymentId", deployment.id())
            .setCause(e)
            .log("a deployment did not come further");
      }
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private void turn(Deployment deployment) {
    if (deployment.status() == DeploymentStatus.SCHEDULED) {
      if (!deployment.startAt().isAfter(now())) {
        begin(deployment);
      }
      return;
    }
    watch(deployment);
    switch (deployment.status()) {
      case RUNNING -> goOn(deployment);
      case CANCELLING -> goOnCancelling(deployment);
      case PAUSED -> tellProgress(deployment);
      case SCHEDULED, COMPLETED, FAILED, CANCELLED -> {
        // Begun above, or over.
      }
    }
  }

  /** Who is in; may be broken off and done again, until the deployment is marked as running. */
  private void begin(Deployment deployment) {
    choice.add(deployment, 0);
    DeploymentCounts counts = jdbi.withHandle(handle -> devices.counts(handle, deployment.id()));
    int[] bounds = deployment.plan().bounds(counts.of(UpdateStatus.QUEUED));
    jdbi.useTransaction(handle -> devices.assignWaves(handle, deployment.id(), bounds));
    Instant now = now();
    change(
        deployment,
        Event.DeploymentChange.STARTED,
        with -> with.begun(bounds.length, now),
        DeploymentStatus.SCHEDULED);
  }

  /** Time-outs, devices that are not well or are gone, twins that need no order any more. */
  private void watch(Deployment deployment) {
    UUID id = deployment.id();
    HubName hub = deployment.hub();
    Map<String, String> unwell =
        jdbi.withHandle(handle -> turns.unwell(handle, id, now().minus(GRACE)));
    signals.apply(
        hub,
        unwell.entrySet().stream()
            .map(one -> new Signals.To(one.getKey(), id, new Signal.Unwell(one.getValue())))
            .toList());
    List<String> due = jdbi.withHandle(handle -> turns.due(handle, id, now(), MAX_PER_TURN));
    forEachBatch(due, batch -> signals.apply(hub, to(batch, id, new Signal.Tick())));
    List<String> gone = jdbi.withHandle(handle -> turns.gone(handle, id, BATCH));
    signals.apply(hub, to(gone, id, new Signal.Cancel("DeviceDeleted")));
    List<String> over = jdbi.withHandle(handle -> turns.overInTwin(handle, id, MAX_PER_TURN));
    forEachBatch(over, batch -> twins.clear(deployment, batch));
  }

  private static List<Signals.To> to(List<String> names, UUID deployment, Signal signal) {
    return names.stream().map(name -> new Signals.To(name, deployment, signal)).toList();
  }

  private static void forEachBatch(
      List<String> names, java.util.function.Consumer<List<String>> work) {
    for (int at = 0; at < names.size(); at += BATCH) {
      work.accept(names.subList(at, Math.min(at + BATCH, names.size())));
    }
  }

  private void goOn(Deployment deployment) {
    Deployment current = lookForLateJoiners(deployment);
    TurnStore.Standing standing = standing(current);
    int excess = standing.failed() - current.excused();
    int limit = current.plan().failureLimit(standing.devices());
    DeploymentCounts counts = counts(current);
    boolean over = counts.open() == 0 && !current.plan().includeLate();
    if (excess >= limit && excess > 0) {
      String reason =
          "%d of %d devices failed, %d are too many"
              .formatted(standing.failed(), standing.devices(), limit);
      if (over) {
        end(current, DeploymentStatus.FAILED, reason);
      } else {
        change(
            current,
            Event.DeploymentChange.PAUSED,
            with -> with.to(DeploymentStatus.PAUSED, reason, now()),
            DeploymentStatus.RUNNING);
      }
      return;
    }
    if (over) {
      end(current, DeploymentStatus.COMPLETED, null);
      return;
    }
    current = nextWave(current, standing);
    if (current.restingUntil() == null || !current.restingUntil().isAfter(now())) {
      order(current, standing.busy());
    }
    tellProgress(current);
  }

  private Deployment lookForLateJoiners(Deployment deployment) {
    Instant last = deployment.lookedAt();
    if (!deployment.plan().includeLate()
        || (last != null && last.plus(LOOK_EVERY).isAfter(now()))) {
      return deployment;
    }
    choice.addLate(deployment, deployment.waves() - 1);
    return write(deployment, with -> with.looked(now()), DeploymentStatus.RUNNING);
  }

  private TurnStore.Standing standing(Deployment deployment) {
    return jdbi.withHandle(handle -> turns.standing(handle, deployment.id(), deployment.wave()));
  }

  private DeploymentCounts counts(Deployment deployment) {
    return jdbi.withHandle(handle -> devices.counts(handle, deployment.id()));
  }

  /**
   * Devices that are away do not hold a wave up, when others of it show that the version is good.
   */
  private Deployment nextWave(Deployment deployment, TurnStore.Standing standing) {
    boolean last = deployment.wave() >= deployment.waves() - 1;
    boolean done =
        standing.blocking() == 0 && (standing.away() == 0 || standing.completedInWave() > 0);
    if (last || !done) {
      return deployment;
    }
    return write(
        deployment,
        with -> with.inWave(deployment.wave() + 1, now().plus(deployment.plan().pause())),
        DeploymentStatus.RUNNING);
  }

  private void order(Deployment deployment, int busy) {
    int room = Math.min(MAX_PER_TURN, deployment.plan().maxConcurrent() - busy);
    if (room <= 0) {
      return;
    }
    Instant now = now();
    Set<String> zones = openZones(deployment, now);
    if (zones != null && zones.isEmpty()) {
      return;
    }
    List<String> ready =
        jdbi.withHandle(
            handle -> turns.ready(handle, deployment.id(), deployment.wave(), zones, now, room));
    forEachBatch(
        ready,
        batch -> {
          List<DeploymentDevice> told =
              signals.apply(deployment.hub(), to(batch, deployment.id(), new Signal.Ordered()));
          dispatcher.send(deployment, told);
        });
  }

  /** The zones whose clocks are in the window; null: all are. */
  private @Nullable Set<String> openZones(Deployment deployment, Instant now) {
    MaintenanceWindow window = deployment.plan().window();
    if (window == null) {
      return null;
    }
    return jdbi.withHandle(handle -> turns.waitingZones(handle, deployment.id())).stream()
        .filter(zone -> window.isOpen(now, ZoneId.of(zone)))
        .collect(Collectors.toSet());
  }

  private void goOnCancelling(Deployment deployment) {
    String last = "";
    while (true) {
      String after = last;
      List<DeploymentDevice> open =
          jdbi.withHandle(handle -> turns.open(handle, deployment.id(), after, BATCH));
      if (open.isEmpty()) {
        break;
      }
      dispatcher.cancel(deployment, open, "Cancelled");
      last = open.getLast().deviceId();
    }
    DeploymentCounts counts = counts(deployment);
    if (counts.open() == 0) {
      end(
          deployment,
          counts.of(UpdateStatus.CANCELLED) == 0
              ? DeploymentStatus.COMPLETED
              : DeploymentStatus.CANCELLED,
          deployment.reason());
    } else {
      tellProgress(deployment);
    }
  }

  private void end(Deployment deployment, DeploymentStatus end, @Nullable String reason) {
    Event.DeploymentChange change =
        switch (end) {
          case FAILED -> Event.DeploymentChange.FAILED;
          case CANCELLED -> Event.DeploymentChange.CANCELLED;
          default -> Event.DeploymentChange.COMPLETED;
        };
    change(deployment, change, with -> with.over(end, reason, now()), deployment.status());
  }

  /** Writes a change, when people have not made another one meanwhile. */
  private Deployment write(
      Deployment deployment, UnaryOperator<Deployment> change, DeploymentStatus from) {
    return jdbi.inTransaction(
        handle -> {
          Deployment locked =
              store.lock(handle, deployment.hub(), deployment.id()).orElse(deployment);
          if (locked.status() != from) {
            return locked;
          }
          Deployment next = change.apply(locked);
          store.update(handle, next);
          return next;
        });
  }

  private void change(
      Deployment deployment,
      Event.DeploymentChange what,
      UnaryOperator<Deployment> change,
      DeploymentStatus from) {
    jdbi.useTransaction(
        handle -> {
          Deployment locked =
              store.lock(handle, deployment.hub(), deployment.id()).orElse(deployment);
          if (locked.status() == from) {
            Deployment next = change.apply(locked);
            store.update(handle, next);
            DeploymentCounts counts = devices.counts(handle, deployment.id());
            outbox.append(handle, List.of(progress.event(next, counts, what, now())));
          }
        });
    outbox.wake();
  }

  /** Tells how far a deployment is, when it has come further since it was last told. */
  private void tellProgress(Deployment deployment) {
    DeploymentCounts counts = counts(deployment);
    String body = progress.body(deployment, counts);
    if (body.equals(lastTold.put(deployment.id(), body))) {
      return;
    }
    jdbi.useTransaction(
        handle ->
            outbox.append(
                handle,
                List.of(
                    progress.event(deployment, counts, Event.DeploymentChange.PROGRESSED, now()))));
    outbox.wake();
  }
}
