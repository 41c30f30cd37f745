package dev.homeport;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A key or password that never shows in a log: it prints {@code ***} and compares in constant time.
 */
public final class Secret {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /** A new random key of {@code bytes} bytes, base64 as IoT Hub keeps its keys. */
  public static Secret randomKey(int bytes) {
    byte[] key = new byte[bytes];
    RANDOM.nextBytes(key);
    return new Secret(Base64.getEncoder().encodeToString(key));
  }

  /** The text itself: for computing with it or for handing it to its owner, never for a log. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
