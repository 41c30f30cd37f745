package dev.homeport.agent.update;

import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * The order of versions, as Semantic Versioning 2.0.0 §11 has it: {@code 1.9.0} before {@code
 * 1.10.0}, {@code 2.0.0-rc.1} before {@code 2.0.0}. Any number of parts; what follows a plus sign
 * does not count.
 */
record Version(String text) implements Comparable<Version> {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  @Override
  public int compareTo(Version other) {
    String[] mine = coreAndRest(text);
    String[] others = coreAndRest(other.text);
    int core = compareParts(mine[0], others[0], "0");
    if (core != 0) {
      return core;
    }
    if (mine[1].isEmpty() || others[1].isEmpty()) {
      return Boolean.compare(mine[1].isEmpty(), others[1].isEmpty());
    }
    return compareParts(mine[1], others[1], "");
  }

  private static String[] coreAndRest(String version) {
    String plain = version.strip().replaceFirst("^[vV](?=[0-9])", "").replaceFirst("\\+.*$", "");
    int dash = plain.indexOf('-');
    return dash < 0
        ? new String[] {plain, ""}
        : new String[] {plain.substring(0, dash), plain.substring(dash + 1)};
  }

  private static int compareParts(String mine, String others, String missing) {
    String[] left = mine.split("\\.", -1);
    String[] right = others.split("\\.", -1);
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int order =
          comparePart(i < left.length ? left[i] : missing, i < right.length ? right[i] : missing);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int comparePart(String left, String right) {
    boolean leftIsNumber = NUMBER.matcher(left).matches();
    boolean rightIsNumber = NUMBER.matcher(right).matches();
    if (leftIsNumber && rightIsNumber) {
      return new BigInteger(left).compareTo(new BigInteger(right));
    }
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(right.isEmpty(), left.isEmpty());
    }
    return leftIsNumber == rightIsNumber
        ? left.compareTo(right)
        : Boolean.compare(rightIsNumber, leftIsNumber);
  }
}
