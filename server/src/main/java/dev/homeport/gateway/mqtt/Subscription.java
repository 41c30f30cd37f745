package dev.homeport.gateway.mqtt;

import dev.homeport.Identity;
import java.util.Optional;

/** What a device or module can listen for. Every other topic filter is refused. */
enum Subscription {
  /** Cloud-to-device messages, {@code devices/{d}/messages/devicebound/#}. */
  COMMANDS,
  /**
   * Messages routed between modules of an edge device, {@code devices/{d}/modules/{m}/inputs/#}.
   */
  INPUTS,
  /** Answers about the twin, {@code $iothub/twin/res/#}. */
  TWIN_RESPONSES,
  /** Changes of the desired properties, {@code $iothub/twin/PATCH/properties/desired/#}. */
  DESIRED,
  /** Direct methods, {@code $iothub/methods/POST/#}. */
  METHODS;

  /** The subscription that a topic filter of {@code identity} asks for. */
  static Optional<Subscription> of(String filter, Identity identity) {
    return switch (filter) {
      case "$iothub/twin/res/#" -> Optional.of(TWIN_RESPONSES);
      case "$iothub/twin/PATCH/properties/desired/#" -> Optional.of(DESIRED);
      case "$iothub/methods/POST/#" -> Optional.of(METHODS);
      default -> ofOwnTopic(filter, Topic.base(identity));
    };
  }

  private static Optional<Subscription> ofOwnTopic(String filter, String base) {
    if (!filter.startsWith(base)) {
      return Optional.empty();
    }
    return switch (filter.substring(base.length())) {
      case "messages/devicebound/#", "messages/devicebound/+" -> Optional.of(COMMANDS);
      case "inputs/#", "inputs/+", "#" -> Optional.of(INPUTS);
      default -> Optional.empty();
    };
  }
}
