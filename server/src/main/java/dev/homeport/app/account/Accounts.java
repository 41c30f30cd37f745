package dev.homeport.app.account;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Role;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Makes and changes accounts. A change of what an account may do ends its sessions with the same
 * transaction, so that no session has a right that its account lost; one admin always remains.
 * Thread-safe; blocks.
 */
public final class Accounts {

  static final int MAX_ACCOUNTS = 10_000;
  static final int MIN_PASSWORD = 12;
  static final int MAX_PASSWORD = 256;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,127}");
  private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final AccountStore store;
  private final Clock clock;

  public Accounts(Jdbi jdbi, Clock clock) {
    this.store = new AccountStore(jdbi);
    this.clock = clock;
  }

  List<Account> all() {
    return store.all();
  }

  /**
   * @throws HubException with {@link ErrorCode#NOT_FOUND}
   */
  Account get(String userName) {
    return store
        .find(userName)
        .map(AccountStore.Stored::account)
        .filter(account -> account.userName().equals(userName))
        .orElseThrow(Accounts::notFound);
  }

  /**
   * Makes an account whose owner changes the password at the first sign-in.
   *
   * @param group what a technician or viewer is limited to
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} or {@link
   *     ErrorCode#USER_ALREADY_EXISTS}
   */
  Account create(String userName, String password, Role role, @Nullable String group) {
    if (!NAME.matcher(userName).matches()) {
      throw invalid("a user name has 1 to 128 letters, digits, '.', '_', '@', '+' and '-'");
    }
    requireGroup(role, group);
    requirePassword(userName, password);
    Account account =
        new Account(
            userName,
            role,
            group,
            true,
            true,
            true,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            null);
    String hash = PasswordHash.of(password);
    store
        .jdbi()
        .useTransaction(
            handle -> {
              if (store.countLocked(handle) >= MAX_ACCOUNTS) {
                throw invalid("there are at most " + MAX_ACCOUNTS + " users");
              }
              if (!store.insert(handle, account, hash)) {
                throw new HubException(
                    ErrorCode.USER_ALREADY_EXISTS, "there is a user " + userName + " already");
              }
            });
    return account;
  }

  /**
   * Changes what an account may do, and ends its sessions.
   *
   * @throws HubException with {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#ARGUMENT_INVALID}, or
   *     {@link ErrorCode#LAST_ADMIN} when no admin would remain
   */
  Account change(String userName, Role role, @Nullable String group, boolean enabled) {
    requireGroup(role, group);
    store
        .jdbi()
        .useTransaction(
            handle -> {
              store.countLocked(handle);
              existing(handle, userName);
              store.update(handle, userName, role, group, enabled);
              requireAdmin(handle);
              SessionStore.deleteOthers(handle, userName, null);
            });
    return get(userName);
  }

  /**
   * Gives an account another password, which its owner changes at the next sign-in, and ends its
   * sessions.
   */
  void resetPassword(String userName, String password) {
    requirePassword(userName, password);
    setPassword(userName, password, true, null);
  }

  /**
   * Sets the password that the owner chose, and ends the owner's other sessions.
   *
   * @param kept the session that stays
   */
  void choosePassword(String userName, String password, UUID kept) {
    requirePassword(userName, password);
    setPassword(userName, password, false, kept);
  }

  private void setPassword(
      String userName, String password, boolean mustChange, @Nullable UUID kept) {
    String hash = PasswordHash.of(password);
    store
        .jdbi()
        .useTransaction(
            handle -> {
              if (!existing(handle, userName).local()) {
                throw invalid("the user's password is the identity provider's");
              }
              store.setPassword(handle, userName, hash, mustChange);
              SessionStore.deleteOthers(handle, userName, kept);
            });
  }

  /**
   * The account of somebody for whom an identity provider vouches; made when there is none yet. A
   * role or group other than before ends the account's sessions.
   */
  Account vouched(Vouched vouched, Role role) {
    return store
        .jdbi()
        .inTransaction(
            handle -> {
              store.countLocked(handle);
              Optional<Account> known =
                  store.bySubject(handle, vouched.issuer(), vouched.subject());
              if (known.isEmpty()) {
                store.insertVouched(handle, freeName(vouched), vouched, role, clock.instant());
              } else if (known.get().role() != role
                  || !Objects.equals(known.get().group(), vouched.group())) {
                Account before = known.get();
                store.update(handle, before.userName(), role, vouched.group(), before.enabled());
                SessionStore.deleteOthers(handle, before.userName(), null);
              }
              return store
                  .bySubject(handle, vouched.issuer(), vouched.subject())
                  .orElseThrow(Accounts::notFound);
            });
  }

  /** The name at the provider, told apart from that of another account. */
  private String freeName(Vouched vouched) {
    String name = vouched.userName().replaceAll("[^A-Za-z0-9._@+-]", "-");
    String plain = NAME.matcher(name).matches() ? name : "user";
    return store.find(plain).isEmpty()
        ? plain
        : plain.substring(0, Math.min(plain.length(), 100))
            + "-"
            + HexFormat.of()
                .formatHex(RandomToken.hash(vouched.issuer() + " " + vouched.subject()), 0, 6);
  }

  /** Ends all sessions of an account at once. */
  void endSessions(String userName) {
    store
        .jdbi()
        .useTransaction(
            handle -> {
              existing(handle, userName);
              SessionStore.deleteOthers(handle, userName, null);
            });
  }

  /** Deletes an account with its sessions and tokens. */
  void delete(String userName) {
    store
        .jdbi()
        .useTransaction(
            handle -> {
              store.countLocked(handle);
              existing(handle, userName);
              store.delete(handle, userName);
              requireAdmin(handle);
            });
  }

  private Account existing(Handle handle, String userName) {
    return store.lock(handle, userName).orElseThrow(Accounts::notFound);
  }

  private void requireAdmin(Handle handle) {
    if (store.admins(handle) == 0) {
      throw new HubException(ErrorCode.LAST_ADMIN, "one admin who may sign in has to remain");
    }
  }

  private static void requireGroup(Role role, @Nullable String group) {
    if (group == null) {
      return;
    }
    if (role == Role.ADMIN) {
      throw invalid("an admin is not limited to a group");
    }
    if (!GROUP.matcher(group).matches()) {
      throw invalid("this is no name of a group");
    }
  }

  private static void requirePassword(String userName, String password) {
    int length = password.codePointCount(0, password.length());
    if (length < MIN_PASSWORD || password.length() > MAX_PASSWORD) {
      throw invalid("a password has " + MIN_PASSWORD + " to " + MAX_PASSWORD + " characters");
    }
    if (password.equalsIgnoreCase(userName) || password.chars().distinct().count() < 5) {
      throw invalid("the password is too easy to guess");
    }
  }

  private static HubException notFound() {
    return new HubException(ErrorCode.NOT_FOUND, "there is no such user");
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }
}
