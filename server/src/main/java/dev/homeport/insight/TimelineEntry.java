package dev.homeport.insight;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a device or one of its modules.
 *
 * @param moduleId {@code ""} for the device itself
 * @param type the event's name in the log, such as {@code connected}
 * @param detail the event's body, a JSON text; null when it is too long to be kept
 */
public record TimelineEntry(
    String moduleId, Instant time, Kind kind, String type, @Nullable String detail) {

  /** What a time line can be filtered by. */
  public enum Kind {
    CONNECTION("connection"),
    TWIN("twin"),
    IDENTITY("identity"),
    MESSAGE("message"),
    UPDATE("update");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The name in tables and in the API. */
    public String word() {
      return word;
    }
  }
}
