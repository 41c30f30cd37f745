package dev.homeport;

import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The order of firmware versions: {@code 1.9} before {@code 1.10}, {@code 2.0-rc1} before {@code
 * 2.0}. Numbers are compared as numbers whatever their length; a {@code v} in front and what stands
 * behind a {@code +} do not count.
 */
public record FirmwareVersion(String text) implements Comparable<FirmwareVersion> {

  /** A number, or what stands between numbers and marks. */
  private static final Pattern PART = Pattern.compile("\\d+|[^\\d._-]+");

  private static final Comparator<String> PARTS = FirmwareVersion::compareParts;

  @Override
  public int compareTo(FirmwareVersion other) {
    String mine = plain(text);
    String others = plain(other.text);
    int release = PARTS.compare(release(mine), release(others));
    if (release != 0) {
      return release;
    }
    String myCandidate = candidate(mine);
    String otherCandidate = candidate(others);
    if (myCandidate.isEmpty() || otherCandidate.isEmpty()) {
      return Boolean.compare(myCandidate.isEmpty(), otherCandidate.isEmpty());
    }
    return PARTS.compare(myCandidate, otherCandidate);
  }

  private static String plain(String text) {
    String version = text.strip();
    int metadata = version.indexOf('+');
    version = metadata < 0 ? version : version.substring(0, metadata);
    return version.matches("[vV]\\d.*") ? version.substring(1) : version;
  }

  private static String release(String version) {
    int dash = version.indexOf('-');
    return dash < 0 ? version : version.substring(0, dash);
  }

  private static String candidate(String version) {
    int dash = version.indexOf('-');
    return dash < 0 ? "" : version.substring(dash + 1);
  }

  private static int compareParts(String a, String b) {
    List<String> left = parts(a);
    List<String> right = parts(b);
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      int order =
          comparePart(i < left.size() ? left.get(i) : "0", i < right.size() ? right.get(i) : "0");
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static List<String> parts(String text) {
    return PART.matcher(text).results().map(MatchResult::group).toList();
  }

  private static int comparePart(String a, String b) {
    boolean aIsNumber = a.matches("\\d+");
    boolean bIsNumber = b.matches("\\d+");
    if (!aIsNumber || !bIsNumber) {
      return aIsNumber == bIsNumber ? a.compareTo(b) : Boolean.compare(aIsNumber, bIsNumber);
    }
    String left = a.replaceFirst("^0+(?=\\d)", "");
    String right = b.replaceFirst("^0+(?=\\d)", "");
    return left.length() != right.length()
        ? Integer.compare(left.length(), right.length())
        : left.compareTo(right);
  }
}
