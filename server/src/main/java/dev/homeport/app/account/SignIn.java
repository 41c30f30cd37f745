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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs people in and knows their sessions. A session is a row, and two cookies: a short-lived JWT,
 * from which rights are read, and a random token that gets the next JWT; the row holds the SHA-256
 * of that token only, so that who reads the table cannot use it. Every call looks for the row, so a
 * session that is ended is refused at once by every node. Thread-safe; blocks.
 */
public final class SignIn {

  public static final Duration SESSION = Duration.ofHours(12);

  private static final Logger LOGGER = LoggerFactory.getLogger(SignIn.class);
  private static final int MAX_TOKEN = 2_048;
  private static final int MAX_USER_AGENT = 200;

  private final SessionStore sessions;
  private final PasswordCheck passwords;
  private final SessionToken tokens;
  private final Clock clock;

  public SignIn(Jdbi jdbi, Clock clock) {
    this.sessions = new SessionStore(jdbi);
    this.passwords = new PasswordCheck(jdbi, clock);
    this.tokens = new SessionToken(jdbi, clock);
    this.clock = clock;
  }

  /**
   * A session that has just begun.
   *
   * @param token the JWT
   * @param renewal what gets the next JWT
   */
  record Begun(Caller.Person person, String token, String renewal) {
    @Override
    public String toString() {
      return "Begun[" + person + ", ***]";
    }
  }

  /**
   * A session that goes on.
   *
   * @param token the next JWT; null while the one at hand will do
   */
  record Found(Caller.Person person, @Nullable String token) {
    @Override
    public String toString() {
      return "Found[" + person + ", ***]";
    }
  }

  /** Judges the password of somebody who signs in, or who is about to change it. */
  PasswordCheck.Result check(String userName, String password, Origin origin) {
    return passwords.check(userName, password, origin.address());
  }

  /** Begins a session of somebody who has proven to be the account's owner. */
  Begun begin(Account account, Origin origin) {
    String renewal = RandomToken.fresh();
    Instant now = clock.instant();
    UUID id = UUID.randomUUID();
    String agent = origin.userAgent();
    sessions.insert(
        id,
        RandomToken.hash(renewal),
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
    Caller.Person person = person(account, id);
    return new Begun(person, tokens.issue(person), renewal);
  }

  private static Caller.Person person(Account account, UUID session) {
    return new Caller.Person(
        account.userName(),
        account.role(),
        account.group(),
        session.toString(),
        account.mustChangePassword());
  }

  /**
   * The session that cookies prove, while it lasts and its account is enabled.
   *
   * @param token the JWT
   * @param renewal what gets the next one
   */
  Optional<Found> find(@Nullable String token, @Nullable String renewal) {
    Optional<SessionToken.Read> read =
        token == null || token.length() > MAX_TOKEN ? Optional.empty() : tokens.read(token);
    if (read.isPresent() && !(read.get().ageing() && renewal != null)) {
      Caller.Person person = read.get().person();
      return isAlive(person) ? Optional.of(new Found(person, null)) : Optional.empty();
    }
    return renewal == null || renewal.length() > MAX_TOKEN
        ? Optional.empty()
        : sessions
            .byToken(RandomToken.hash(renewal), clock.instant())
            .map(stored -> person(stored.account(), stored.id()))
            .map(person -> new Found(person, tokens.issue(person)));
  }

  /** Whether a session has not been ended. */
  public boolean isAlive(Caller.Person person) {
    return sessions.isAlive(UUID.fromString(person.sessionId()), clock.instant());
  }

  /** The JWT of a session from now on, when what it allows has changed. */
  String reissue(Caller.Person person) {
    return tokens.issue(person);
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
