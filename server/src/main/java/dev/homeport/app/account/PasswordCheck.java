package dev.homeport.app.account;

import dev.homeport.StorableText;
import dev.homeport.access.FailureBackOff;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges passwords, and locks out who guesses: by user name for a short time that grows, so that
 * strangers cannot lock a person out for long, by address for longer, on all nodes together.
 * Thread-safe; blocks.
 */
final class PasswordCheck {

  private static final Logger LOGGER = LoggerFactory.getLogger(PasswordCheck.class);
  private static final int MAX_LENGTH = 256;
  private static final Duration LONGEST_FOR_USER = Duration.ofSeconds(30);
  private static final Duration LONGEST_FOR_ADDRESS = Duration.ofMinutes(5);

  private final Jdbi jdbi;
  private final AccountStore accounts;
  private final FailureBackOff byUser;
  private final FailureBackOff byAddress;

  /** Hashed in place of a password that does not exist, so that it takes as long. */
  private final String nobody = PasswordHash.of(RandomToken.fresh());

  PasswordCheck(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.accounts = new AccountStore(jdbi);
    this.byUser = new FailureBackOff(clock, "sign-in user", LONGEST_FOR_USER);
    this.byAddress = new FailureBackOff(clock, "sign-in address", LONGEST_FOR_ADDRESS);
  }

  /** What a check says. */
  sealed interface Result {
    record Right(Account account) implements Result {}

    /** Also when there is no such account, or it is disabled. */
    record Wrong() implements Result {}

    record TooManyFailures(Duration delay) implements Result {}
  }

  /**
   * @param address where the attempt comes from
   */
  Result check(String userName, String password, String address) {
    if (userName.length() > MAX_LENGTH
        || password.length() > MAX_LENGTH
        || !StorableText.holds(userName)) {
      return new Result.Wrong();
    }
    String name = userName.toLowerCase(Locale.ROOT);
    Duration wait = jdbi.inTransaction(handle -> begin(handle, name, address));
    if (!wait.isZero()) {
      return new Result.TooManyFailures(wait);
    }
    Optional<AccountStore.Stored> stored = accounts.find(userName);
    String hash = stored.map(AccountStore.Stored::passwordHash).orElse("");
    boolean right = PasswordHash.matches(password, hash.isEmpty() ? nobody : hash);
    if (stored.isEmpty() || !right || !stored.get().account().enabled()) {
      LOGGER.atInfo().addKeyValue("remoteAddress", address).log("sign-in refused");
      return new Result.Wrong();
    }
    jdbi.useTransaction(
        handle -> {
          byUser.succeeded(handle, name);
          byAddress.succeeded(handle, address);
        });
    return new Result.Right(stored.get().account());
  }

  /**
   * How long they have to wait. When they need not, the attempt counts as failed before the hash is
   * computed, so that attempts side by side do not get in free.
   */
  private Duration begin(Handle handle, String name, String address) {
    Duration wait = max(byUser.waitOf(handle, name), byAddress.waitOf(handle, address));
    if (wait.isZero()) {
      byUser.failed(handle, name);
      byAddress.failed(handle, address);
      byAddress.forget(handle);
    }
    return wait;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
