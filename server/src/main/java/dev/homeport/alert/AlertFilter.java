package dev.homeport.alert;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are looked for.
 *
 * @param severity null for all
 * @param rule null for all
 * @param subject null for all; otherwise exactly that one
 */
public record AlertFilter(
    State state, @Nullable Severity severity, @Nullable String rule, @Nullable String subject) {

  /** How far alerts have come. */
  public enum State {
    /** Their cause lasts, and nobody has acknowledged them. */
    OPEN("a.resolved_at IS NULL AND a.acknowledged_at IS NULL"),
    /** Their cause lasts, and somebody sees to it. */
    ACKNOWLEDGED("a.resolved_at IS NULL AND a.acknowledged_at IS NOT NULL"),
    /** Their cause lasts, and they make no messages. */
    MUTED("a.resolved_at IS NULL AND m.until IS NOT NULL"),
    /** Their cause is over. */
    RESOLVED("a.resolved_at IS NOT NULL");

    private final String sql;

    State(String sql) {
      this.sql = sql;
    }

    String sql() {
      return sql;
    }

    /** The word in the API. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<State> of(String wire) {
      for (State state : values()) {
        if (state.wire().equals(wire)) {
          return Optional.of(state);
        }
      }
      return Optional.empty();
    }
  }
}
