package dev.homeport.agent.behaviour;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which share of a simulated fleet fails to update, and how. The same devices of a fleet fail each
 * time, spread evenly over it; of ten thousand devices exactly the share that was asked for.
 */
public final class UpdateFaults {

  /** How an update of a simulated device goes wrong. */
  enum Fault {
    /** What came has another hash. */
    BAD_HASH("badHash"),
    /** The firmware does not fit. */
    NO_SPACE("noSpace"),
    /** The new build crashes, and the device falls back. */
    CRASH("crash"),
    /** The device never connects again. */
    NEVER_RETURNS("neverReturns");

    private final String word;

    Fault(String word) {
      this.word = word;
    }

    private static Fault of(String word) {
      for (Fault fault : values()) {
        if (fault.word.equals(word)) {
          return fault;
        }
      }
      throw new IllegalArgumentException("no failure is called " + word);
    }
  }

  private static final int TEN_THOUSAND = 10_000;
  // Without a factor in common with ten thousand, so that the remainders are all different.
  private static final long STRIDE = 7_919;

  private final Map<Fault, Integer> tenThousandths;

  private UpdateFaults(Map<Fault, Integer> tenThousandths) {
    this.tenThousandths = tenThousandths;
  }

  /** A fleet in which every update succeeds. */
  public static UpdateFaults none() {
    return new UpdateFaults(Map.of());
  }

  /**
   * Reads {@code badHash=1%,noSpace=0.5%}; the failures are badHash, noSpace, crash and
   * neverReturns.
   */
  public static UpdateFaults parse(String text) {
    Map<Fault, Integer> shares = new EnumMap<>(Fault.class);
    int sum = 0;
    for (String part : text.split(",", -1)) {
      String[] both = part.strip().split("=", 2);
      if (both.length < 2 || !both[1].matches("[0-9]{1,3}(\\.[0-9]{1,2})?%")) {
        throw new IllegalArgumentException("failures are written as badHash=1%,noSpace=0.5%");
      }
      int share =
          new BigDecimal(both[1].substring(0, both[1].length() - 1))
              .movePointRight(2)
              .intValueExact();
      shares.put(Fault.of(both[0]), share);
      sum += share;
    }
    if (sum > TEN_THOUSAND) {
      throw new IllegalArgumentException("more devices would fail than there are");
    }
    return new UpdateFaults(shares);
  }

  /**
   * Null for a device whose updates succeed.
   *
   * @param number of the device in its fleet
   */
  @Nullable Fault of(int number) {
    long place = Math.floorMod(number * STRIDE, (long) TEN_THOUSAND);
    for (Map.Entry<Fault, Integer> share : tenThousandths.entrySet()) {
      place -= share.getValue();
      if (place < 0) {
        return share.getKey();
      }
    }
    return null;
  }
}
