package dev.homeport.gateway;

import dev.homeport.HubName;
import dev.homeport.Identity;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections that this node holds, and the node's place among the others: at most one
 * connection per identity, the newest. Thread-safe.
 */
public final class Sessions implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(Sessions.class);
  private static final int TOUCH_EVERY = 10; // heartbeats

  private final Map<Identity, DeviceSession> local = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final SessionDirectory directory;
  private final Node node;
  private final Clock clock;
  private final Thread heartbeat;
  private volatile boolean closed;

  public Sessions(SessionDirectory directory, Node node, Clock clock) {
    this.directory = directory;
    this.node = node;
    this.clock = clock;
    this.heartbeat = Thread.ofVirtual().name("node-heartbeat").unstarted(this::beat);
  }

  /** Joins the installation; ends what an earlier process at this address left behind. */
  public void start() {
    for (UUID earlier : node.register()) {
      directory.closeAllOf(earlier);
      node.remove(earlier);
    }
    heartbeat.start();
  }

  /** Asks for a number for a new connection; see {@link SessionDirectory#open}. */
  public CompletableFuture<OptionalLong> open(
      Identity identity, String protocol, String remoteAddress) {
    return directory.open(identity, protocol, remoteAddress);
  }

  /** Adds a connection that {@link #open} numbered; an older one of the same identity is closed. */
  public void add(DeviceSession session) {
    DeviceSession[] displaced = new DeviceSession[1];
    local.compute(
        session.identity(),
        (_, other) -> {
          boolean newer = other == null || other.number() < session.number();
          displaced[0] = newer ? other : session;
          return newer ? session : other;
        });
    count.incrementAndGet();
    closeDisplaced(displaced[0]);
  }

  private static void closeDisplaced(@Nullable DeviceSession session) {
    if (session != null) {
      session.close(CloseReason.TAKEN_OVER);
    }
  }

  /** Removes a connection that has ended. */
  public void remove(DeviceSession session, CloseReason reason) {
    local.remove(session.identity(), session);
    count.decrementAndGet();
    directory.close(session.identity(), session.number(), reason);
  }

  /** Strikes off a number whose connection ended before it could be added. */
  public void abandon(Identity identity, long number) {
    directory.close(identity, number, CloseReason.CONNECTION_LOST);
  }

  /** The connection of {@code identity} on this node. */
  public Optional<DeviceSession> find(Identity identity) {
    return Optional.ofNullable(local.get(identity));
  }

  /** Closes the connections of a hub that is gone. */
  public void closeAll(HubName hub) {
    local.values().stream()
        .filter(session -> session.identity().hub().equals(hub))
        .toList()
        .forEach(session -> session.close(CloseReason.IDENTITY_DELETED));
  }

  /** Connections on this node. */
  public int count() {
    return count.get();
  }

  private void beat() {
    int beats = 0;
    while (!closed) {
      try {
        Thread.sleep(Node.HEARTBEAT);
        if (!node.renew()) {
          rejoin();
        }
        for (UUID lost : node.lost()) {
          directory.closeAllOf(lost);
          node.remove(lost);
        }
        if (++beats % TOUCH_EVERY == 0) {
          touchActive();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOGGER.atWarn().addKeyValue("cause", e.toString()).log("heartbeat failed");
      }
    }
  }

  /** Tells the other nodes which certificate this one serves by now. */
  public void announceCertificate() {
    node.renew();
  }

  private void rejoin() {
    LOGGER.atWarn().log("declared lost by another node, closing all connections");
    List.copyOf(local.values()).forEach(session -> session.close(CloseReason.NODE_LOST));
    node.register();
  }

  private void touchActive() {
    List<Identity> active = new ArrayList<>();
    for (DeviceSession session : local.values()) {
      if (session.takeActivity()) {
        active.add(session.identity());
      }
      if (active.size() == 1_000) {
        directory.touch(active, clock.instant());
        active.clear();
      }
    }
    directory.touch(active, clock.instant());
  }

  /** Closes every connection and leaves the installation. */
  @Override
  public void close() {
    closed = true;
    List.copyOf(local.values()).forEach(session -> session.close(CloseReason.NODE_STOPPED));
    long deadline = clock.millis() + Duration.ofSeconds(3).toMillis();
    while (count.get() > 0 && clock.millis() < deadline) {
      Thread.onSpinWait();
    }
    heartbeat.interrupt();
    directory.close();
    directory.closeAllOf(node.id());
    node.close();
  }
}
