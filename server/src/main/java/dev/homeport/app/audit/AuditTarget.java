package dev.homeport.app.audit;

import java.util.Map;
import java.util.StringJoiner;

/** What a call is about, as a path: each name in the call's path with the word before it. */
final class AuditTarget {

  /** Words of paths that mean another thing's name. */
  private static final Map<String, String> WORDS = Map.of("twins", "devices", "v2", "jobs");

  private AuditTarget() {}

  /**
   * The target of a call.
   *
   * @param template with names in braces, {@code /twins/{deviceId}/modules/{moduleId}}
   * @param names what stands for them
   */
  static String of(String template, Map<String, String> names) {
    StringJoiner target = new StringJoiner("/");
    String word = "";
    for (String part : template.split("/", -1)) {
      if (part.startsWith("{")) {
        String name = part.substring(1, part.length() - 1).replaceAll(":.*", "").strip();
        target.add(WORDS.getOrDefault(word, word)).add(names.getOrDefault(name, ""));
      } else {
        word = part;
      }
    }
    return target.toString();
  }
}
