package dev.homeport.app.account;

import dev.homeport.StorableText;
import dev.homeport.access.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs people in and knows their sessions. A session is a random token in a cookie; the table
 * holds its SHA-256 only, so that who reads the table cannot use it. Thread-safe; blocks.
 */
public final class SignIn {

  public static final Duration SESSION = Duration.ofHours(12);

  private static final Logger LOGGER = LoggerFactory.getLogger(SignIn.class);
  private static final int MAX_TOKEN = 256;
  private static final int MAX_USER_AGENT = 200;

  private final SessionStore sessions;
  private final PasswordCheck passwords;
  private final Clock clock;

  public SignIn(Jdbi jdbi, Clock clock) {
    this.sessions = new SessionStore(jdbi);
    this.passwords = new PasswordCheck(new AccountStore(jdbi), clock);
    this.clock = clock;
  }

  /**
   * A session that has just begun.
   *
   * @param token for the cookie
   */
  record Begun(Caller.Person person, String token) {
    @Override
    public String toString() {
      return "Begun[" + person + ", ***]";
    }
  }

  /** Judges the password of somebody who signs in, or who is about to change it. */
  PasswordCheck.Result check(String userName, String password, Origin origin) {
    return passwords.check(userName, password, origin.address());
  }

  /** Begins a session of somebody who has proven to be the account's owner. */
  Begun begin(Account account, Origin origin) {
    String token = RandomToken.fresh();
    Instant now = clock.instant();
    UUID id = UUID.randomUUID();
    String agent = origin.userAgent();
    sessions.insert(
        id,
        RandomToken.hash(token),
        account.userName(),
        origin.address(),
        StorableText.holds(agent)
            ? agent.substring(0, Math.min(agent.length(), MAX_USER_AGENT))
            : "",
        now,
        now.plus(SESSION));
    LOGGER
        .atInfo()
        .addKeyValue("userName", account.userName())
        .addKeyValue("remoteAddress", origin.address())
        .log("signed in");
    return new Begun(person(account, id), token);
  }

  private static Caller.Person person(Account account, UUID session) {
    return new Caller.Person(
        account.userName(),
        account.role(),
        account.group(),
        session.toString(),
        account.mustChangePassword());
  }

  /** Whose session {@code token} is, while it lasts and the account is enabled. */
  public Optional<Caller.Person> session(String token) {
    return token.length() > MAX_TOKEN
        ? Optional.empty()
        : sessions
            .byToken(RandomToken.hash(token), clock.instant())
            .map(stored -> person(stored.account(), stored.id()));
  }

  /** The sessions of an account, the latest first. */
  List<SessionStore.Row> sessions(String userName) {
    return sessions.of(userName, clock.instant());
  }

  /** Ends a session of an account at once; whether there was such a one. */
  boolean end(String userName, UUID session) {
    return sessions.delete(userName, session);
  }
}
