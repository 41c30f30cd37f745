package dev.homeport.onboarding;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Secret;
import dev.homeport.StorableText;
import dev.homeport.access.FailureBackOff;
import dev.homeport.eventlog.Outbox;
import dev.homeport.registry.IdentityBatch;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Makes claim codes for devices that were sold, and lets end users claim devices with them. A code
 * works once and for a time; after {@link #MAX_ATTEMPTS} wrong tries it works no more, and an
 * address that tries wrong ones has to wait longer and longer. Thread-safe; blocks.
 */
public final class ClaimCodes {

  /** Wrong tries at one code. */
  public static final int MAX_ATTEMPTS = 5;

  public static final int MAX_DAYS = 730;

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final String SECRET = "claim-codes";
  private static final int SECRET_BYTES = 32;
  private static final int TRIES = 10;
  private static final String HMAC = "HmacSHA256";

  private final Jdbi jdbi;
  private final Onboarding onboarding;
  private final Outbox outbox;
  private final Clock clock;
  private final ClaimStore store = new ClaimStore();
  private final RecordStore records = new RecordStore();
  private final FailureBackOff addresses;
  private @Nullable SecretKeySpec key; // guarded by this

  public ClaimCodes(Jdbi jdbi, Onboarding onboarding, Outbox outbox, Clock clock) {
    this.jdbi = jdbi;
    this.onboarding = onboarding;
    this.outbox = outbox;
    this.clock = clock;
    this.addresses = new FailureBackOff(clock, "claim address", LONGEST_WAIT);
  }

  /**
   * A code that was made; it is not kept.
   *
   * @param code as it stands on a card
   */
  public record Made(String serial, String code, Instant expiresAt) {
    @Override
    public String toString() {
      return "Made[" + serial + "]";
    }
  }

  /**
   * Makes the claim code of a record; an earlier one works no more.
   *
   * @param days how long it works
   * @throws HubException with {@link ErrorCode#RECORD_NOT_FOUND}, {@link
   *     ErrorCode#ALREADY_PROVISIONED} for a device that was onboarded
   */
  public Made make(String serial, int days, String by) {
    StorableText.require("serial", serial);
    if (days < 1 || days > MAX_DAYS) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "days is between 1 and " + MAX_DAYS);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant expiresAt = now.plus(Duration.ofDays(days));
    key(); // read before the transaction, which would need a second connection for it
    return jdbi.inTransaction(
        handle -> {
          StoredRecord record =
              records.find(handle, serial).orElseThrow(() -> Records.notFound(serial));
          String exact = record.record().serial();
          records.lock(handle, exact);
          if (record.registration() != null) {
            throw new HubException(
                ErrorCode.ALREADY_PROVISIONED, exact + " is provisioned already");
          }
          for (int i = 0; i < TRIES; i++) {
            ClaimCode code = ClaimCode.fresh();
            if (store.save(handle, exact, code, hash(code), by, now, expiresAt)) {
              return new Made(exact, code.shown(), expiresAt);
            }
          }
          throw new IllegalStateException("no claim code is free");
        });
  }

  /**
   * @throws HubException with {@link ErrorCode#NOT_FOUND} when the record has no code
   */
  public ClaimCodeState state(String serial) {
    StorableText.require("serial", serial);
    return jdbi.withHandle(handle -> store.ofRecord(handle, serial))
        .map(
            row ->
                new ClaimCodeState(
                    status(row),
                    row.madeBy(),
                    row.madeAt(),
                    row.expiresAt(),
                    row.attempts(),
                    row.usedAt()))
        .orElseThrow(ClaimCodes::none);
  }

  /**
   * Ends a record's code.
   *
   * @throws HubException with {@link ErrorCode#NOT_FOUND} when the record has none
   */
  public void withdraw(String serial) {
    StorableText.require("serial", serial);
    if (!jdbi.inTransaction(handle -> store.delete(handle, serial))) {
      throw none();
    }
  }

  private static HubException none() {
    return new HubException(ErrorCode.NOT_FOUND, "the record has no claim code");
  }

  private ClaimCodeState.Status status(ClaimStore.Row row) {
    if (row.usedAt() != null) {
      return ClaimCodeState.Status.USED;
    }
    if (row.attempts() >= MAX_ATTEMPTS) {
      return ClaimCodeState.Status.LOCKED;
    }
    return clock.instant().isBefore(row.expiresAt())
        ? ClaimCodeState.Status.OPEN
        : ClaimCodeState.Status.EXPIRED;
  }

  /**
   * Claims a device.
   *
   * @param typed the code
   * @param csr a certificate request for the device's own key, PEM; null: keys are made
   * @param address where the call comes from
   * @throws HubException as {@link Onboarding#onboard}; the code works on then
   */
  public ClaimResult claim(String typed, @Nullable String csr, String address) {
    Duration wait = jdbi.inTransaction(handle -> addresses.waitOf(handle, address));
    if (wait.isPositive()) {
      return new ClaimResult.TooMany(wait);
    }
    Optional<ClaimCode> code = ClaimCode.parse(typed);
    if (code.isEmpty()) {
      failed(address);
      return new ClaimResult.Mistyped();
    }
    Optional<Onboarded> claimed;
    try {
      byte[] hash = hash(code.get());
      claimed = jdbi.inTransaction(handle -> use(handle, code.get(), hash, csr, address));
    } catch (IdentityBatch.OvertakenException e) {
      throw new HubException(ErrorCode.ALREADY_PROVISIONED, "the device has just been provisioned");
    }
    if (claimed.isEmpty()) {
      failed(address);
      return new ClaimResult.Refused();
    }
    outbox.wake();
    return new ClaimResult.Claimed(claimed.get());
  }

  private void failed(String address) {
    jdbi.useTransaction(
        handle -> {
          addresses.failed(handle, address);
          addresses.forget(handle);
        });
  }

  private Optional<Onboarded> use(
      Handle handle, ClaimCode code, byte[] hash, @Nullable String csr, String address) {
    Optional<ClaimStore.Row> row = store.lock(handle, code.id());
    if (row.isEmpty()) {
      return Optional.empty();
    }
    boolean right = MessageDigest.isEqual(hash, row.get().hash());
    if (!right || status(row.get()) != ClaimCodeState.Status.OPEN) {
      store.countAttempt(handle, code.id());
      return Optional.empty();
    }
    store.use(handle, code.id(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    return Optional.of(onboarding.claimed(handle, row.get().serial(), csr, address));
  }

  private byte[] hash(ClaimCode code) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key());
      return mac.doFinal((code.id() + code.secret()).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized SecretKeySpec key() {
    SecretKeySpec known = key;
    if (known == null) {
      String secret = StoredSecret.of(jdbi, SECRET, () -> Secret.randomKey(SECRET_BYTES).reveal());
      known = new SecretKeySpec(Base64.getDecoder().decode(secret), HMAC);
      key = known;
    }
    return known;
  }
}
