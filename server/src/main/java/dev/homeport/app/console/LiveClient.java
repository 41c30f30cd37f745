package dev.homeport.app.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket of the console: a short queue and a thread that empties it. A socket that is slow
 * loses telemetry and overviews first; when it falls further behind, what waits is thrown away and
 * it is told to load everything again. Thread-safe.
 */
final class LiveClient {

  static final int QUEUE = 32;
  static final int QUEUE_FOR_DROPPABLE = 8;

  /** The wire. */
  interface Wire {

    /** Sends and waits until the text has left; throws when the connection is gone. */
    void send(String text);

    void close();
  }

  private static final Logger LOGGER = LoggerFactory.getLogger(LiveClient.class);

  private final Wire wire;
  private final BooleanSupplier signedIn;
  private final Deque<String> queue = new ArrayDeque<>();
  private boolean closed;

  /** Where it starts to follow changes; null once it does. */
  private @Nullable String waitingAt;

  private volatile Set<String> telemetryOf = Set.of();

  /**
   * @param signedIn whether the session that opened the socket still lasts
   * @param cursor where it joined
   */
  LiveClient(Wire wire, BooleanSupplier signedIn, String cursor) {
    this.wire = wire;
    this.signedIn = signedIn;
    this.waitingAt = cursor;
  }

  void start(String name) {
    Thread.ofVirtual().name("live-" + name).start(this::run);
  }

  boolean isSignedIn() {
    return signedIn.getAsBoolean();
  }

  Set<String> telemetryOf() {
    return telemetryOf;
  }

  void follow(Set<String> deviceIds) {
    telemetryOf = deviceIds;
  }

  /** Whether it has subscribed, so that changes go to it. */
  synchronized boolean isActive() {
    return waitingAt == null;
  }

  /** Where it joined, once; null when it is active already. */
  synchronized @Nullable String activate() {
    String cursor = waitingAt;
    waitingAt = null;
    return cursor;
  }

  /** Queues what must not get lost; {@code resync} is what to say when there is no room. */
  synchronized void send(String text, Supplier<String> resync) {
    if (closed) {
      return;
    }
    if (queue.size() >= QUEUE) {
      queue.clear();
      queue.addLast(resync.get());
    } else {
      queue.addLast(text);
    }
    notifyAll();
  }

  /** Queues what the next one of its kind makes good for. */
  synchronized void sendDroppable(String text) {
    if (!closed && queue.size() < QUEUE_FOR_DROPPABLE) {
      queue.addLast(text);
      notifyAll();
    }
  }

  private void run() {
    try {
      String text = next();
      while (text != null) {
        wire.send(text);
        text = next();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOGGER.atDebug().addKeyValue("cause", e.toString()).log("live socket gone");
      close();
    }
  }

  private synchronized @Nullable String next() throws InterruptedException {
    while (queue.isEmpty() && !closed) {
      wait();
    }
    return closed ? null : queue.removeFirst();
  }

  void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      queue.clear();
      notifyAll();
    }
    wire.close();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized int waiting() {
    return queue.size();
  }
}
