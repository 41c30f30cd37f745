package dev.homeport.update.deployment;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** For whom the URL of an order is made: one device of one deployment, as text in its signature. */
record Holder(UUID deployment, String device) {

  private static final int ID = 36;

  static String of(UUID deployment, String device) {
    return deployment + "/" + device;
  }

  /** Reads the text; empty when it names no device of a deployment. */
  static Optional<Holder> parse(@Nullable String text) {
    if (text == null || text.length() <= ID + 1 || text.charAt(ID) != '/') {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Holder(UUID.fromString(text.substring(0, ID)), text.substring(ID + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
