package dev.homeport.agent.behaviour;

import java.util.List;

/** Where simulated devices live: harbours around the world, one after the other. */
final class Homes {

  private static final List<Location> HARBOURS =
      List.of(
          new Location(51.95, 4.14),
          new Location(53.54, 9.97),
          new Location(51.27, 4.34),
          new Location(43.31, 5.36),
          new Location(39.44, -0.32),
          new Location(37.94, 23.62),
          new Location(40.67, -74.04),
          new Location(33.74, -118.26),
          new Location(49.29, -123.11),
          new Location(-23.96, -46.31),
          new Location(-33.03, -71.63),
          new Location(-33.91, 18.43),
          new Location(6.44, 3.36),
          new Location(31.26, 32.31),
          new Location(25.01, 55.06),
          new Location(18.95, 72.85),
          new Location(1.26, 103.82),
          new Location(31.23, 121.47),
          new Location(35.62, 139.78),
          new Location(-33.86, 151.2));

  private Homes() {}

  static Location of(int number) {
    return HARBOURS.get(Math.floorMod(number, HARBOURS.size()));
  }
}
