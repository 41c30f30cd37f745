package dev.homeport.gateway;

import dev.homeport.Batcher;
import dev.homeport.Identity;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Which node holds the connection of which identity, in PostgreSQL. Openings and closings of many
 * devices are gathered into one transaction each, together with their events and the devices' times
 * of activity; what it answers is durable. Thread-safe.
 */
public final class SessionDirectory implements AutoCloseable {

  private static final int MAX_BATCH = 256;

  private sealed interface Change {
    Identity identity();

    record Open(Identity identity, String protocol, String remoteAddress) implements Change {}

    record Close(Identity identity, long number, CloseReason reason) implements Change {}
  }

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final UUID nodeId;
  private final Clock clock;
  private final Batcher<Change, OptionalLong> changes;

  public SessionDirectory(Jdbi jdbi, Outbox outbox, UUID nodeId, Clock clock) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.nodeId = nodeId;
    this.clock = clock;
    // One lane: the openings and closings of this node stay in their order.
    this.changes = new Batcher<>("session-directory", 1, MAX_BATCH, this::apply);
  }

  /**
   * Enters a connection in place of any other of the same identity.
   *
   * @return its number; empty when the identity is not there or it or its device is disabled by now
   */
  CompletableFuture<OptionalLong> open(Identity identity, String protocol, String remoteAddress) {
    return changes.submit(nodeId, new Change.Open(identity, protocol, remoteAddress));
  }

  /** Strikes a connection off, unless a newer one has taken its place. */
  void close(Identity identity, long number, CloseReason reason) {
    var _ = changes.submit(nodeId, new Change.Close(identity, number, reason));
  }

  private List<OptionalLong> apply(List<Change> batch) {
    List<OptionalLong> answers = new ArrayList<>(batch.size());
    int from = 0;
    while (from < batch.size()) {
      int to = endOfDistinct(batch, from);
      List<Change> distinct = batch.subList(from, to);
      Map<Identity, Long> numbers = jdbi.inTransaction(handle -> write(handle, distinct));
      distinct.forEach(change -> answers.add(optional(numbers.get(change.identity()))));
      from = to;
    }
    outbox.wake();
    return answers;
  }

  private static OptionalLong optional(@org.jspecify.annotations.Nullable Long number) {
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /** One statement can touch a row once, so a part of the batch names each identity once. */
  private static int endOfDistinct(List<Change> batch, int from) {
    Set<Identity> seen = new HashSet<>();
    int to = from;
    while (to < batch.size() && seen.add(batch.get(to).identity())) {
      to++;
    }
    return to;
  }

  private Map<Identity, Long> write(Handle handle, List<Change> distinct) {
    List<Change.Open> opens = new ArrayList<>();
    List<Change.Close> closes = new ArrayList<>();
    for (Change change : distinct) {
      switch (change) {
        case Change.Open open -> opens.add(open);
        case Change.Close close -> closes.add(close);
      }
    }
    Map<Identity, Long> numbers = new HashMap<>();
    List<Event.OfIdentity> events = new ArrayList<>();
    Instant now = clock.instant();
    if (!opens.isEmpty()) {
      writeOpens(handle, opens, now, numbers, events);
    }
    if (!closes.isEmpty()) {
      writeCloses(handle, closes, now, events);
    }
    writeActivity(handle, events.stream().map(Event.OfIdentity::identity).toList(), now, true);
    outbox.append(handle, events);
    return numbers;
  }

  private void writeOpens(
      Handle handle,
      List<Change.Open> opens,
      Instant now,
      Map<Identity, Long> numbers,
      List<Event.OfIdentity> events) {
    var query =
        handle.createQuery(
            """
            INSERT INTO session (hub, device_id, module_id, session_number, node_id, protocol,
                                 remote_address, connected_at)
            SELECT i.hub, i.device_id, i.module_id, nextval('session_number'), :node, o.protocol,
                   o.remote_address, :now
            FROM unnest(:hubs, :devices, :modules, :protocols, :addresses)
                   AS o (hub, device_id, module_id, protocol, remote_address)
            JOIN identity i USING (hub, device_id, module_id)
            WHERE i.enabled
              AND (i.module_id = '' OR EXISTS (
                SELECT 1 FROM identity d
                WHERE d.hub = i.hub AND d.device_id = i.device_id AND d.module_id = ''
                  AND d.enabled))
            ORDER BY i.hub, i.device_id, i.module_id
            FOR KEY SHARE OF i
            ON CONFLICT (hub, device_id, module_id) DO UPDATE
              SET session_number = EXCLUDED.session_number, node_id = EXCLUDED.node_id,
                  protocol = EXCLUDED.protocol, remote_address = EXCLUDED.remote_address,
                  connected_at = EXCLUDED.connected_at
            RETURNING hub, device_id, module_id, session_number, protocol
            """);
    bindIdentities(query, opens, Change.Open::identity)
        .bindArray("protocols", String.class, opens.stream().map(Change.Open::protocol).toList())
        .bindArray(
            "addresses", String.class, opens.stream().map(Change.Open::remoteAddress).toList())
        .bind("node", nodeId)
        .bind("now", now)
        .map(
            (row, _) -> {
              Identity identity = Identity.of(row.getString(1), row.getString(2), row.getString(3));
              long number = row.getLong(4);
              numbers.put(identity, number);
              events.add(connection(identity, now, true, number, row.getString(5)));
              return identity;
            })
        .list();
  }

  private void writeCloses(
      Handle handle, List<Change.Close> closes, Instant now, List<Event.OfIdentity> events) {
    lockIdentities(handle, closes);
    var query =
        handle.createQuery(
            """
            DELETE FROM session s
            USING unnest(:hubs, :devices, :modules, :numbers)
                    AS c (hub, device_id, module_id, session_number)
            WHERE s.hub = c.hub AND s.device_id = c.device_id AND s.module_id = c.module_id
              AND s.session_number = c.session_number
            RETURNING s.hub, s.device_id, s.module_id, s.session_number
            """);
    Map<Long, CloseReason> reasons = new HashMap<>();
    closes.forEach(close -> reasons.put(close.number(), close.reason()));
    bindIdentities(query, closes, Change.Close::identity)
        .bindArray("numbers", Long.class, closes.stream().map(Change.Close::number).toList())
        .map(
            (row, _) -> {
              Identity identity = Identity.of(row.getString(1), row.getString(2), row.getString(3));
              long number = row.getLong(4);
              String reason = String.valueOf(reasons.get(number));
              return events.add(connection(identity, now, false, number, reason));
            })
        .list();
  }

  /** Who deletes an identity locks it before its session, so the same order is kept here. */
  private static void lockIdentities(Handle handle, List<Change.Close> closes) {
    bindIdentities(
            handle.createQuery(
                """
                SELECT i.device_id FROM unnest(:hubs, :devices, :modules)
                  AS c (hub, device_id, module_id)
                JOIN identity i USING (hub, device_id, module_id)
                ORDER BY i.hub, i.device_id, i.module_id
                FOR KEY SHARE OF i
                """),
            closes,
            Change.Close::identity)
        .mapTo(String.class)
        .list();
  }

  private Event.OfIdentity connection(
      Identity identity, Instant now, boolean connected, long number, String detail) {
    String body =
        "{\"sessionNumber\":%d,\"node\":\"%s\",\"%s\":\"%s\"}"
            .formatted(number, nodeId, connected ? "protocol" : "reason", detail);
    return new Event.ConnectionChanged(identity, now, connected, body);
  }

  /** Notes that these identities were heard of. */
  void touch(List<Identity> identities, Instant now) {
    jdbi.useTransaction(handle -> writeActivity(handle, identities, now, false));
  }

  private static void writeActivity(
      Handle handle, List<Identity> identities, Instant now, boolean connectionChanged) {
    if (identities.isEmpty()) {
      return;
    }
    var update =
        handle.createUpdate(
            """
            INSERT INTO activity (hub, device_id, module_id, last_activity_at, connection_changed_at)
            SELECT i.hub, i.device_id, i.module_id, :now,
                   CASE WHEN :changed THEN CAST(:now AS timestamptz) END
            FROM unnest(:hubs, :devices, :modules) AS u (hub, device_id, module_id)
            JOIN identity i USING (hub, device_id, module_id)
            ORDER BY i.hub, i.device_id, i.module_id
            FOR KEY SHARE OF i
            ON CONFLICT (hub, device_id, module_id) DO UPDATE
              SET last_activity_at = EXCLUDED.last_activity_at,
                  connection_changed_at =
                    coalesce(EXCLUDED.connection_changed_at, activity.connection_changed_at)
            """);
    bindIdentities(update, identities, Function.identity())
        .bind("now", now)
        .bind("changed", connectionChanged)
        .execute();
  }

  private static <S extends SqlStatement<S>, T> S bindIdentities(
      S statement, List<T> items, Function<T, Identity> identity) {
    List<Identity> identities = items.stream().map(identity).toList();
    return statement
        .bindArray("hubs", String.class, identities.stream().map(i -> i.hub().value()).toList())
        .bindArray(
            "devices", String.class, identities.stream().map(i -> i.deviceId().value()).toList())
        .bindArray(
            "modules", String.class, identities.stream().map(Identity::moduleColumn).toList());
  }

  /** The node that holds the connection of {@code identity}. */
  Optional<UUID> nodeOf(Identity identity) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT node_id FROM session
                    WHERE hub = :hub AND device_id = :device AND module_id = :module
                    """)
                .bind("hub", identity.hub().value())
                .bind("device", identity.deviceId().value())
                .bind("module", identity.moduleColumn())
                .mapTo(UUID.class)
                .findOne());
  }

  /** Those of {@code identities} that have a connection. */
  Set<Identity> connected(Collection<Identity> identities) {
    return jdbi.withHandle(
        handle ->
            bindIdentities(
                    handle.createQuery(
                        """
                        SELECT hub, device_id, module_id FROM session
                        JOIN unnest(:hubs, :devices, :modules) AS u (hub, device_id, module_id)
                          USING (hub, device_id, module_id)
                        """),
                    List.copyOf(identities),
                    Function.identity())
                .map((row, _) -> Identity.of(row.getString(1), row.getString(2), row.getString(3)))
                .set());
  }

  /** Ends all connections that a lost node held. */
  void closeAllOf(UUID lostNode) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createQuery(
                  """
                  SELECT i.device_id FROM session s JOIN identity i USING (hub, device_id, module_id)
                  WHERE s.node_id = :node
                  ORDER BY i.hub, i.device_id, i.module_id
                  FOR KEY SHARE OF i
                  """)
              .bind("node", lostNode)
              .mapTo(String.class)
              .list();
          Instant now = clock.instant();
          List<Event.OfIdentity> events =
              handle
                  .createQuery(
                      """
                      DELETE FROM session WHERE node_id = :node
                      RETURNING hub, device_id, module_id, session_number
                      """)
                  .bind("node", lostNode)
                  .map(
                      (row, _) ->
                          connection(
                              Identity.of(row.getString(1), row.getString(2), row.getString(3)),
                              now,
                              false,
                              row.getLong(4),
                              CloseReason.NODE_LOST.toString()))
                  .list();
          writeActivity(
              handle, events.stream().map(Event.OfIdentity::identity).toList(), now, true);
          outbox.append(handle, events);
        });
    outbox.wake();
  }

  @Override
  public void close() {
    changes.close();
  }
}
