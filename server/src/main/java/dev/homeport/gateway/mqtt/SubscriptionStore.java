package dev.homeport.gateway.mqtt;

import dev.homeport.Identity;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * What clients with cleanSession=0 are subscribed to, kept between their connections (MQTT 3.1.1
 * §4.1): a short text such as {@code COMMANDS:1,METHODS:0}.
 */
public final class SubscriptionStore {

  private final Jdbi jdbi;

  public SubscriptionStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The kept session of a client; empty when there is none. */
  Optional<Map<Subscription, Integer>> find(Identity identity) {
    return jdbi.withHandle(
        handle ->
            bind(
                    handle.createQuery(
                        """
                        SELECT subscriptions FROM mqtt_session
                        WHERE hub = :hub AND device_id = :device AND module_id = :module
                        """),
                    identity)
                .mapTo(String.class)
                .findOne()
                .map(SubscriptionStore::parse));
  }

  /** Keeps a client's session. */
  void save(Identity identity, Map<Subscription, Integer> subscriptions) {
    jdbi.useHandle(
        handle ->
            bind(
                    handle.createUpdate(
                        """
                        INSERT INTO mqtt_session (hub, device_id, module_id, subscriptions)
                        SELECT hub, device_id, module_id, :subscriptions FROM identity
                        WHERE hub = :hub AND device_id = :device AND module_id = :module
                        ON CONFLICT (hub, device_id, module_id)
                          DO UPDATE SET subscriptions = EXCLUDED.subscriptions
                        """),
                    identity)
                .bind("subscriptions", format(subscriptions))
                .execute());
  }

  /** Forgets a client's session, as a clean one asks. */
  void delete(Identity identity) {
    jdbi.useHandle(
        handle ->
            bind(
                    handle.createUpdate(
                        """
                        DELETE FROM mqtt_session
                        WHERE hub = :hub AND device_id = :device AND module_id = :module
                        """),
                    identity)
                .execute());
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Identity identity) {
    return statement
        .bind("hub", identity.hub().value())
        .bind("device", identity.deviceId().value())
        .bind("module", identity.moduleColumn());
  }

  static String format(Map<Subscription, Integer> subscriptions) {
    StringBuilder text = new StringBuilder();
    subscriptions.forEach(
        (subscription, qos) ->
            text.append(text.isEmpty() ? "" : ",").append(subscription).append(':').append(qos));
    return text.toString();
  }

  static Map<Subscription, Integer> parse(String text) {
    Map<Subscription, Integer> subscriptions = new EnumMap<>(Subscription.class);
    if (!text.isEmpty()) {
      for (String entry : text.split(",", -1)) {
        int colon = entry.indexOf(':');
        subscriptions.put(
            Subscription.valueOf(entry.substring(0, colon)),
            Integer.parseInt(entry, colon + 1, entry.length(), 10));
      }
    }
    return subscriptions;
  }
}
