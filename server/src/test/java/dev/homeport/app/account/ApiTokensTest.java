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
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ApiTokensTest {

  private static final Duration MONTH = Duration.ofDays(30);
  private static final Caller.Person ANNA =
      new Caller.Person("anna", Role.TECHNICIAN, null, "", false);

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private Accounts accounts = new Accounts(database.jdbi(), clock);
  private ApiTokens tokens = new ApiTokens(database.jdbi(), clock);

  @BeforeEach
  void makeAccounts() {
    accounts = new Accounts(database.jdbi(), clock);
    tokens = new ApiTokens(database.jdbi(), clock);
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO account (user_name, role, password_hash)
                    VALUES ('anna', 'technician', 'x'), ('root', 'admin', 'x')
                    """));
  }

  @Test
  void aProgramMayDoWhatItsTokenSaysButNothingWithThePersonsAccount() {
    String token = tokens.create(ANNA, "ci", Role.TECHNICIAN, null, MONTH).token();

    Caller.Program program = tokens.program(token).orElseThrow();

    assertThat(program.owner()).isEqualTo("anna");
    assertThat(program.allows(Action.OPERATE_DEVICES)).isTrue();
    assertThat(program.allows(Action.ADMINISTER)).isFalse();
    assertThat(program.allows(Action.OWN_ACCOUNT)).isFalse();
  }

  @Test
  void aTokenEnds() {
    String token = tokens.create(ANNA, "ci", Role.TECHNICIAN, null, MONTH).token();

    clock.advance(MONTH);

    assertThat(tokens.program(token)).isEmpty();
  }

  @Test
  void aDeletedTokenIsRefusedAtOnce() {
    ApiTokens.Made made = tokens.create(ANNA, "ci", Role.TECHNICIAN, null, MONTH);

    tokens.delete(made.row().id(), "anna");

    assertThat(tokens.program(made.token())).isEmpty();
  }

  @Test
  void nobodyDeletesTheTokenOfSomebodyElse() {
    ApiTokens.Made made = tokens.create(ANNA, "ci", Role.TECHNICIAN, null, MONTH);

    assertThatExceptionOfType(HubException.class)
        .isThrownBy(() -> tokens.delete(made.row().id(), "root"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    assertThat(tokens.program(made.token())).isPresent();
  }

  @Test
  void aTokenAllowsNoMoreThanItsOwnerMayByNow() {
    Caller.Person root = new Caller.Person("root", Role.ADMIN, null, "", false);
    String token = tokens.create(root, "ci", Role.TECHNICIAN, null, MONTH).token();
    makeAnotherAdmin();

    accounts.change("root", Role.VIEWER, "north", true);

    Caller.Program program = tokens.program(token).orElseThrow();
    assertThat(program.allows(Action.OPERATE_DEVICES)).isFalse();
    assertThat(program.allows(Action.VIEW)).isTrue();
    assertThat(program.group()).isEqualTo("north");
  }

  @Test
  void aTokenIsRefusedWhileItsOwnerIsDisabled() {
    String token = tokens.create(ANNA, "ci", Role.TECHNICIAN, null, MONTH).token();

    accounts.change("anna", Role.TECHNICIAN, null, false);

    assertThat(tokens.program(token)).isEmpty();
  }

  @Test
  void nobodyMakesATokenThatMayDoMoreThanOneselfMay() {
    assertThatExceptionOfType(HubException.class)
        .isThrownBy(() -> tokens.create(ANNA, "ci", Role.ADMIN, null, MONTH))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN));
  }

  @Test
  void keepsNoTokenInTheTable() {
    String token = tokens.create(ANNA, "ci", Role.TECHNICIAN, null, MONTH).token();

    String stored =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("SELECT CAST(t.* AS text) FROM api_token t")
                        .mapTo(String.class)
                        .one());
    assertThat(stored).contains("ci").doesNotContain(token).doesNotContain(token.substring(4));
  }

  @Test
  void notesWhenATokenWasUsed() {
    String token = tokens.create(ANNA, "ci", Role.TECHNICIAN, null, MONTH).token();
    clock.advance(Duration.ofHours(1));

    tokens.program(token);

    assertThat(tokens.list("anna"))
        .singleElement()
        .satisfies(row -> assertThat(row.lastUsedAt()).isEqualTo(clock.instant()));
  }

  private void makeAnotherAdmin() {
    accounts.create("other", "correct horse battery", Role.ADMIN, null);
  }
}
