package dev.homeport.update.deployment;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.HubName;
import dev.homeport.eventlog.Outbox;
import dev.homeport.messaging.CommandQueue;
import dev.homeport.messaging.MethodService;
import dev.homeport.twin.DeviceTwins;
import dev.homeport.twin.query.TwinQueries;
import dev.homeport.update.firmware.AzureSignature;
import dev.homeport.update.firmware.FirmwareLibrary;
import dev.homeport.update.firmware.VersionOrder;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The parts of deployments, joined. Thread-safe. */
public final class Deployments implements AutoCloseable {

  private final Jdbi jdbi;
  private final DeploymentStore store;
  private final DeploymentDeviceStore devices = new DeploymentDeviceStore();
  private final DeviceReports reports;
  private final Signals signals;
  private final Dispatcher dispatcher;
  private final Orchestrator orchestrator;
  private final DeploymentService service;

  /** What the parts need of others. */
  public record Needs(
      Jdbi jdbi,
      Outbox outbox,
      ObjectMapper json,
      Clock clock,
      TwinQueries queries,
      DeviceTwins twins,
      MethodService methods,
      CommandQueue messages,
      FirmwareLibrary library,
      AzureSignature signature) {}

  /**
   * What an installation has decided.
   *
   * @param urlTime how long the URL of an order is good
   * @param azureProvider of updates in manifests for agents of Azure Device Update
   * @param azureHandler that these agents have for them
   */
  public record Habits(
      VersionOrder order, Duration urlTime, String azureProvider, String azureHandler) {}

  public Deployments(Needs needs, Habits habits) {
    VersionOrder order = habits.order();
    AzureGoal goals =
        new AzureGoal(
            needs.json(),
            needs.signature(),
            new AzureGoal.Names(habits.azureProvider(), habits.azureHandler()));
    this.jdbi = needs.jdbi();
    this.store = new DeploymentStore(needs.json());
    this.reports = new DeviceReports(needs.json());
    this.signals = new Signals(jdbi, needs.outbox(), needs.json(), needs.clock(), order);
    OrderTwins twins = new OrderTwins(jdbi, needs.outbox(), needs.twins(), needs.json(), goals);
    DeviceChoice choice =
        new DeviceChoice(jdbi, needs.queries(), needs.library(), order, needs.clock());
    this.dispatcher =
        new Dispatcher(
            needs.methods(),
            needs.messages(),
            twins,
            needs.library(),
            goals,
            signals,
            needs.json(),
            needs.clock(),
            habits.urlTime());
    this.orchestrator =
        new Orchestrator(
            jdbi, needs.outbox(), needs.json(), needs.clock(), signals, dispatcher, twins, choice);
    this.service =
        new DeploymentService(
            jdbi,
            needs.outbox(),
            needs.json(),
            needs.clock(),
            needs.queries(),
            needs.library(),
            choice);
  }

  public DeploymentService service() {
    return service;
  }

  public Orchestrator orchestrator() {
    return orchestrator;
  }

  /** How many steps of devices were written since the start. */
  public long stepCount() {
    return signals.stepCount();
  }

  DeviceReports reports() {
    return reports;
  }

  /** Takes what devices said, in its order. */
  void take(HubName hub, List<DeviceReports.Said> said) {
    List<Signals.To> all = new ArrayList<>();
    said.forEach(one -> all.addAll(one.signals()));
    signals.apply(hub, all);
    for (DeviceReports.Said one : said) {
      if (one.refresh() != null) {
        refresh(hub, one.refresh());
      }
    }
  }

  private void refresh(HubName hub, DeviceReports.Refresh wanted) {
    UUID id = wanted.deployment();
    Optional<Deployment> deployment = jdbi.withHandle(handle -> store.find(handle, hub, id));
    Optional<DeploymentDevice> device =
        jdbi.withHandle(handle -> devices.find(handle, id, wanted.device()))
            .filter(row -> row.refreshed() < wanted.request())
            .filter(row -> !row.update().status().isFinal());
    if (deployment.isPresent() && device.isPresent()) {
      dispatcher.refresh(deployment.get(), device.get(), wanted.request());
    }
  }

  @Override
  public void close() {
    dispatcher.close();
  }
}
