package dev.homeport.app.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHashTest {

  @Test
  void knowsAPasswordAgain() {
    String hash = PasswordHash.of("correct horse");

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(PasswordHash.matches("correct horse", hash)).isTrue();
    assertThat(PasswordHash.matches("correct hors", hash)).isFalse();
  }

  @Test
  void saltsEveryHash() {
    assertThat(PasswordHash.of("same")).isNotEqualTo(PasswordHash.of("same"));
  }

  @Test
  void readsAHashOfTheReferenceImplementation() {
    // echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32 -e
    assertThat(
            PasswordHash.matches(
                "password",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                    + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
        .isTrue();
  }

  @Test
  void matchesNothingAgainstAStringOfAnotherForm() {
    assertThat(PasswordHash.matches("", "")).isFalse();
    assertThat(PasswordHash.matches("x", "$2b$10$abc")).isFalse();
    assertThat(PasswordHash.matches("x", "$argon2id$v=19$m=9999999,t=2,p=1$c2FsdA$aGFzaA"))
        .isFalse();
  }
}
