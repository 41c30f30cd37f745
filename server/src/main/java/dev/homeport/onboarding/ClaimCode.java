package dev.homeport.onboarding;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * A code that people read from a card and type, {@code 7K3F-9QTM-X2VA-60RD}: five characters by
 * which it is found, ten that are secret, and one that tells a slip from a wrong code. Its letters
 * are Crockford's, without I, L, O and U; what is typed may have those for 1, 1 and 0, small
 * letters, and any spaces and hyphens.
 *
 * @param id by which it is found
 * @param secret 50 random bits
 */
record ClaimCode(String id, String secret) {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int ID = 5;
  private static final int SECRET = 10;
  private static final int GROUP = 4;
  private static final int MAX_TYPED = 64;
  private static final SecureRandom RANDOM = new SecureRandom();

  static ClaimCode fresh() {
    StringBuilder characters = new StringBuilder(ID + SECRET);
    for (int i = 0; i < ID + SECRET; i++) {
      characters.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new ClaimCode(characters.substring(0, ID), characters.substring(ID));
  }

  /** The code that was typed; empty for what cannot be one, such as a code with a slip in it. */
  static Optional<ClaimCode> parse(String typed) {
    if (typed.length() > MAX_TYPED) {
      return Optional.empty();
    }
    String plain =
        typed
            .replaceAll("[\\s-]", "")
            .toUpperCase(Locale.ROOT)
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    boolean sound =
        plain.length() == ID + SECRET + 1
            && plain.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
            && check(plain.substring(0, ID + SECRET)) == plain.charAt(ID + SECRET);
    return sound
        ? Optional.of(new ClaimCode(plain.substring(0, ID), plain.substring(ID, ID + SECRET)))
        : Optional.empty();
  }

  /** As it stands on the card. */
  String shown() {
    String plain = id + secret + check(id + secret);
    StringBuilder groups = new StringBuilder();
    for (int at = 0; at < plain.length(); at += GROUP) {
      groups.append(at == 0 ? "" : "-").append(plain, at, at + GROUP);
    }
    return groups.toString();
  }

  /** Luhn's check in base 32: finds every wrong character and nearly every swapped pair. */
  private static char check(String characters) {
    int base = ALPHABET.length();
    int sum = 0;
    for (int i = 0; i < characters.length(); i++) {
      int value = ALPHABET.indexOf(characters.charAt(characters.length() - 1 - i));
      int weighed = i % 2 == 0 ? 2 * value : value;
      sum += weighed / base + weighed % base;
    }
    return ALPHABET.charAt((base - sum % base) % base);
  }

  @Override
  public String toString() {
    return "ClaimCode[" + id + "]";
  }
}
