package dev.homeport.agent.update;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.homeport.agent.update.UpdateFailure.Reason;
import dev.homeport.agent.update.UpdateState.Phase;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device's updates, one at a time: takes orders, goes through the steps of {@link UpdateState} on
 * a thread of its own, keeps each of them, reports each of them, and goes on after a restart.
 *
 * <p>Thread-safe; the device's callbacks are called under its lock and must not wait.
 */
public final class Updater implements AutoCloseable {

  /** What an update needs of its device. */
  public interface Device {
    /** Sends a patch of reported properties, in order; without a connection it is lost. */
    void report(Map<String, Object> patch);

    /** Starts again, after the patches so far have been sent. */
    void restart();
  }

  private static final Logger LOGGER = LoggerFactory.getLogger(Updater.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String FIRMWARE = "firmware";

  private final DeviceFacts facts;
  private final TrustedKey key;
  private final Installation installation;
  private final Fetcher fetcher;
  private final UpdateFile file;
  private final UpdateRules rules;
  private final Device device;
  private @Nullable UpdateState state;
  private @Nullable UpdateOrder waiting;
  private @Nullable Thread worker;
  private @Nullable Thread last;
  private @Nullable Integer percent;
  private boolean closed;

  /** Finds the update that an earlier process has left; {@link #connected} goes on with it. */
  public Updater(
      DeviceFacts facts,
      TrustedKey key,
      Installation installation,
      Fetcher fetcher,
      UpdateFile file,
      UpdateRules rules,
      Device device)
      throws IOException {
    this.facts = facts;
    this.key = key;
    this.installation = installation;
    this.fetcher = fetcher;
    this.file = file;
    this.rules = rules;
    this.device = device;
    this.state = file.read();
  }

  /** The version that runs. */
  public String runningVersion() {
    return installation.runningVersion();
  }

  /** The reported properties about updates; none before the first one. */
  public synchronized Map<String, Object> reported() {
    Map<String, Object> reported = new LinkedHashMap<>();
    if (state != null) {
      reported.put("firmwareUpdate", state.reported(percent));
      if (state.isOver()) {
        reported.put(FIRMWARE, Map.of("version", installation.runningVersion()));
      }
      if (state.freshUrls() > 0) {
        reported.put(
            "refreshUpdateUrl",
            Map.of("deploymentId", state.order().deploymentId(), "request", state.freshUrls()));
      }
    }
    return reported;
  }

  /**
   * Takes the payload of {@code startUpdate}.
   *
   * @param payload JSON text or null
   */
  public synchronized Reception start(@Nullable String payload) {
    UpdateOrder order;
    try {
      order = UpdateOrder.parse(payload == null ? "" : payload);
    } catch (IllegalArgumentException e) {
      return new Reception.Invalid(String.valueOf(e.getMessage()));
    }
    UpdateState current = state;
    if (current != null && !current.isOver()) {
      if (!current.order().isSameAs(order)) {
        return new Reception.Busy();
      }
      renew(current, order, false);
      return new Reception.Accepted();
    }
    if (order.version().equals(installation.runningVersion())) {
      enter(UpdateState.queued(order, false).in(Phase.COMPLETED));
      return new Reception.AlreadyThere();
    }
    begin(order, false);
    return new Reception.Accepted();
  }

  /**
   * Heeds the desired property {@code firmware}.
   *
   * @param whole whether these are all desired properties, not only those that have changed
   */
  public synchronized void heed(Map<String, Object> desired, boolean whole) {
    Object wish = desired.get(FIRMWARE);
    if (wish == null) {
      if (whole || desired.containsKey(FIRMWARE)) {
        withdrawn();
      }
      return;
    }
    JsonNode json = JSON.valueToTree(wish);
    try {
      consider(UpdateOrder.of(json));
    } catch (IllegalArgumentException e) {
      LOGGER.warn("the desired firmware is no order: {}", e.getMessage());
      if (json.path("deploymentId").isTextual() && (state == null || state.isOver())) {
        device.report(
            Map.of("firmwareUpdate", UpdateState.refused(json, String.valueOf(e.getMessage()))));
      }
    }
  }

  private void consider(UpdateOrder order) {
    UpdateState current = state;
    if (current != null && !current.isOver()) {
      if (current.order().isSameAs(order)) {
        renew(current, order, true);
      } else {
        waiting = order;
      }
      return;
    }
    if (current != null && current.hasAnswered(order)) {
      return;
    }
    if (order.version().equals(installation.runningVersion())) {
      enter(UpdateState.queued(order, true).in(Phase.COMPLETED));
    } else {
      begin(order, true);
    }
  }

  private void withdrawn() {
    waiting = null;
    UpdateState current = state;
    if (current != null && current.byTwin() && !current.isOver() && current.isBeforeInstalling()) {
      stopWorking();
      enter(current.failed(Reason.CANCELLED, "the wish for it was withdrawn"));
    }
  }

  /**
   * Takes the payload of {@code cancelUpdate}.
   *
   * @param payload JSON text or null
   */
  public synchronized Reception cancel(@Nullable String payload) {
    String deploymentId;
    try {
      deploymentId = UpdateOrder.parseDeploymentId(payload == null ? "" : payload);
    } catch (IllegalArgumentException e) {
      return new Reception.Invalid(String.valueOf(e.getMessage()));
    }
    if (waiting != null && waiting.deploymentId().equals(deploymentId)) {
      waiting = null;
    }
    UpdateState current = state;
    if (current == null
        || current.isOver()
        || !current.order().deploymentId().equals(deploymentId)) {
      return new Reception.NotUnderWay();
    }
    if (!current.isBeforeInstalling()) {
      return new Reception.TooLate();
    }
    stopWorking();
    over(current.failed(Reason.CANCELLED, "it was cancelled"));
    return new Reception.Cancelled();
  }

  /**
   * The device's health check has passed: it is connected and has read its twin. Confirms a build
   * on trial, notes one that failed, and goes on with what was interrupted.
   */
  public synchronized void connected() {
    try {
      Installation.Standing standing = installation.standing();
      UpdateState current = state;
      if (worker != null) {
        return;
      }
      if (current != null && !current.isOver()) {
        arrive(current, standing);
        return;
      }
      switch (standing) {
        case Installation.Standing.OnTrial _ -> installation.confirm();
        case Installation.Standing.FellBack _ -> installation.forgetFailure();
        case Installation.Standing.Proven _ -> {}
      }
    } catch (IOException e) {
      LOGGER.error("the state of the update cannot be read or written", e);
    }
  }

  private void arrive(UpdateState current, Installation.Standing standing) throws IOException {
    String runs = installation.runningVersion();
    boolean isOrdered = runs.equals(current.order().version());
    switch (standing) {
      case Installation.Standing.OnTrial _ -> {
        if (isOrdered) {
          installation.confirm();
          over(current.in(Phase.COMPLETED));
        } else {
          file.write(current.doubted("the new build says that it is version " + runs));
          device.restart(); // unconfirmed
        }
      }
      case Installation.Standing.FellBack(String why) -> {
        String doubt = current.message();
        over(current.failed(Reason.HEALTH_CHECK_FAILED, doubt == null ? why : doubt));
        installation.forgetFailure();
      }
      case Installation.Standing.Proven _ -> {
        if (isOrdered) {
          over(current.in(Phase.COMPLETED));
        } else {
          work(); // it was stopped before the switch
        }
      }
    }
  }

  private void begin(UpdateOrder order, boolean byTwin) {
    LOGGER.info("{} begins", order);
    enter(UpdateState.queued(order, byTwin));
    work();
  }

  private void renew(UpdateState current, UpdateOrder order, boolean byTwin) {
    state = current.from(order, byTwin);
    keepOrComplain();
    notifyAll();
  }

  private void enter(UpdateState next) {
    state = next;
    keepOrComplain();
    show(next);
  }

  private void show(UpdateState next) {
    state = next;
    percent = next.isDownloading() ? 0 : null;
    device.report(reported());
  }

  private void over(UpdateState next) {
    if (next.reason() == null) {
      LOGGER.info("{} is over", next.order());
    } else {
      LOGGER.warn("{} failed: {}, {}", next.order(), next.reason(), next.message());
    }
    enter(next);
    UpdateOrder then = waiting;
    waiting = null;
    if (then != null) {
      consider(then);
    }
  }

  private void keepOrComplain() {
    try {
      if (state != null) {
        file.write(state);
      }
    } catch (IOException e) {
      LOGGER.error("the state of the update cannot be kept", e);
    }
  }

  private void work() {
    if (!closed) {
      Thread before = last;
      Thread next =
          Thread.ofVirtual()
              .name("update")
              .unstarted(new UpdateWork(this, facts, key, installation, fetcher, rules, before));
      worker = next;
      last = next;
      next.start();
    }
  }

  private void stopWorking() {
    if (worker != null) {
      worker.interrupt();
      worker = null;
      notifyAll();
    }
  }

  synchronized void endWork(Reason reason, String message) {
    UpdateState current = state;
    if (worker == Thread.currentThread() && current != null) {
      worker = null;
      over(current.failed(reason, message));
    }
  }

  synchronized void restartIntoIt() throws IOException, InterruptedException {
    stepOnTo(Phase.REBOOTING);
    installation.switchOver();
    worker = null;
    device.restart();
  }

  /** The state, as long as this thread is the one that works on it. */
  synchronized UpdateState mine() throws InterruptedException {
    UpdateState current = state;
    if (worker != Thread.currentThread() || current == null) {
      throw new InterruptedException("somebody else goes on");
    }
    return current;
  }

  synchronized void step(Phase phase) throws IOException, InterruptedException {
    UpdateState next = mine().in(phase);
    file.write(next);
    show(next);
  }

  /** A restart does not step back. */
  synchronized void stepOnTo(Phase phase) throws IOException, InterruptedException {
    if (mine().phase().compareTo(phase) < 0) {
      step(phase);
    }
  }

  synchronized void arrived(long bytes) {
    UpdateState current = state;
    if (worker == null || current == null || current.phase() != Phase.DOWNLOADING) {
      return;
    }
    int now = (int) (bytes * 100 / current.order().size());
    if (percent == null || now >= percent + rules.percentStep() || now < percent) {
      percent = now;
      device.report(reported());
    }
  }

  /** Asks for another URL than the one that has ended. */
  synchronized void askForUrl() throws InterruptedException {
    UpdateState current = mine();
    state = current.askingForUrl(current.freshUrls() + 1);
    keepOrComplain();
    device.report(reported());
  }

  /** Whether a URL came that is not {@code ended}; waits for it as long as the rules say. */
  synchronized boolean hasUrlOtherThan(String ended) throws InterruptedException {
    long deadline = System.nanoTime() + rules.patience().freshUrl().toNanos();
    for (long left = 1; left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
      if (!mine().order().url().equals(ended)) {
        return true;
      }
      wait(left);
    }
    return false;
  }

  /** Stops without a trace: the next process goes on. */
  @Override
  public synchronized void close() {
    closed = true;
    stopWorking();
  }
}
