package dev.homeport.messaging;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The durable queues of cloud-to-device messages, one per device and module, first in, first out.
 * Delivery is at least once: a message stays until it is completed, rejected, purged, expires or
 * was delivered {@link #MAX_DELIVERIES} times in vain. Thread-safe.
 *
 * <pre>
 *              lock                complete → Success
 *   enqueued ────────→ invisible ─ reject   → Rejected
 *      ↑                   │       purge    → Purged
 *      └───────────────────┘
 *   abandon, lock time-out, session gone   (10 times → DeliveryCountExceeded; too late → Expired)
 * </pre>
 *
 * A lock belongs to a session (MQTT: until it completes or ends) or to a token with a time-out
 * (HTTPS). Locked messages are passed over, the others keep their order.
 */
public final class CommandQueue {

  public static final int MAX_DEPTH = 50;
  public static final int MAX_DELIVERIES = 10;
  public static final Duration DEFAULT_LOCK = Duration.ofMinutes(1);
  public static final Duration MIN_LOCK = Duration.ofSeconds(5);
  public static final Duration MAX_LOCK = Duration.ofMinutes(5);

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final Clock clock;
  private final CommandStore store = new CommandStore();

  public CommandQueue(Jdbi jdbi, Outbox outbox, Clock clock) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Queues a message and announces it with {@link Event.MessageQueued}.
   *
   * @throws HubException when the identity is unknown, its queue full or the expiry too late
   */
  public void enqueue(Identity identity, NewMessage message) {
    Instant now = now();
    Instant expiresAt = expiry(message.expiresAt(), now);
    jdbi.useTransaction(
        handle -> {
          if (!store.lockIdentity(handle, identity)) {
            throw unknown(handle, identity);
          }
          if (store.count(handle, identity) >= MAX_DEPTH) {
            store.dropDead(handle, identity, now, MAX_DELIVERIES);
            if (store.count(handle, identity) >= MAX_DEPTH) {
              throw new HubException(
                  ErrorCode.DEVICE_MAXIMUM_QUEUE_DEPTH_EXCEEDED,
                  "the queue of " + identity.path() + " holds " + MAX_DEPTH + " messages");
            }
          }
          store.insert(handle, identity, message, now, expiresAt);
          outbox.append(handle, List.of(new Event.MessageQueued(identity, now, false)));
        });
    outbox.wake();
  }

  private static Instant expiry(@Nullable Instant asked, Instant now) {
    if (asked == null) {
      return now.plus(NewMessage.DEFAULT_TIME_TO_LIVE);
    }
    if (asked.isAfter(now.plus(NewMessage.MAX_TIME_TO_LIVE))) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "a message expires at most 48 hours after it was sent");
    }
    return asked;
  }

  /**
   * Locks up to {@code max} of the oldest free messages for a session; nothing when a newer session
   * of the identity exists.
   */
  public List<QueuedMessage> lockForSession(Identity identity, long sessionNumber, int max) {
    Instant now = now();
    return jdbi.inTransaction(
        handle -> {
          store.dropDead(handle, identity, now, MAX_DELIVERIES);
          return store.lockForSession(handle, identity, sessionNumber, max, now);
        });
  }

  /**
   * Takes a message off the queue; does nothing when it is gone, when the session no longer holds
   * its lock, or when a newer session of the identity exists.
   */
  public void complete(Identity identity, long messageRow, long sessionNumber) {
    Instant now = now();
    jdbi.useTransaction(
        handle -> store.completeForSession(handle, identity, messageRow, sessionNumber, now));
  }

  /** Unlocks messages that a session locked and did not send after all. */
  public void giveBack(Identity identity, List<QueuedMessage> messages, long sessionNumber) {
    List<Long> rows = messages.stream().map(QueuedMessage::row).toList();
    jdbi.useTransaction(handle -> store.giveBack(handle, identity, rows, sessionNumber));
  }

  /**
   * Unlocks whatever a session that is gone still holds, and tells the identity's next session.
   *
   * @return whether it held anything
   */
  public boolean releaseSession(Identity identity, long sessionNumber) {
    Instant now = now();
    boolean released =
        jdbi.inTransaction(
            handle -> {
              boolean any = store.releaseSession(handle, identity, sessionNumber) > 0;
              if (any) {
                outbox.append(handle, List.of(new Event.MessageQueued(identity, now, true)));
              }
              return any;
            });
    if (released) {
      outbox.wake();
    }
    return released;
  }

  /** Locks the oldest free message for {@code lock}, 5 to 300 seconds. */
  public Optional<QueuedMessage> lock(Identity identity, Duration lock) {
    if (lock.compareTo(MIN_LOCK) < 0 || lock.compareTo(MAX_LOCK) > 0) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "a message is locked for 5 to 300 seconds");
    }
    Instant now = now();
    return jdbi.inTransaction(
        handle -> {
          store.dropDead(handle, identity, now, MAX_DELIVERIES);
          return store
              .lockByToken(handle, identity, UUID.randomUUID(), now, now.plus(lock))
              .stream()
              .findFirst();
        });
  }

  /**
   * @throws HubException with {@link ErrorCode#DEVICE_MESSAGE_LOCK_LOST} when the lock is over
   */
  public void complete(Identity identity, UUID lockToken) {
    settle(identity, lockToken, Settlement.COMPLETED);
  }

  /**
   * @throws HubException with {@link ErrorCode#DEVICE_MESSAGE_LOCK_LOST} when the lock is over
   */
  public void reject(Identity identity, UUID lockToken) {
    settle(identity, lockToken, Settlement.REJECTED);
  }

  private void settle(Identity identity, UUID lockToken, Settlement settlement) {
    Instant now = now();
    jdbi.useTransaction(
        handle -> {
          if (!store.settleByToken(handle, identity, lockToken, settlement, now)) {
            throw lockLost();
          }
        });
  }

  /**
   * Gives a locked message back to the queue.
   *
   * @throws HubException with {@link ErrorCode#DEVICE_MESSAGE_LOCK_LOST} when the lock is over
   */
  public void abandon(Identity identity, UUID lockToken) {
    Instant now = now();
    jdbi.useTransaction(
        handle -> {
          if (!store.abandonByToken(handle, identity, lockToken, now)) {
            throw lockLost();
          }
          store.dropDead(handle, identity, now, MAX_DELIVERIES);
          outbox.append(handle, List.of(new Event.MessageQueued(identity, now, true)));
        });
    outbox.wake();
  }

  /** Empties the queue, locked messages included, and says how many there were. */
  public int purge(Identity identity) {
    Instant now = now();
    return jdbi.inTransaction(
        handle -> {
          if (!store.exists(handle, identity)) {
            throw unknown(handle, identity);
          }
          return store.purge(handle, identity, now);
        });
  }

  /** How many messages wait, locked ones included. */
  public int count(Identity identity) {
    return jdbi.withHandle(handle -> store.count(handle, identity));
  }

  /** Drops expired messages of all queues, at most {@code limit}, and says how many. */
  int dropExpired(int limit) {
    Instant now = now();
    return jdbi.inTransaction(handle -> store.dropExpired(handle, now, limit));
  }

  private HubException unknown(Handle handle, Identity identity) {
    Identity device = Identity.device(identity.hub(), identity.deviceId());
    return identity.isModule() && store.exists(handle, device)
        ? new HubException(ErrorCode.MODULE_NOT_FOUND, "no module " + identity.path())
        : new HubException(ErrorCode.DEVICE_NOT_FOUND, "no device " + identity.deviceId());
  }

  private static HubException lockLost() {
    return new HubException(ErrorCode.DEVICE_MESSAGE_LOCK_LOST, "the lock of the message is over");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
