package dev.homeport.update.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.DeviceId;
import dev.homeport.HubException;
import dev.homeport.eventlog.Outbox;
import dev.homeport.twin.DeviceTwins;
import dev.homeport.twin.TwinRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The desired properties {@code firmware} and {@code deviceUpdate}, where orders wait for devices.
 * Whoever locks twins and rows of deployments locks the twins first. Thread-safe.
 */
final class OrderTwins {

  private static final String FIRMWARE = "firmware";

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final DeviceTwins twins;
  private final ObjectMapper json;
  private final AzureGoal goals;
  private final DeploymentDeviceStore devices = new DeploymentDeviceStore();

  OrderTwins(Jdbi jdbi, Outbox outbox, DeviceTwins twins, ObjectMapper json, AzureGoal goals) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.twins = twins;
    this.json = json;
    this.goals = goals;
  }

  /** What a device is to do: an order, or the goal of an Azure agent. */
  record Order(String device, ObjectNode content) {}

  /**
   * Leaves orders in twins.
   *
   * @return the devices whose twin has no room, with why
   */
  Map<String, String> leave(Deployment deployment, Collection<Order> orders) {
    return leave(deployment, orders, true);
  }

  /** Asks Azure agents to give their updates up. */
  void askToCancel(Deployment deployment, Collection<String> names) {
    ObjectNode cancel = goals.cancel(deployment.id());
    leave(deployment, names.stream().map(name -> new Order(name, cancel)).toList(), false);
  }

  private Map<String, String> leave(
      Deployment deployment, Collection<Order> orders, boolean isOrder) {
    Map<String, String> refused = new HashMap<>();
    jdbi.useTransaction(
        handle -> {
          refused.clear();
          Map<String, TwinRow> rows =
              lock(handle, deployment, orders.stream().map(Order::device).toList());
          List<String> left = new ArrayList<>();
          List<DeviceTwins.Patched> changes = new ArrayList<>();
          for (Order order : orders) {
            TwinRow row = rows.get(order.device());
            if (row == null) {
              refused.put(order.device(), "it is not registered any more");
              continue;
            }
            try {
              changes.add(twins.patched(row, patch(deployment, order.content())));
              left.add(order.device());
            } catch (HubException e) {
              refused.put(order.device(), e.getMessage());
            }
          }
          twins.write(handle, changes);
          devices.setInTwin(handle, deployment.id(), left, isOrder);
        });
    outbox.wake();
    return refused;
  }

  private ObjectNode patch(Deployment deployment, ObjectNode order) {
    ObjectNode patch = json.createObjectNode();
    patch.set(deployment.plan().isAzure() ? AzureGoal.COMPONENT : FIRMWARE, order);
    return patch;
  }

  private Map<String, TwinRow> lock(Handle handle, Deployment deployment, List<String> names) {
    Map<String, TwinRow> rows = new HashMap<>();
    for (TwinRow row :
        twins.lock(handle, deployment.hub(), names.stream().map(DeviceId::new).toList())) {
      if (!row.identity().isModule()) {
        rows.put(row.identity().deviceId().value(), row);
      }
    }
    return rows;
  }

  /** Takes the orders of this deployment out of twins again. */
  void clear(Deployment deployment, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    jdbi.useTransaction(
        handle -> {
          List<DeviceTwins.Patched> changes = new ArrayList<>();
          for (TwinRow row : lock(handle, deployment, names).values()) {
            if (holder(deployment, row.desired()).equals(deployment.id().toString())) {
              changes.add(
                  twins.patched(
                      row,
                      deployment.plan().isAzure()
                          ? patch(deployment, goals.nothing())
                          : json.createObjectNode().putNull(FIRMWARE)));
            }
          }
          twins.write(handle, changes);
          devices.setInTwin(handle, deployment.id(), names, false);
        });
    outbox.wake();
  }

  /** Whose order a twin holds. */
  private static String holder(Deployment deployment, JsonNode desired) {
    return deployment.plan().isAzure()
        ? AzureGoal.workflow(desired)
        : desired.path(FIRMWARE).path("deploymentId").asText();
  }

  /** Writes an order anew, once for each request. */
  void refresh(Deployment deployment, Order order, long request) {
    jdbi.useTransaction(
        handle -> {
          TwinRow row = lock(handle, deployment, List.of(order.device())).get(order.device());
          if (row != null
              && devices.refresh(
                  handle, deployment.hub(), deployment.id(), order.device(), request)) {
            twins.write(handle, List.of(twins.patched(row, patch(deployment, order.content()))));
          }
        });
    outbox.wake();
  }
}
