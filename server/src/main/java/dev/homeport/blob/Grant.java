package dev.homeport.blob;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a shared access signature gives.
 *
 * @param permissions of {@code racwdl}, in this order
 * @param holder for whom it is made, whose right is looked up at each use; null: for anybody
 */
public record Grant(String permissions, Instant expiry, @Nullable String holder) {

  public Grant {
    if (!permissions.matches("r?a?c?w?d?l?") || permissions.isEmpty()) {
      throw new IllegalArgumentException("not permissions: " + permissions);
    }
  }

  /** To read until {@code expiry}. */
  public static Grant read(Instant expiry, @Nullable String holder) {
    return new Grant("r", expiry, holder);
  }
}
