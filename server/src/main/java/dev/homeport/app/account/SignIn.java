package dev.homeport.app.account;

import dev.homeport.StorableText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs people in and knows their sessions. A session is a random token in a cookie; the table
 * holds its SHA-256 only, so that who reads the table cannot use it. Thread-safe.
 */
public final class SignIn {

  public static final Duration SESSION = Duration.ofHours(12);

  private static final Logger LOGGER = LoggerFactory.getLogger(SignIn.class);
  private static final String ADMIN = "admin";
  private static final String PASSWORD_FILE = "admin-password";
  private static final int TOKEN_BYTES = 32;
  private static final int PASSWORD_BYTES = 18;
  private static final int MAX_LENGTH = 256;

  /** Short, so that strangers cannot lock a person out for long. */
  private static final Duration LONGEST_FOR_USER = Duration.ofSeconds(30);

  private static final Duration LONGEST_FOR_ADDRESS = Duration.ofMinutes(5);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final AccountStore accounts;
  private final Clock clock;
  private final FailureBackOff byUser;
  private final FailureBackOff byAddress;

  /**
   * Hashed in place of the password of an account that does not exist, so that it takes as long.
   */
  private final String nobody = PasswordHash.of(random(PASSWORD_BYTES));

  public SignIn(Jdbi jdbi, Clock clock) {
    this.accounts = new AccountStore(jdbi);
    this.clock = clock;
    this.byUser = new FailureBackOff(clock, LONGEST_FOR_USER);
    this.byAddress = new FailureBackOff(clock, LONGEST_FOR_ADDRESS);
  }

  /** What became of an attempt to sign in. */
  public sealed interface Result {

    /**
     * @param token for the cookie
     */
    record SignedIn(Account account, String token) implements Result {
      @Override
      public String toString() {
        return "SignedIn[" + account + ", ***]";
      }
    }

    record WrongPassword() implements Result {}

    record TooManyFailures(Duration delay) implements Result {}
  }

  /**
   * Makes the first account, with a password of its own in {@code <data>/admin-password} (mode
   * 0600). Does nothing when there is an account of that name: whoever keeps a data directory keeps
   * the password.
   */
  public void ensureAdmin(String userName, Path data) {
    if (accounts.find(userName).isPresent()) {
      return;
    }
    try {
      // The file first: an account whose password nobody knows would be of no use.
      String password = keptPassword(data.resolve(PASSWORD_FILE));
      if (accounts.insert(new Account(userName, ADMIN), PasswordHash.of(password))) {
        LOGGER.atInfo().addKeyValue("userName", userName).log("first account made");
      } else {
        LOGGER
            .atWarn()
            .addKeyValue("userName", userName)
            .log("another node made the first account; its data directory has the password");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The password that the first account was given, which may have been changed since; {@code ""} on
   * a node that did not make the account.
   */
  public static String initialPassword(Path data) {
    Path file = data.resolve(PASSWORD_FILE);
    try {
      return Files.exists(file) ? Files.readString(file).strip() : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String keptPassword(Path file) throws IOException {
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    String password = random(PASSWORD_BYTES);
    Path written = file.resolveSibling(PASSWORD_FILE + ".new");
    Files.deleteIfExists(written);
    Files.createFile(
        written,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(written, password + "\n", StandardOpenOption.WRITE);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    return password;
  }

  /**
   * @param address where the attempt comes from
   */
  public Result signIn(String userName, String password, String address) {
    if (userName.length() > MAX_LENGTH
        || password.length() > MAX_LENGTH
        || !StorableText.holds(userName)) {
      return new Result.WrongPassword();
    }
    Duration wait = max(byUser.waitOf(userName), byAddress.waitOf(address));
    if (!wait.isZero()) {
      return new Result.TooManyFailures(wait);
    }
    // Counted before the hash is computed, so that attempts side by side do not get in free.
    byUser.failed(userName);
    byAddress.failed(address);
    Optional<AccountStore.Stored> stored = accounts.find(userName);
    boolean right =
        PasswordHash.matches(
            password, stored.map(AccountStore.Stored::passwordHash).orElse(nobody));
    if (stored.isEmpty() || !right) {
      LOGGER.atInfo().addKeyValue("remoteAddress", address).log("sign-in refused");
      return new Result.WrongPassword();
    }
    byUser.succeeded(userName);
    byAddress.succeeded(address);
    String token = random(TOKEN_BYTES);
    Instant now = clock.instant();
    accounts.insertSession(hash(token), userName, now, now.plus(SESSION));
    LOGGER
        .atInfo()
        .addKeyValue("userName", userName)
        .addKeyValue("remoteAddress", address)
        .log("signed in");
    return new Result.SignedIn(stored.get().account(), token);
  }

  /** Whose session {@code token} is, while it lasts. */
  public Optional<Account> session(String token) {
    return token.length() > MAX_LENGTH
        ? Optional.empty()
        : accounts.session(hash(token), clock.instant());
  }

  /** Ends a session at once. */
  public void signOut(String token) {
    accounts.deleteSession(hash(token));
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
