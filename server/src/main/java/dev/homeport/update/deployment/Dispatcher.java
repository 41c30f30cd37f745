package dev.homeport.update.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.homeport.Batcher;
import dev.homeport.DeviceId;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.blob.Grant;
import dev.homeport.messaging.Ack;
import dev.homeport.messaging.CommandQueue;
import dev.homeport.messaging.DirectMethod;
import dev.homeport.messaging.MethodResult;
import dev.homeport.messaging.MethodService;
import dev.homeport.messaging.NewMessage;
import dev.homeport.update.firmware.Firmware;
import dev.homeport.update.firmware.FirmwareLibrary;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives devices their orders: those that are connected by a call or a message, the others by their
 * twin. What becomes of a call reaches the state machine as a signal. Thread-safe; calls run on
 * virtual threads, so many at a time.
 */
final class Dispatcher implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
  private static final int MAX_CALLS = 1_000;
  private static final int BATCH = 200;
  private static final int MAX_MESSAGE = 200;
  private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

  private final MethodService methods;
  private final CommandQueue messages;
  private final OrderTwins twins;
  private final FirmwareLibrary library;
  private final AzureGoal goals;
  private final Signals signals;
  private final ObjectMapper json;
  private final Clock clock;
  private final Duration urlTime;
  private final Semaphore calls = new Semaphore(MAX_CALLS);
  private final Batcher<Told, Boolean> outcomes;
  private final Cache<String, Boolean> asked =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(ASK_AGAIN).build();

  /**
   * @param urlTime how long the URL of an order is good
   */
  Dispatcher(
      MethodService methods,
      CommandQueue messages,
      OrderTwins twins,
      FirmwareLibrary library,
      AzureGoal goals,
      Signals signals,
      ObjectMapper json,
      Clock clock,
      Duration urlTime) {
    this.methods = methods;
    this.messages = messages;
    this.twins = twins;
    this.library = library;
    this.goals = goals;
    this.signals = signals;
    this.json = json;
    this.clock = clock;
    this.urlTime = urlTime;
    this.outcomes = new Batcher<>("update-outcomes", 2, BATCH, this::write);
  }

  private record Told(HubName hub, Signals.To signal) {}

  private List<Boolean> write(List<Told> batch) {
    Map<HubName, List<Signals.To>> byHub = new HashMap<>();
    batch.forEach(
        told -> byHub.computeIfAbsent(told.hub(), _ -> new ArrayList<>()).add(told.signal()));
    byHub.forEach(signals::apply);
    return Collections.nCopies(batch.size(), true);
  }

  private void tell(Deployment deployment, String device, Signal signal) {
    var _ =
        outcomes.submit(
            device, new Told(deployment.hub(), new Signals.To(device, deployment.id(), signal)));
  }

  /** Gives their orders to devices that are marked as told. */
  void send(Deployment deployment, Collection<DeploymentDevice> devices) {
    Map<UUID, Firmware> firmware = new HashMap<>();
    List<OrderTwins.Order> left = new ArrayList<>();
    boolean byTwin =
        deployment.plan().isAzure() || deployment.plan().delivery() == RolloutPlan.Delivery.TWIN;
    Set<Identity> connected =
        byTwin
            ? Set.of()
            : methods.connected(
                devices.stream().map(device -> identity(deployment, device.deviceId())).toList());
    for (DeploymentDevice device : devices) {
      Optional<ObjectNode> order = order(deployment, device, firmware);
      Identity identity = identity(deployment, device.deviceId());
      if (order.isEmpty()) {
        tell(
            deployment,
            device.deviceId(),
            new Signal.NotTaken("FirmwareDeleted", "its firmware is not in the library", false));
      } else if (!connected.contains(identity)) {
        left.add(new OrderTwins.Order(device.deviceId(), order.get()));
      } else if (deployment.plan().delivery() == RolloutPlan.Delivery.MESSAGE) {
        message(deployment, identity, order.get());
      } else {
        call(deployment, identity, order.get());
      }
    }
    leave(deployment, left);
  }

  private static Identity identity(Deployment deployment, String device) {
    return Identity.device(deployment.hub(), new DeviceId(device));
  }

  private Optional<ObjectNode> order(
      Deployment deployment, DeploymentDevice device, Map<UUID, Firmware> known) {
    if (device.firmwareId() == null) {
      return Optional.empty();
    }
    Firmware firmware =
        known.computeIfAbsent(device.firmwareId(), id -> library.firmware(deployment.hub(), id));
    String holder = Holder.of(deployment.id(), device.deviceId());
    Grant grant = Grant.read(clock.instant().plus(urlTime).truncatedTo(ChronoUnit.SECONDS), holder);
    URI url = library.url(deployment.hub(), firmware, grant);
    if (deployment.plan().isAzure()) {
      return Optional.of(goals.goal(deployment.id(), firmware, url, clock.instant()));
    }
    ObjectNode order = json.createObjectNode();
    order.put("deploymentId", deployment.id().toString());
    order.put("version", firmware.version());
    order.put("url", url.toString());
    order.put("sha256", firmware.sha256());
    order.put("size", firmware.size());
    order.put("signature", firmware.signature());
    order.put("manifest", firmware.manifest());
    return Optional.of(order);
  }

  /** Leaves orders in twins, batch by batch. */
  private void leave(Deployment deployment, List<OrderTwins.Order> orders) {
    for (int at = 0; at < orders.size(); at += BATCH) {
      List<OrderTwins.Order> batch = orders.subList(at, Math.min(at + BATCH, orders.size()));
      Map<String, String> refused = twins.leave(deployment, batch);
      for (OrderTwins.Order order : batch) {
        String why = refused.get(order.device());
        tell(
            deployment,
            order.device(),
            why == null ? new Signal.LeftInTwin() : new Signal.NotTaken("TwinFull", why, false));
      }
    }
  }

  private void message(Deployment deployment, Identity identity, ObjectNode order) {
    try {
      messages.enqueue(identity, orderMessage(order));
      tell(deployment, identity.deviceId().value(), new Signal.LeftInTwin());
    } catch (HubException e) {
      tell(
          deployment,
          identity.deviceId().value(),
          new Signal.NotTaken("NotDelivered", e.getMessage(), true));
    }
  }

  private NewMessage orderMessage(ObjectNode order) {
    return new NewMessage(
        NewMessage.newId(),
        null,
        null,
        "application/json",
        "utf-8",
        Ack.NONE,
        Map.of("command", "startUpdate"),
        clock.instant().plus(urlTime),
        bytes(order));
  }

  private void call(Deployment deployment, Identity identity, ObjectNode order) {
    DirectMethod method =
        new DirectMethod("startUpdate", bytes(order), ANSWER_LIMIT, Duration.ZERO);
    start(() -> tellResult(deployment, identity, order, result(identity, method)));
  }

  /** Runs on a thread of its own, when there is room for one more. */
  private void start(Runnable work) {
    calls.acquireUninterruptibly();
    Thread.ofVirtual()
        .name("update-call")
        .start(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                LOGGER.atError().setCause(e).log("call of a deployment failed");
              } finally {
                calls.release();
              }
            });
  }

  private MethodResult result(Identity identity, DirectMethod method) {
    return methods.call(identity, method, method.responseTimeout());
  }

  private void tellResult(
      Deployment deployment, Identity identity, ObjectNode order, MethodResult result) {
    String device = identity.deviceId().value();
    switch (result) {
      case MethodResult.Answered(int status, byte[] payload) ->
          answered(deployment, device, order, status, payload);
      case MethodResult.NotOnline _ ->
          leave(deployment, List.of(new OrderTwins.Order(device, order)));
      case MethodResult.TimedOut _, MethodResult.Lost _ ->
          tell(deployment, device, new Signal.NotTaken("NoAnswer", "startUpdate", true));
      case MethodResult.InvalidAnswer _ ->
          tell(deployment, device, new Signal.NotTaken("InvalidAnswer", "startUpdate", true));
      case MethodResult.NoSuchDevice _, MethodResult.NoSuchModule _ ->
          tell(deployment, device, new Signal.Cancel("DeviceDeleted"));
    }
  }

  private void answered(
      Deployment deployment, String device, ObjectNode order, int status, byte[] payload) {
    String text = cut(new String(payload, StandardCharsets.UTF_8));
    switch (status) {
      case 202 -> tell(deployment, device, new Signal.Accepted());
      case 200 -> tell(deployment, device, new Signal.Runs(order.path("version").asText()));
      case 409 -> tell(deployment, device, new Signal.NotTaken("Busy", text, true));
      case 400 -> tell(deployment, device, new Signal.NotTaken("InvalidOrder", text, false));
      // It knows no such method; perhaps it reads its twin.
      case 404, 501 -> leave(deployment, List.of(new OrderTwins.Order(device, order)));
      default ->
          tell(
              deployment,
              device,
              new Signal.NotTaken("Refused", "status %d %s".formatted(status, text), true));
    }
  }

  private static String cut(String text) {
    return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…";
  }

  /**
   * Ends what can still be ended: who waits at once, who is told when it says so, or is not there.
   */
  void cancel(Deployment deployment, Collection<DeploymentDevice> devices, String reason) {
    if (deployment.plan().isAzure()) {
      cancelAtAgents(deployment, devices, reason);
      return;
    }
    List<Signals.To> now = new ArrayList<>();
    for (DeploymentDevice device : devices) {
      boolean knows = device.update().taken() || device.update().told() == DeviceUpdate.Told.CALLED;
      if (!knows) {
        now.add(new Signals.To(device.deviceId(), deployment.id(), new Signal.Cancel(reason)));
      } else if (asked.asMap().putIfAbsent(deployment.id() + "/" + device.deviceId(), true)
          == null) {
        Identity identity = identity(deployment, device.deviceId());
        start(() -> askToCancel(deployment, identity, reason));
      }
    }
    signals.apply(deployment.hub(), now);
  }

  /** Such an agent gives up what it can, and says no more of it. */
  private void cancelAtAgents(
      Deployment deployment, Collection<DeploymentDevice> devices, String reason) {
    twins.askToCancel(
        deployment,
        devices.stream()
            .filter(device -> !device.update().isWaiting())
            .map(DeploymentDevice::deviceId)
            .toList());
    signals.apply(
        deployment.hub(),
        devices.stream()
            .map(one -> new Signals.To(one.deviceId(), deployment.id(), new Signal.Cancel(reason)))
            .toList());
  }

  private void askToCancel(Deployment deployment, Identity identity, String reason) {
    ObjectNode payload = json.createObjectNode();
    payload.put("deploymentId", deployment.id().toString());
    DirectMethod method =
        new DirectMethod("cancelUpdate", bytes(payload), ANSWER_LIMIT, Duration.ZERO);
    boolean goesOn =
        result(identity, method) instanceof MethodResult.Answered(int status, var _)
            && status == 409;
    if (!goesOn) {
      tell(deployment, identity.deviceId().value(), new Signal.Cancel(reason));
    }
  }

  /** Writes a fresh URL into the twin of a device that asked for one. */
  void refresh(Deployment deployment, DeploymentDevice device, long request) {
    order(deployment, device, new HashMap<>())
        .ifPresent(
            order ->
                twins.refresh(deployment, new OrderTwins.Order(device.deviceId(), order), request));
  }

  private byte[] bytes(ObjectNode content) {
    try {
      return json.writeValueAsBytes(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can be written", e);
    }
  }

  @Override
  public void close() {
    outcomes.close();
  }
}
