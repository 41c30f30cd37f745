package dev.homeport.app.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.MutableClock;
import dev.homeport.TestDatabase;
import dev.homeport.access.Action;
import dev.homeport.access.Caller;
import dev.homeport.access.Role;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {

  private static final String PASSWORD = "correct horse battery";
  private static final Origin DESK = new Origin("10.0.0.1", "a browser");

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path data = Path.of("");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private Accounts accounts = new Accounts(database.jdbi(), clock);
  private SignIn signIn = new SignIn(database.jdbi(), clock);

  @BeforeEach
  void makeTheFirstAccount() {
    accounts = new Accounts(database.jdbi(), clock);
    signIn = new SignIn(database.jdbi(), clock);
    FirstAdmin.ensure(database.jdbi(), clock, "admin", data);
  }

  @Test
  void aNewUserMayOnlyChooseAPassword() {
    accounts.create("anna", PASSWORD, Role.TECHNICIAN, null);

    SignIn.Begun begun = signIn.begin(checked("anna", PASSWORD), DESK);

    assertThat(begun.person().allows(Action.VIEW)).isFalse();
    assertThat(begun.person().allows(Action.OWN_ACCOUNT)).isTrue();
  }

  @Test
  void whoChoseAPasswordMayDoWhatTheRoleAllowsAndIsSignedOutElsewhere() {
    accounts.create("anna", PASSWORD, Role.TECHNICIAN, null);
    SignIn.Begun here = signIn.begin(checked("anna", PASSWORD), DESK);
    SignIn.Begun elsewhere = signIn.begin(checked("anna", PASSWORD), DESK);

    accounts.choosePassword(
        "anna", "a password of my own", UUID.fromString(here.person().sessionId()));

    assertThat(
            signIn.find(null, here.renewal()).orElseThrow().person().allows(Action.OPERATE_DEVICES))
        .isTrue();
    assertThat(signIn.find(elsewhere.token(), elsewhere.renewal())).isEmpty();
    assertThat(signIn.check("anna", PASSWORD, DESK)).isEqualTo(new PasswordCheck.Result.Wrong());
    assertThat(checked("anna", "a password of my own").mustChangePassword()).isFalse();
  }

  @Test
  void aChangeOfTheRoleEndsTheSessions() {
    accounts.create("anna", PASSWORD, Role.ADMIN, null);
    Caller.Person person = signIn.begin(checked("anna", PASSWORD), DESK).person();
    assertThat(signIn.sessions("anna")).hasSize(1);

    accounts.change("anna", Role.VIEWER, "north", true);

    assertThat(signIn.sessions("anna")).isEmpty();
    assertThat(person.role()).isEqualTo(Role.ADMIN);
    assertThat(accounts.get("anna"))
        .satisfies(
            account -> {
              assertThat(account.role()).isEqualTo(Role.VIEWER);
              assertThat(account.group()).isEqualTo("north");
            });
  }

  @Test
  void aDisabledUserCannotSignIn() {
    accounts.create("anna", PASSWORD, Role.VIEWER, null);

    accounts.change("anna", Role.VIEWER, null, false);

    assertThat(signIn.check("anna", PASSWORD, DESK)).isEqualTo(new PasswordCheck.Result.Wrong());
  }

  @Test
  void oneAdminRemains() {
    assertRefused(ErrorCode.LAST_ADMIN, () -> accounts.delete("admin"));
    assertRefused(
        ErrorCode.LAST_ADMIN, () -> accounts.change("admin", Role.TECHNICIAN, null, true));
    assertRefused(ErrorCode.LAST_ADMIN, () -> accounts.change("admin", Role.ADMIN, null, false));

    accounts.create("anna", PASSWORD, Role.ADMIN, null);
    accounts.delete("admin");

    assertThat(accounts.all()).map(Account::userName).containsExactly("anna");
  }

  @Test
  void aDeletedUserIsSignedOut() {
    accounts.create("anna", PASSWORD, Role.VIEWER, null);
    SignIn.Begun begun = signIn.begin(checked("anna", PASSWORD), DESK);

    accounts.delete("anna");

    assertThat(signIn.find(begun.token(), begun.renewal())).isEmpty();
  }

  @Test
  void refusesASecondUserOfTheSameNameInAnotherCase() {
    assertRefused(
        ErrorCode.USER_ALREADY_EXISTS, () -> accounts.create("Admin", PASSWORD, Role.VIEWER, null));
  }

  @Test
  void refusesPasswordsThatAreEasyToGuess() {
    assertRefused(
        ErrorCode.ARGUMENT_INVALID, () -> accounts.create("anna", "short", Role.VIEWER, null));
    assertRefused(
        ErrorCode.ARGUMENT_INVALID,
        () -> accounts.create("anna", "aaaaaaaaaaaaaaaa", Role.VIEWER, null));
    assertRefused(
        ErrorCode.ARGUMENT_INVALID,
        () -> accounts.create("anna.of.the.north", "Anna.of.the.North", Role.VIEWER, null));
  }

  @Test
  void refusesAnAdminOfAGroup() {
    assertRefused(
        ErrorCode.ARGUMENT_INVALID, () -> accounts.create("anna", PASSWORD, Role.ADMIN, "north"));
  }

  @Test
  void anotherPasswordFromAnAdminIsToBeChanged() {
    accounts.create("anna", PASSWORD, Role.VIEWER, null);
    SignIn.Begun begun = signIn.begin(checked("anna", PASSWORD), DESK);

    accounts.resetPassword("anna", "another password");

    assertThat(signIn.find(begun.token(), begun.renewal())).isEmpty();
    assertThat(checked("anna", "another password").mustChangePassword()).isTrue();
  }

  @Test
  void makesAnAccountForWhomAProviderVouchesAndTakesOverEveryNewRole() {
    Vouched anna = new Vouched("https://idp", "sub-1", "anna", Optional.of(Role.ADMIN), null);
    Account made = accounts.vouched(anna, Role.ADMIN);
    SignIn.Begun begun = signIn.begin(made, DESK);

    Account changed =
        accounts.vouched(
            new Vouched("https://idp", "sub-1", "anna", Optional.of(Role.VIEWER), "north"),
            Role.VIEWER);

    assertThat(changed.userName()).isEqualTo("anna");
    assertThat(changed.role()).isEqualTo(Role.VIEWER);
    assertThat(changed.group()).isEqualTo("north");
    assertThat(signIn.find(begun.token(), begun.renewal())).isEmpty();
  }

  @Test
  void neverTakesSomebodyElsesAccountForThatOfAPersonOfTheSameName() {
    Account local = accounts.get("admin");

    Account made =
        accounts.vouched(
            new Vouched("https://idp", "sub-2", "Admin", Optional.of(Role.VIEWER), null),
            Role.VIEWER);

    assertThat(made.userName()).startsWith("Admin-");
    assertThat(made.local()).isFalse();
    assertThat(accounts.get("admin")).isEqualTo(local);
  }

  @Test
  void givesNobodyAPasswordForWhomAProviderVouches() {
    accounts.vouched(
        new Vouched("https://idp", "sub-1", "anna", Optional.of(Role.VIEWER), null), Role.VIEWER);

    assertRefused(
        ErrorCode.ARGUMENT_INVALID, () -> accounts.resetPassword("anna", "another password"));
    assertThat(signIn.check("anna", "", DESK)).isEqualTo(new PasswordCheck.Result.Wrong());
  }

  private Account checked(String userName, String password) {
    return switch (signIn.check(userName, password, DESK)) {
      case PasswordCheck.Result.Right(Account account) -> account;
      case PasswordCheck.Result.Wrong() -> throw new AssertionError("wrong password");
      case PasswordCheck.Result.TooManyFailures(var delay) -> throw new AssertionError(delay);
    };
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatExceptionOfType(HubException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }
}
