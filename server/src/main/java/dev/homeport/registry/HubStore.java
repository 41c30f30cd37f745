package dev.homeport.registry;

import dev.homeport.HubName;
import dev.homeport.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The SQL of hubs and their policies. Thread-safe. */
final class HubStore {

  private static final int KEY_BYTES = 32;
  private static final String POLICY =
      "SELECT name, rights, primary_key, secondary_key FROM hub_policy WHERE hub = :hub ";

  /** One change of hubs at a time, until the transaction ends. */
  void lock(Handle handle) {
    handle.execute("LOCK TABLE hub IN SHARE ROW EXCLUSIVE MODE");
  }

  /** The hubs that are served, by name. */
  List<Hub> all(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT hub, host_names, weight, networks, created_at FROM hub
            WHERE removed_at IS NULL ORDER BY hub
            """)
        .map((row, _) -> hub(row))
        .list();
  }

  /** Whether there is a hub of that name, also one whose data is still being removed. */
  boolean exists(Handle handle, HubName hub) {
    return handle
        .createQuery("SELECT count(*) FROM hub WHERE hub = :hub")
        .bind("hub", hub.value())
        .mapTo(Integer.class)
        .map(count -> count > 0)
        .one();
  }

  /** Makes the hub where it is missing, and gives it these names besides those that it has. */
  void ensure(Handle handle, HubName hub, Collection<String> hostNames) {
    handle
        .createUpdate(
            """
            INSERT INTO hub (hub, host_names) VALUES (:hub, :names)
            ON CONFLICT (hub) DO UPDATE
              SET host_names = ARRAY(SELECT DISTINCT unnest(hub.host_names || :names))
            """)
        .bind("hub", hub.value())
        .bindArray("names", String.class, hostNames)
        .execute();
  }

  void insert(Handle handle, Hub hub) {
    handle
        .createUpdate(
            """
            INSERT INTO hub (hub, host_names, weight, networks, created_at)
            VALUES (:hub, :names, :weight, :networks, :at)
            """)
        .bind("hub", hub.name().value())
        .bindArray("names", String.class, hub.hostNames())
        .bind("weight", hub.weight())
        .bindArray("networks", String.class, texts(hub.networks()))
        .bind("at", hub.createdAt())
        .execute();
  }

  void update(Handle handle, Hub hub) {
    handle
        .createUpdate(
            """
            UPDATE hub SET host_names = :names, weight = :weight, networks = :networks
            WHERE hub = :hub
            """)
        .bind("hub", hub.name().value())
        .bindArray("names", String.class, hub.hostNames())
        .bind("weight", hub.weight())
        .bindArray("networks", String.class, texts(hub.networks()))
        .execute();
  }

  /** Nobody is served from now on. */
  void remove(Handle handle, HubName hub, Instant now) {
    handle
        .createUpdate("UPDATE hub SET removed_at = :now WHERE hub = :hub")
        .bind("hub", hub.value())
        .bind("now", now)
        .execute();
  }

  private static List<String> texts(List<Network> networks) {
    return networks.stream().map(Network::toString).toList();
  }

  private static Hub hub(ResultSet row) throws SQLException {
    return new Hub(
        new HubName(row.getString("hub")),
        Arrays.stream((String[]) row.getArray("host_names").getArray()).sorted().toList(),
        row.getInt("weight"),
        Arrays.stream((String[]) row.getArray("networks").getArray()).map(Network::parse).toList(),
        row.getTimestamp("created_at").toInstant());
  }

  Optional<HubPolicy> policy(Handle handle, HubName hub, String name) {
    return handle
        .createQuery(POLICY + "AND name = :name")
        .bind("hub", hub.value())
        .bind("name", name)
        .map((row, _) -> policy(row))
        .findOne();
  }

  /** All of a hub, by name. */
  List<HubPolicy> policies(Handle handle, HubName hub) {
    return handle
        .createQuery(POLICY + "ORDER BY name")
        .bind("hub", hub.value())
        .map((row, _) -> policy(row))
        .list();
  }

  private static HubPolicy policy(ResultSet row) throws SQLException {
    return new HubPolicy(
        row.getString("name"),
        Arrays.stream((String[]) row.getArray("rights").getArray())
            .map(Right::valueOf)
            .collect(Collectors.toUnmodifiableSet()),
        new Secret(row.getString("primary_key")),
        new Secret(row.getString("secondary_key")));
  }

  /** Adds a policy with fresh keys; false when the hub has one of that name. */
  boolean insertPolicy(Handle handle, HubName hub, String name, Set<Right> rights) {
    return handle
            .createUpdate(
                """
                INSERT INTO hub_policy (hub, name, rights, primary_key, secondary_key)
                VALUES (:hub, :name, :rights, :primary, :secondary)
                ON CONFLICT (hub, name) DO NOTHING
                """)
            .bind("hub", hub.value())
            .bind("name", name)
            .bindArray("rights", String.class, rights.stream().map(Right::name).toList())
            .bind("primary", Secret.randomKey(KEY_BYTES).reveal())
            .bind("secondary", Secret.randomKey(KEY_BYTES).reveal())
            .execute()
        == 1;
  }

  /** A fresh key in the place of the primary or the secondary one. */
  void renewKey(Handle handle, HubName hub, String name, boolean primary) {
    handle
        .createUpdate("UPDATE hub_policy SET <column> = :key WHERE hub = :hub AND name = :name")
        .define("column", primary ? "primary_key" : "secondary_key")
        .bind("hub", hub.value())
        .bind("name", name)
        .bind("key", Secret.randomKey(KEY_BYTES).reveal())
        .execute();
  }

  boolean deletePolicy(Handle handle, HubName hub, String name) {
    return handle
            .createUpdate("DELETE FROM hub_policy WHERE hub = :hub AND name = :name")
            .bind("hub", hub.value())
            .bind("name", name)
            .execute()
        == 1;
  }
}
