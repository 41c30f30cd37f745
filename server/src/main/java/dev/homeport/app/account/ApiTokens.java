package dev.homeport.app.account;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.StorableText;
import dev.homeport.access.Caller;
import dev.homeport.access.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What programs prove themselves with in the place of a person. A token ends with its account, and
 * never allows more than the account. Thread-safe; blocks.
 */
public final class ApiTokens {

  static final Duration LONGEST = Duration.ofDays(366);
  static final int MAX_OF_ONE = 50;

  private static final String PREFIX = "hpt_";
  private static final int MAX_NAME = 100;
  private static final int MAX_TOKEN = 100;

  private final ApiTokenStore store;
  private final Clock clock;

  public ApiTokens(Jdbi jdbi, Clock clock) {
    this.store = new ApiTokenStore(jdbi);
    this.clock = clock;
  }

  /** A token as it is shown once. */
  record Made(ApiTokenStore.Row row, String token) {
    @Override
    public String toString() {
      return "Made[" + row + ", ***]";
    }
  }

  /**
   * @param hub the only hub that the token is for; null: all
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}, or {@link ErrorCode#FORBIDDEN}
   *     for a role that may do what the person may not
   */
  Made create(Caller.Person person, String name, Role role, @Nullable HubName hub, Duration life) {
    if (name.isBlank() || name.length() > MAX_NAME || !StorableText.holds(name)) {
      throw invalid("a token's name has 1 to " + MAX_NAME + " characters");
    }
    if (life.compareTo(Duration.ofDays(1)) < 0 || life.compareTo(LONGEST) > 0) {
      throw invalid("a token is good for 1 to " + LONGEST.toDays() + " days");
    }
    if (!person.role().covers(role)) {
      throw new HubException(
          ErrorCode.FORBIDDEN, "the role " + role.wire() + " may do what yours may not");
    }
    if (store.of(person.name()).size() >= MAX_OF_ONE) {
      throw invalid("a user has at most " + MAX_OF_ONE + " tokens");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    String token = PREFIX + RandomToken.fresh();
    ApiTokenStore.Row row =
        new ApiTokenStore.Row(
            UUID.randomUUID(), person.name(), name, role, hub, now, now.plus(life), null);
    if (!store.insert(row, RandomToken.hash(token))) {
      throw invalid("there is a token " + name + " already");
    }
    return new Made(row, token);
  }

  /** Those of a person, or of everybody. */
  List<ApiTokenStore.Row> list(@Nullable String userName) {
    return userName == null ? store.all() : store.of(userName);
  }

  /**
   * Ends a token at once.
   *
   * @param userName whose it has to be; null: anybody's
   * @throws HubException with {@link ErrorCode#NOT_FOUND}
   */
  void delete(UUID id, @Nullable String userName) {
    if (!store.delete(id, userName)) {
      throw new HubException(ErrorCode.NOT_FOUND, "there is no such token");
    }
  }

  /** The program that a token proves, while it lasts and its owner may sign in. */
  Optional<Caller.Program> program(String token) {
    return token.startsWith(PREFIX) && token.length() <= MAX_TOKEN
        ? store.use(RandomToken.hash(token), clock.instant())
        : Optional.empty();
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }
}
