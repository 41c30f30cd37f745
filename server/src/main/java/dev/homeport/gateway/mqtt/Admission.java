package dev.homeport.gateway.mqtt;

import dev.homeport.Identity;
import dev.homeport.access.Access;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** Whether a device that says CONNECT may come in, and as what. Thread-safe; blocks. */
final class Admission {

  /** What became of a CONNECT. */
  sealed interface Verdict {}

  /**
   * It may come in.
   *
   * @param sessionPresent whether the subscriptions are those of an earlier session
   */
  record Accepted(
      Access.Granted granted,
      boolean sessionPresent,
      Map<Subscription, Integer> subscriptions,
      long sessionNumber)
      implements Verdict {}

  record Refused(String reason) implements Caller, Verdict {}

  /** Who says CONNECT. */
  private sealed interface Caller {}

  /** A device that is known, and what is kept of its earlier session. */
  private record Known(
      Access.Granted granted, boolean sessionPresent, Map<Subscription, Integer> subscriptions)
      implements Caller {}

  private final MqttServices services;

  Admission(MqttServices services) {
    this.services = services;
  }

  /**
   * Waits for a turn at the database, and opens a session for whom it accepts.
   *
   * @param remote the device's address
   * @param isThere whether the connection still stands
   */
  Verdict judge(
      ConnectRequest.Device device,
      List<X509Certificate> shown,
      String remote,
      BooleanSupplier isThere)
      throws Exception {
    return switch (services.turns().take(() -> caller(device, shown, isThere))) {
      case Refused refused -> refused;
      case Known known -> {
        OptionalLong number = services.sessions().open(device.identity(), "mqtt", remote).get();
        yield number.isEmpty()
            ? new Refused("disabled device")
            : new Accepted(
                known.granted(), known.sessionPresent(), known.subscriptions(), number.getAsLong());
      }
    };
  }

  private Caller caller(
      ConnectRequest.Device device, List<X509Certificate> shown, BooleanSupplier isThere) {
    if (!isThere.getAsBoolean()) {
      return new Refused("gone before its turn");
    }
    Identity identity = device.identity();
    return switch (services.authenticator().device(identity, device.token(), shown)) {
      case Access.Refused refused -> new Refused(refused.reason());
      case Access.Granted granted -> {
        if (device.modelId() != null) {
          services.twins().setModelId(identity, device.modelId());
        }
        Optional<Map<Subscription, Integer>> kept = services.subscriptions().find(identity);
        if (device.cleanSession() && kept.isPresent()) {
          services.subscriptions().delete(identity);
        } else if (!device.cleanSession() && kept.isEmpty()) {
          services.subscriptions().save(identity, Map.of());
        }
        boolean present = !device.cleanSession() && kept.isPresent();
        yield new Known(granted, present, present ? kept.get() : new EnumMap<>(Subscription.class));
      }
    };
  }
}
