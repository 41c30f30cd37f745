package dev.homeport.app.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.MutableClock;
import dev.homeport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path data = Path.of("");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private SignIn signIn = new SignIn(database.jdbi(), clock);
  private String password = "";

  @BeforeEach
  void makeTheFirstAccount() throws IOException {
    signIn = new SignIn(database.jdbi(), clock);
    signIn.ensureAdmin("admin", data);
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
    new SignIn(database.jdbi(), clock).ensureAdmin("admin", data);

    assertThat(Files.readString(data.resolve("admin-password")).strip()).isEqualTo(password);
    assertThat(token()).isNotEmpty();
  }

  @Test
  void endsASessionAfterTwelveHours() {
    String token = token();
    assertThat(signIn.session(token)).contains(new Account("admin", "admin"));

    clock.advance(SignIn.SESSION);

    assertThat(signIn.session(token)).isEmpty();
  }

  @Test
  void endsASessionAtSignOutAndLeavesOthersAlone() {
    String first = token();
    String second = token();

    signIn.signOut(first);

    assertThat(signIn.session(first)).isEmpty();
    assertThat(signIn.session(second)).isPresent();
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
    assertThat(signIn.signIn("admin", "wrong", "10.0.0.1"))
        .isEqualTo(signIn.signIn("nobody", "wrong", "10.0.0.2"));
  }

  @Test
  void makesAnAddressWaitThatGuesses() {
    for (int i = 0; i < 5; i++) {
      signIn.signIn("user" + i, "wrong", "10.0.0.1");
    }

    assertThat(signIn.signIn("admin", password, "10.0.0.1"))
        .isInstanceOf(SignIn.Result.TooManyFailures.class);
    assertThat(signIn.signIn("admin", password, "10.0.0.2"))
        .isInstanceOf(SignIn.Result.SignedIn.class);
  }

  private String token() {
    return switch (signIn.signIn("admin", password, "10.0.0.1")) {
      case SignIn.Result.SignedIn(Account _, String token) -> token;
      case SignIn.Result.WrongPassword() -> throw new AssertionError("wrong password");
      case SignIn.Result.TooManyFailures(var delay) -> throw new AssertionError(delay);
    };
  }
}
