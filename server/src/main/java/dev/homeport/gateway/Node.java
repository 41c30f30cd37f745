package dev.homeport.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This server process among the nodes of the installation. It renews its heartbeat every {@link
 * #HEARTBEAT}; a node silent for {@link #LOST_AFTER} is lost, and whichever node notices first ends
 * its sessions in the directory. A node that finds itself declared lost closes its own connections,
 * so that the directory tells the truth again.
 */
public final class Node implements AutoCloseable {

  static final Duration HEARTBEAT = Duration.ofSeconds(3);
  static final Duration LOST_AFTER = Duration.ofSeconds(15);

  private static final Logger LOGGER = LoggerFactory.getLogger(Node.class);

  private final Jdbi jdbi;
  private final UUID id = UUID.randomUUID();
  private final String address;
  private final Supplier<String> fingerprint;

  /**
   * @param address {@code host:port} at which the other nodes reach this one's HTTPS
   * @param fingerprint SHA-256 of the certificate that is served there, in hex: the other nodes
   *     trust exactly that one
   */
  public Node(Jdbi jdbi, String address, Supplier<String> fingerprint) {
    this.jdbi = jdbi;
    this.address = address;
    this.fingerprint = fingerprint;
  }

  public UUID id() {
    return id;
  }

  public String address() {
    return address;
  }

  /** Announces this node; a row that an earlier process left at the same address goes first. */
  List<UUID> register() {
    return jdbi.inTransaction(
        handle -> {
          List<UUID> earlier =
              handle
                  .createQuery(
                      "SELECT node_id FROM node WHERE address = :address AND node_id <> :id")
                  .bind("id", id)
                  .bind("address", address)
                  .mapTo(UUID.class)
                  .list();
          handle
              .createUpdate(
                  """
                  INSERT INTO node (node_id, address, certificate_sha256)
                  VALUES (:id, :address, :fingerprint)
                  """)
              .bind("id", id)
              .bind("address", address)
              .bind("fingerprint", fingerprint.get())
              .execute();
          return earlier;
        });
  }

  /** Renews the heartbeat; false when another node has declared this one lost. */
  boolean renew() {
    int renewed =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        UPDATE node SET heartbeat_at = now(), certificate_sha256 = :fingerprint
                        WHERE node_id = :id
                        """)
                    .bind("id", id)
                    .bind("fingerprint", fingerprint.get())
                    .execute());
    return renewed == 1;
  }

  /** Nodes that have been silent for too long. */
  List<UUID> lost() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT node_id FROM node
                    WHERE heartbeat_at < now() - make_interval(secs => :seconds)
                    """)
                .bind("seconds", LOST_AFTER.toSeconds())
                .mapTo(UUID.class)
                .list());
  }

  /** All nodes, the oldest first. */
  public List<NodeState> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT n.node_id, n.address, n.started_at, n.heartbeat_at,
                      coalesce(s.sessions, 0) AS sessions
                    FROM node n
                    LEFT JOIN (SELECT node_id, count(*) AS sessions FROM session GROUP BY node_id) s
                      ON s.node_id = n.node_id
                    ORDER BY n.started_at, n.node_id
                    """)
                .map(
                    (row, _) ->
                        new NodeState(
                            row.getObject("node_id", UUID.class),
                            row.getString("address"),
                            row.getTimestamp("started_at").toInstant(),
                            row.getTimestamp("heartbeat_at").toInstant(),
                            row.getLong("sessions")))
                .list());
  }

  /** Strikes a node off the list. */
  void remove(UUID nodeId) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("DELETE FROM node WHERE node_id = :id")
                .bind("id", nodeId)
                .execute());
    LOGGER.atInfo().addKeyValue("nodeId", nodeId).log("node removed");
  }

  /** Where a living node can be reached. */
  Optional<String> addressOf(UUID nodeId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT address FROM node WHERE node_id = :id")
                .bind("id", nodeId)
                .mapTo(String.class)
                .findOne());
  }

  /** Whether a living node serves a certificate with this SHA-256. */
  boolean isPeerCertificate(String sha256) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createQuery(
                        "SELECT count(*) FROM node WHERE certificate_sha256 = :fingerprint")
                    .bind("fingerprint", sha256)
                    .mapTo(Integer.class)
                    .one()
                > 0);
  }

  @Override
  public void close() {
    remove(id);
  }
}
