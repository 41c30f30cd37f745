package dev.homeport.alert;

import java.time.Instant;
import java.util.List;

/**
 * What a message says: alerts of one rule that opened shortly after each other.
 *
 * @param openedAt when the first one opened
 * @param alerts how many there are
 * @param subjects of the first of them, with {@code messages} in the same order
 */
record Notice(
    String hub,
    String rule,
    String kind,
    String severity,
    Instant openedAt,
    long alerts,
    List<String> subjects,
    List<String> messages) {

  /** One line. */
  String title() {
    String what = alerts == 1 ? messages.getFirst() : "%,d alerts".formatted(alerts);
    return "[%s] %s: %s".formatted(severity, rule, what);
  }

  /** Some lines for people. */
  String text(String console) {
    StringBuilder text = new StringBuilder();
    messages.forEach(message -> text.append("- ").append(message).append('\n'));
    if (alerts > messages.size()) {
      text.append("and %,d more\n".formatted(alerts - messages.size()));
    }
    return text.append("\nRule: ")
        .append(rule)
        .append(" (")
        .append(severity)
        .append(")\nSince: ")
        .append(openedAt)
        .append('\n')
        .append(console)
        .append("/alerts\n")
        .toString();
  }
}
