package dev.homeport.update.firmware;

import dev.homeport.FirmwareVersion;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rule by which one version is newer than another; the installation has one. */
public enum VersionOrder implements Comparator<String> {
  /** Semantic Versioning 2.0.0; versions that are none are ordered as by {@link #NATURAL}. */
  SEMVER {
    @Override
    public int compare(String a, String b) {
      Matcher left = FORM.matcher(a.strip());
      Matcher right = FORM.matcher(b.strip());
      return left.matches() && right.matches() ? precedence(left, right) : NATURAL.compare(a, b);
    }
  },

  /** Numbers as numbers, words as words, whatever stands between them. */
  NATURAL {
    @Override
    public int compare(String a, String b) {
      return new FirmwareVersion(a).compareTo(new FirmwareVersion(b));
    }
  };

  private static final Pattern FORM =
      Pattern.compile(
          "[vV]?(\\d+)\\.(\\d+)\\.(\\d+)(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+[0-9A-Za-z.-]+)?");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** Whether both are the same release, however they are written. */
  public boolean same(String a, String b) {
    return a.equals(b) || compare(a, b) == 0;
  }

  /** By its name in the settings. */
  public static Optional<VersionOrder> of(String word) {
    for (VersionOrder order : values()) {
      if (order.name().toLowerCase(Locale.ROOT).equals(word)) {
        return Optional.of(order);
      }
    }
    return Optional.empty();
  }

  // https://semver.org/spec/v2.0.0.html §11
  private static int precedence(Matcher a, Matcher b) {
    for (int group = 1; group <= 3; group++) {
      int order = new BigInteger(a.group(group)).compareTo(new BigInteger(b.group(group)));
      if (order != 0) {
        return order;
      }
    }
    if (a.group(4) == null || b.group(4) == null) {
      return Boolean.compare(a.group(4) == null, b.group(4) == null);
    }
    String[] left = a.group(4).split("\\.", -1);
    String[] right = b.group(4).split("\\.", -1);
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      int order = identifiers(left[i], right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }

  private static int identifiers(String a, String b) {
    boolean aIsNumber = NUMBER.matcher(a).matches();
    boolean bIsNumber = NUMBER.matcher(b).matches();
    if (aIsNumber && bIsNumber) {
      return new BigInteger(a).compareTo(new BigInteger(b));
    }
    return aIsNumber == bIsNumber ? a.compareTo(b) : Boolean.compare(bIsNumber, aIsNumber);
  }
}
