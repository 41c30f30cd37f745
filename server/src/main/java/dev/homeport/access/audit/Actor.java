package dev.homeport.access.audit;

import java.util.Locale;

/**
 * Who did something.
 *
 * @param name the user, the token or the policy; {@code ""} for a stranger
 * @param role in which it was done; {@code ""} where there are no roles
 */
public record Actor(Kind kind, String name, String role) {

  /** What sort of caller it is. */
  public enum Kind {
    /** Somebody with an account. */
    PERSON,
    /** A program with an API token. */
    TOKEN,
    /** A service with the key of a hub's policy. */
    POLICY,
    /** Homeport itself. */
    SYSTEM,
    /** Somebody who proved nothing. */
    STRANGER;

    /** The word in the API and in the table. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String wire) {
      return valueOf(wire.toUpperCase(Locale.ROOT));
    }
  }

  public static final Actor STRANGER = new Actor(Kind.STRANGER, "", "");
  static final Actor HOMEPORT = new Actor(Kind.SYSTEM, "homeport", "");

  private static final int MAX_NAME = 256;

  public Actor {
    name = AuditText.kept(name, MAX_NAME);
    role = AuditText.kept(role, MAX_NAME);
  }
}
