package dev.homeport.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.registry.Hub;
import dev.homeport.registry.Hubs;
import dev.homeport.registry.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the hub of a device. May take a while, as it may ask a program of the user's own, so it
 * is asked before the transaction of the assignment. Thread-safe.
 */
final class Allocation {

  private final Hubs hubs;
  private final CustomAllocation custom;

  Allocation(Hubs hubs, CustomAllocation custom) {
    this.hubs = hubs;
    this.custom = custom;
  }

  /**
   * Of which device it is asked.
   *
   * @param current where it is until now, null when nowhere
   */
  record Question(
      Enrollment enrollment,
      Attested device,
      RegisterRequest request,
      @Nullable Registration current) {}

  /**
   * Where a device goes.
   *
   * @param initialTwin for this device alone, null for its enrollment's
   * @param payload what the device is told, null for what it sent
   */
  record Choice(HubName hub, @Nullable JsonNode initialTwin, @Nullable JsonNode payload) {

    static Choice of(HubName hub) {
      return new Choice(hub, null, null);
    }
  }

  /**
   * The hub that a device gets by the rule of its enrollment.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when the rule names a hub that is
   *     gone, {@link ErrorCode#CUSTOM_ALLOCATION_FAILED} when the program that is asked says none
   */
  Choice choose(Question question) {
    AllocationRule rule = question.enrollment().settings().allocation();
    List<Hub> among =
        rule.hubs().isEmpty()
            ? hubs.list()
            : rule.hubs().stream().map(name -> named(hubs, name)).distinct().toList();
    return switch (rule.policy()) {
      case HASHED -> Choice.of(Shares.choose(among, question.device().registrationId()));
      case GEO_LATENCY ->
          Choice.of(
              Shares.choose(
                  nearest(among, question.device().address()), question.device().registrationId()));
      case STATIC -> Choice.of(among.getFirst().name());
      case CUSTOM -> custom.choose(question, among);
    };
  }

  /**
   * Those that name the smallest network which the address is in; all of them when none names one.
   * Hubs that take no devices do not count.
   */
  static List<Hub> nearest(List<Hub> among, String address) {
    int longest = -1;
    List<Hub> nearest = among;
    for (Hub hub : among) {
      int length =
          hub.weight() == 0
              ? -1
              : hub.networks().stream()
                  .filter(network -> network.contains(address))
                  .mapToInt(Network::length)
                  .max()
                  .orElse(-1);
      if (length > longest) {
        longest = length;
        nearest = new ArrayList<>(List.of(hub));
      } else if (length == longest && length >= 0) {
        nearest.add(hub);
      }
    }
    return nearest;
  }

  /** Whether devices can still be on that hub. */
  boolean isServed(HubName hub) {
    return hubs.all().contains(hub);
  }

  /**
   * The hub that is meant by one of its host names, or by its own name.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when there is none
   */
  static Hub named(Hubs hubs, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return hubs.list().stream()
        .filter(hub -> hub.hostNames().contains(lower) || hub.name().value().equals(lower))
        .findFirst()
        .orElseThrow(() -> new HubException(ErrorCode.ARGUMENT_INVALID, "no hub " + lower));
  }
}
