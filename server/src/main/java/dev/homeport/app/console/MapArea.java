package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import org.jspecify.annotations.Nullable;

/**
 * A part of the globe that a map shows, in degrees (WGS 84); it does not cross the 180th meridian.
 */
record MapArea(double west, double south, double east, double north) {

  private static final int CELLS_ACROSS = 48;

  MapArea {
    if (west >= east || south >= north) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "west has to be below east, and south below north");
    }
  }

  /** The whole globe where nothing is said. */
  static MapArea of(
      @Nullable String west,
      @Nullable String south,
      @Nullable String east,
      @Nullable String north) {
    return new MapArea(
        degrees("west", west, -180, 180, -180),
        degrees("south", south, -90, 90, -90),
        degrees("east", east, -180, 180, 180),
        degrees("north", north, -90, 90, 90));
  }

  /** Degrees between the sides of the squares whose devices are shown as one. */
  double cell() {
    return Math.max(east - west, north - south) / CELLS_ACROSS;
  }

  private static double degrees(
      String name, @Nullable String value, double least, double most, double otherwise) {
    double degrees = value == null ? otherwise : parsed(value);
    if (!(degrees >= least && degrees <= most)) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID,
          "%s has to be a number from %.0f to %.0f".formatted(name, least, most));
    }
    return degrees;
  }

  private static double parsed(String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
