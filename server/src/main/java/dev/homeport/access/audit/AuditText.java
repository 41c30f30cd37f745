package dev.homeport.access.audit;

import dev.homeport.StorableText;

/** Texts that callers choose, made fit for an entry: nothing that is asked may stay unrecorded. */
final class AuditText {

  private static final char REPLACEMENT = '\uFFFD';

  private AuditText() {}

  /** At most the first {@code max} characters, without those that cannot be stored. */
  static String kept(String text, int max) {
    String cut = text.length() <= max ? text : text.substring(0, max);
    if (StorableText.holds(cut)) {
      return cut;
    }
    StringBuilder storable = new StringBuilder(cut);
    for (int i = 0; i < cut.length(); i++) {
      if (cut.charAt(i) == 0 || StorableText.isLoneSurrogate(cut, i)) {
        storable.setCharAt(i, REPLACEMENT);
      }
    }
    return storable.toString();
  }
}
