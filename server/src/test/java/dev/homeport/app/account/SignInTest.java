package dev.homeport.app.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.MutableClock;
import dev.homeport.TestDatabase;
import dev.homeport.access.Caller;
import dev.homeport.access.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
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
    assertThat(begin().token()).isNotEmpty();
  }

  @Test
  void endsASessionAfterTwelveHours() {
    SignIn.Begun begun = begin();
    clock.advance(SignIn.SESSION.minusSeconds(1));
    SignIn.Found renewed = signIn.find(begun.token(), begun.renewal()).orElseThrow();
    assertThat(renewed.person())
        .isEqualTo(new Caller.Person("admin", Role.ADMIN, null, begun.person().sessionId(), false));

    clock.advance(Duration.ofSeconds(1));

    assertThat(signIn.find(begun.token(), begun.renewal())).isEmpty();
    assertThat(signIn.find(renewed.token(), begun.renewal())).isEmpty();
  }

  @Test
  void readsRightsFromTheTokenWhileItIsGood() {
    SignIn.Begun begun = begin();

    SignIn.Found found = signIn.find(begun.token(), null).orElseThrow();

    assertThat(found.person()).isEqualTo(begun.person());
    assertThat(found.token()).isNull();
  }

  @Test
  void refusesAnOldTokenWithoutWhatRenewsIt() {
    SignIn.Begun begun = begin();

    clock.advance(SessionToken.LIFE);

    assertThat(signIn.find(begun.token(), null)).isEmpty();
  }

  @Test
  void renewsATokenThatGrowsOld() {
    SignIn.Begun begun = begin();
    clock.advance(SessionToken.LIFE.dividedBy(2).plusSeconds(1));

    SignIn.Found found = signIn.find(begun.token(), begun.renewal()).orElseThrow();
    clock.advance(SessionToken.LIFE.dividedBy(2));

    assertThat(signIn.find(begun.token(), null)).isEmpty();
    assertThat(signIn.find(found.token(), null)).isPresent();
  }

  @Test
  void anotherNodeReadsTheTokenAndRefusesItAtOnceWhenTheSessionIsEnded() {
    SignIn other = new SignIn(database.jdbi(), clock);
    SignIn.Begun begun = begin();
    assertThat(other.find(begun.token(), null)).isPresent();

    signIn.end("admin", UUID.fromString(begun.person().sessionId()));

    assertThat(other.find(begun.token(), null)).isEmpty();
    assertThat(other.find(begun.token(), begun.renewal())).isEmpty();
  }

  @Test
  void refusesATokenThatWasChangedOrSignedElsewhere() {
    SignIn.Begun begun = begin();
    String[] parts = begun.token().split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String raised =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.replace("admin", "other").getBytes(StandardCharsets.UTF_8));
    String unsigned =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));

    assertThat(signIn.find(parts[0] + "." + raised + "." + parts[2], null)).isEmpty();
    assertThat(signIn.find(unsigned + "." + parts[1] + ".", null)).isEmpty();
    assertThat(signIn.find("no token", null)).isEmpty();
  }

  @Test
  void signsWithAnotherKeyEveryDayAndStillReadsWhatTheOneBeforeSigned() {
    clock.advance(SessionKeys.ROTATION.minusMinutes(1));
    begin();
    SignIn.Begun before = begin();
    clock.advance(SessionKeys.ROTATION.minusMinutes(1));
    SignIn.Begun late = begin();
    clock.advance(Duration.ofMinutes(2));

    SignIn.Begun after = begin();

    assertThat(keyOf(before)).isEqualTo(keyOf(late)).isNotEqualTo(keyOf(after));
    assertThat(signIn.find(late.token(), null)).isPresent();
    assertThat(new SignIn(database.jdbi(), clock).find(late.token(), null)).isPresent();
  }

  private static String keyOf(SignIn.Begun begun) {
    return begun.token().substring(0, begun.token().indexOf('.'));
  }

  @Test
  void endsOneSessionAndLeavesOthersAlone() {
    SignIn.Begun first = begin();
    SignIn.Begun second = begin();

    assertThat(signIn.end("admin", UUID.fromString(first.person().sessionId()))).isTrue();

    assertThat(signIn.find(first.token(), first.renewal())).isEmpty();
    assertThat(signIn.find(second.token(), second.renewal())).isPresent();
    assertThat(signIn.sessions("admin"))
        .singleElement()
        .satisfies(row -> assertThat(row.userAgent()).isEqualTo("a browser"));
  }

  @Test
  void endsNoSessionOfSomebodyElse() {
    String session = begin().person().sessionId();

    assertThat(signIn.end("anna", UUID.fromString(session))).isFalse();
    assertThat(signIn.sessions("admin")).hasSize(1);
  }

  @Test
  void keepsNoTokenInTheTable() {
    String token = begin().renewal();

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
  void countsTheGuessesOfAllNodesTogether() {
    SignIn other = new SignIn(database.jdbi(), clock);
    for (int i = 0; i < 5; i++) {
      Origin origin = new Origin("10.0.0." + i, "");
      assertThat((i % 2 == 0 ? signIn : other).check("admin", "wrong", origin))
          .isEqualTo(new PasswordCheck.Result.Wrong());
    }

    for (SignIn node : List.of(signIn, other)) {
      assertThat(node.check("admin", password, new Origin("10.0.1.1", "")))
          .isEqualTo(new PasswordCheck.Result.TooManyFailures(Duration.ofSeconds(1)));
    }
    clock.advance(Duration.ofSeconds(1));
    assertThat(other.check("admin", password, new Origin("10.0.1.1", "")))
        .isInstanceOf(PasswordCheck.Result.Right.class);
    assertThat(signIn.check("admin", "wrong", new Origin("10.0.1.1", "")))
        .isEqualTo(new PasswordCheck.Result.Wrong());
  }

  @Test
  void letsNoGuessPastThatIsMadeBesideOthersOnAnotherNode() throws Exception {
    SignIn other = new SignIn(database.jdbi(), clock);
    List<Callable<PasswordCheck.Result>> guesses =
        IntStream.range(0, 16)
            .<Callable<PasswordCheck.Result>>mapToObj(
                i ->
                    () ->
                        (i % 2 == 0 ? signIn : other)
                            .check("admin", "wrong", new Origin("10.0.0." + i, "")))
            .toList();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.invokeAll(guesses))
          .extracting(Future::resultNow)
          .filteredOn(new PasswordCheck.Result.Wrong()::equals)
          .hasSize(5);
    }
  }

  @Test
  void keepsNoNameInTheTableThatSomebodyTried() {
    signIn.check("a password by mistake", "wrong", DESK);

    List<String> kept =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("SELECT encode(key, 'escape') FROM failed_attempt")
                        .mapTo(String.class)
                        .list());
    assertThat(kept).hasSize(2).noneMatch(key -> key.contains("mistake"));
  }

  @Test
  void makesThoseWaitWhoGuessTheSameNameInAnotherCase() {
    for (int i = 0; i < 5; i++) {
      signIn.check(i % 2 == 0 ? "Admin" : "ADMIN", "wrong", new Origin("10.0.0." + i, ""));
    }

    assertThat(signIn.check("admin", password, new Origin("10.0.1.1", "")))
        .isInstanceOf(PasswordCheck.Result.TooManyFailures.class);
  }

  private SignIn.Begun begin() {
    return switch (signIn.check("admin", password, DESK)) {
      case PasswordCheck.Result.Right(Account account) -> signIn.begin(account, DESK);
      case PasswordCheck.Result.Wrong() -> throw new AssertionError("wrong password");
      case PasswordCheck.Result.TooManyFailures(var delay) -> throw new AssertionError(delay);
    };
  }
}
