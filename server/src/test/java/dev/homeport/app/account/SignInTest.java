package dev.homeport.app.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.MutableClock;
import dev.homeport.TestDatabase;
import dev.homeport.access.Caller;
import dev.homeport.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {

  private static final Origin DESK = new Origin("10.0.0.1", "a browser");

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path data = Path.of("");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private SignIn signIn = new SignIn(database.jdbi(), clock);
  private String password = "";

  @BeforeEach
  void makeTheFirstAccount() throws IOException {
    signIn = new SignIn(database.jdbi(), clock);
    FirstAdmin.ensure(database.jdbi(), clock, "admin", data);
    password = Files.readString(data.resolve("admin-password")).strip();
  }

  @Test
  void keepsTheGeneratedPasswordToItsOwner() throws IOException {
    assertThat(password).hasSize(24);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("admin-password"))))
        .isEqualTo("rw-------");
  }

  @Test
  void keepsThePasswordAtTheNextStart() throws IOException {
    FirstAdmin.ensure(database.jdbi(), clock, "admin", data);

    assertThat(Files.readString(data.resolve("admin-password")).strip()).isEqualTo(password);
    assertThat(token()).isNotEmpty();
  }

  @Test
  void endsASessionAfterTwelveHours() {
    String token = token();
    assertThat(signIn.session(token))
        .hasValueSatisfying(
            person -> {
              assertThat(person.name()).isEqualTo("admin");
              assertThat(person.role()).isEqualTo(Role.ADMIN);
              assertThat(person.mustChangePassword()).isFalse();
            });

    clock.advance(SignIn.SESSION);

    assertThat(signIn.session(token)).isEmpty();
  }

  @Test
  void endsOneSessionAndLeavesOthersAlone() {
    String first = token();
    String second = token();
    Caller.Person person = signIn.session(first).orElseThrow();

    assertThat(signIn.end("admin", UUID.fromString(person.sessionId()))).isTrue();

    assertThat(signIn.session(first)).isEmpty();
    assertThat(signIn.session(second)).isPresent();
    assertThat(signIn.sessions("admin"))
        .singleElement()
        .satisfies(row -> assertThat(row.userAgent()).isEqualTo("a browser"));
  }

  @Test
  void endsNoSessionOfSomebodyElse() {
    String session = signIn.session(token()).orElseThrow().sessionId();

    assertThat(signIn.end("anna", UUID.fromString(session))).isFalse();
    assertThat(signIn.sessions("admin")).hasSize(1);
  }

  @Test
  void keepsNoTokenInTheTable() {
    String token = token();

    String stored =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("SELECT encode(token_hash, 'escape') FROM account_session")
                        .mapTo(String.class)
                        .one());
    assertThat(stored).doesNotContain(token);
  }

  @Test
  void saysTheSameOfAWrongPasswordAndAnUnknownUser() {
    assertThat(signIn.check("admin", "wrong", DESK))
        .isEqualTo(signIn.check("nobody", "wrong", new Origin("10.0.0.2", "")));
  }

  @Test
  void makesAnAddressWaitThatGuesses() {
    for (int i = 0; i < 5; i++) {
      signIn.check("user" + i, "wrong", DESK);
    }

    assertThat(signIn.check("admin", password, DESK))
        .isInstanceOf(PasswordCheck.Result.TooManyFailures.class);
    assertThat(signIn.check("admin", password, new Origin("10.0.0.2", "")))
        .isInstanceOf(PasswordCheck.Result.Right.class);
  }

  @Test
  void makesThoseWaitWhoGuessTheSameNameInAnotherCase() {
    for (int i = 0; i < 5; i++) {
      signIn.check(i % 2 == 0 ? "Admin" : "ADMIN", "wrong", new Origin("10.0.0." + i, ""));
    }

    assertThat(signIn.check("admin", password, new Origin("10.0.1.1", "")))
        .isInstanceOf(PasswordCheck.Result.TooManyFailures.class);
  }

  private String token() {
    return switch (signIn.check("admin", password, DESK)) {
      case PasswordCheck.Result.Right(Account account) -> signIn.begin(account, DESK).token();
      case PasswordCheck.Result.Wrong() -> throw new AssertionError("wrong password");
      case PasswordCheck.Result.TooManyFailures(var delay) -> throw new AssertionError(delay);
    };
  }
}
