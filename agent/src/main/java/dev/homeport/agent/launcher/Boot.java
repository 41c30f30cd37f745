package dev.homeport.agent.launcher;

import java.util.Locale;

/**
 * Which slot is started next, and how the last try of the other one went.
 *
 * <pre>
 *   STEADY a ──an update is in b──→ TRY a ──the launcher starts b──→ TRYING a ──b confirms──→ STEADY b
 *      ↑                                                                 │
 *      └──the agent in a has noted it── FAILED a ←──it ends or is silent─┘
 * </pre>
 *
 * The agent writes TRY and STEADY, the launcher TRYING and FAILED, which it does only while no
 * agent runs.
 *
 * @param active the slot that has proved itself
 * @param why the try failed, empty without a failure
 */
public record Boot(Slot active, Mark mark, String why) {

  /** Where a try of the slot that is not active stands. */
  public enum Mark {
    /** There is none. */
    STEADY,
    /** The next start is one. */
    TRY,
    /** It has been started and has not confirmed itself. */
    TRYING,
    /** It did not confirm itself. */
    FAILED
  }

  public static Boot steady(Slot active) {
    return new Boot(active, Mark.STEADY, "");
  }

  /** The same active slot, with the other one to be tried. */
  public Boot toTry() {
    return new Boot(active, Mark.TRY, "");
  }

  Boot trying() {
    return new Boot(active, Mark.TRYING, "");
  }

  Boot failed(String reason) {
    return new Boot(active, Mark.FAILED, reason.replaceAll("\\R", " "));
  }

  /** The slot that a start takes now. */
  Slot next() {
    return mark == Mark.TRY ? active.other() : active;
  }

  /** One line: {@code a trying}, or {@code a failed it ended with code 1}. */
  String text() {
    return (active.folder() + " " + mark.name().toLowerCase(Locale.ROOT) + " " + why).strip()
        + "\n";
  }

  /**
   * Reads {@link #text}.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Boot parse(String text) {
    String[] parts = text.strip().split(" ", 3);
    if (parts.length < 2) {
      throw new IllegalArgumentException("not a boot record: " + text.strip());
    }
    return new Boot(
        Slot.valueOf(parts[0].toUpperCase(Locale.ROOT)),
        Mark.valueOf(parts[1].toUpperCase(Locale.ROOT)),
        parts.length < 3 ? "" : parts[2]);
  }
}
