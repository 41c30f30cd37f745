package dev.homeport.registry;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Secret;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The hubs of the installation and their policies. Thread-safe. */
public final class Hubs {

  private static final int KEY_BYTES = 32;

  private static final Map<String, Set<Right>> BUILT_IN =
      Map.of(
          "iothubowner", EnumSet.allOf(Right.class),
          "service", EnumSet.of(Right.SERVICE_CONNECT),
          "device", EnumSet.of(Right.DEVICE_CONNECT),
          "registryRead", EnumSet.of(Right.REGISTRY_READ),
          "registryReadWrite", EnumSet.of(Right.REGISTRY_READ, Right.REGISTRY_WRITE));

  private final Jdbi jdbi;
  private volatile Map<String, HubName> byHost = Map.of();

  public Hubs(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Makes the first hub with its policies where it is missing, and gives it these host names. */
  public void ensureDefault(Collection<String> hostNames) {
    String hub = HubName.DEFAULT.value();
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  INSERT INTO hub (hub, host_names) VALUES (:hub, :names)
                  ON CONFLICT (hub) DO UPDATE
                    SET host_names = ARRAY(SELECT DISTINCT unnest(hub.host_names || :names))
                  """)
              .bind("hub", hub)
              .bindArray("names", String.class, hostNames.stream().map(Hubs::lower).toList())
              .execute();
          BUILT_IN.forEach((name, rights) -> ensurePolicy(handle, hub, name, rights));
        });
    reload();
  }

  private static void ensurePolicy(Handle handle, String hub, String name, Set<Right> rights) {
    handle
        .createUpdate(
            """
            INSERT INTO hub_policy (hub, name, rights, primary_key, secondary_key)
            VALUES (:hub, :name, :rights, :primary, :secondary)
            ON CONFLICT (hub, name) DO NOTHING
            """)
        .bind("hub", hub)
        .bind("name", name)
        .bindArray("rights", String.class, rights.stream().map(Right::name).toList())
        .bind("primary", Secret.randomKey(KEY_BYTES).reveal())
        .bind("secondary", Secret.randomKey(KEY_BYTES).reveal())
        .execute();
  }

  /** Reads the host names again. */
  public void reload() {
    Map<String, HubName> names = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("SELECT hub, unnest(host_names) FROM hub")
                .map((row, _) -> names.put(row.getString(2), new HubName(row.getString(1))))
                .list());
    byHost = Map.copyOf(names);
  }

  /**
   * The hub that a client means by the host name it uses; the first hub for a name that none lists.
   *
   * @param host perhaps with a port, as in a Host header
   */
  public HubName byHost(@Nullable String host) {
    if (host == null) {
      return HubName.DEFAULT;
    }
    int colon = host.lastIndexOf(':');
    String name = colon > 0 && host.indexOf(':') == colon ? host.substring(0, colon) : host;
    return byHost.getOrDefault(lower(name), HubName.DEFAULT);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * The hub of that name.
   *
   * @throws HubException with {@link ErrorCode#NOT_FOUND} when there is none
   */
  public HubName named(String name) {
    HubName hub = new HubName(name);
    if (!byHost.containsValue(hub)) {
      throw new HubException(ErrorCode.NOT_FOUND, "no hub " + hub);
    }
    return hub;
  }

  /** The names under which clients reach a hub. */
  public List<String> hostNames(HubName hub) {
    return byHost.entrySet().stream()
        .filter(entry -> entry.getValue().equals(hub))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** A policy as it is now: a rolled key counts at once. */
  public Optional<HubPolicy> policy(HubName hub, String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT name, rights, primary_key, secondary_key FROM hub_policy
                    WHERE hub = :hub AND name = :name
                    """)
                .bind("hub", hub.value())
                .bind("name", name)
                .map(
                    (row, _) ->
                        new HubPolicy(
                            row.getString(1),
                            Arrays.stream((String[]) row.getArray(2).getArray())
                                .map(Right::valueOf)
                                .collect(Collectors.toUnmodifiableSet()),
                            new Secret(row.getString(3)),
                            new Secret(row.getString(4))))
                .findOne());
  }
}
