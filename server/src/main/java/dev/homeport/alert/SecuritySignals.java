package dev.homeport.alert;

import dev.homeport.HubName;
import dev.homeport.Identity;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what the gateway of this node sees of connections that come in and that are refused, and
 * writes the counts every few seconds. Holds at most {@link #MAX_SIGNALS} until then; what is more
 * is not counted. Thread-safe; never blocks the gateway.
 */
public final class SecuritySignals implements AutoCloseable {

  static final int MAX_SIGNALS = 50_000;

  private static final Logger LOGGER = LoggerFactory.getLogger(SecuritySignals.class);
  private static final Duration WRITE_EVERY = Duration.ofSeconds(5);

  /** Reasons that tell nothing of a known device: who comes may have made its name up. */
  private static final Set<String> OF_NO_DEVICE = Set.of("unknown device");

  /** Reasons that tell of no attempt to get in. */
  private static final Set<String> HARMLESS = Set.of("disabled device", "gone before its turn");

  private final Jdbi jdbi;
  private final Clock clock;
  private final SignalStore store = new SignalStore();
  private final OfflineStore certificates = new OfflineStore();
  private final ScheduledExecutorService writer;
  private Map<SignalStore.Signal, Long> signals = new HashMap<>();
  private Map<Identity, Instant> ends = new HashMap<>();

  public SecuritySignals(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.writer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("security-signals").factory());
  }

  /** Begins to write from time to time. */
  public void start() {
    var _ =
        writer.scheduleWithFixedDelay(
            this::writeOrTell,
            WRITE_EVERY.toMillis(),
            WRITE_EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /**
   * Somebody was refused.
   *
   * @param reason in the authenticator's words
   */
  public void refused(Identity identity, String address, String reason) {
    if (HARMLESS.contains(reason)) {
      return;
    }
    count(identity.hub(), SignalStore.Kind.REFUSED_ADDRESS, address, "");
    if (!OF_NO_DEVICE.contains(reason)) {
      count(identity.hub(), SignalStore.Kind.REFUSED_DEVICE, identity.deviceId().value(), "");
    }
  }

  /**
   * A device or module came in.
   *
   * @param certificate that it proved itself with; null for tokens
   */
  public void admitted(Identity identity, String address, @Nullable X509Certificate certificate) {
    count(identity.hub(), SignalStore.Kind.CAME_FROM, identity.deviceId().value(), address);
    if (certificate != null && identity.moduleId() == null) {
      synchronized (this) {
        if (ends.size() < MAX_SIGNALS) {
          ends.put(identity, certificate.getNotAfter().toInstant());
        }
      }
    }
  }

  private synchronized void count(
      HubName hub, SignalStore.Kind kind, String subject, String detail) {
    SignalStore.Signal signal =
        new SignalStore.Signal(
            hub, kind, subject, detail, clock.instant().truncatedTo(ChronoUnit.MINUTES));
    if (signals.size() < MAX_SIGNALS || signals.containsKey(signal)) {
      signals.merge(signal, 1L, Long::sum);
    }
  }

  private void writeOrTell() {
    try {
      write();
    } catch (RuntimeException e) {
      LOGGER.atError().setCause(e).log("security signals are lost");
    }
  }

  /** Writes what was counted. */
  void write() {
    Map<SignalStore.Signal, Long> counted;
    Map<Identity, Instant> ended;
    synchronized (this) {
      counted = signals;
      ended = ends;
      signals = new HashMap<>();
      ends = new HashMap<>();
    }
    if (counted.isEmpty() && ended.isEmpty()) {
      return;
    }
    jdbi.useTransaction(
        handle -> {
          store.add(handle, counted.entrySet());
          ended.forEach(
              (identity, end) ->
                  certificates.noteCertificate(
                      handle, identity.hub(), identity.deviceId().value(), end));
        });
  }

  @Override
  public void close() {
    writer.shutdownNow();
    writeOrTell();
  }
}
