package dev.homeport.agent.behaviour;

import java.util.List;

/** Where simulated devices live: harbours around the world, one after the other. */
final class Homes {

  private static final List<Home> HARBOURS =
      List.of(
          home(51.95, 4.14, "Europe/Amsterdam"),
          home(53.54, 9.97, "Europe/Berlin"),
          home(51.27, 4.34, "Europe/Brussels"),
          home(43.31, 5.36, "Europe/Paris"),
          home(39.44, -0.32, "Europe/Madrid"),
          home(37.94, 23.62, "Europe/Athens"),
          home(40.67, -74.04, "America/New_York"),
          home(33.74, -118.26, "America/Los_Angeles"),
          home(49.29, -123.11, "America/Vancouver"),
          home(-23.96, -46.31, "America/Sao_Paulo"),
          home(-33.03, -71.63, "America/Santiago"),
          home(-33.91, 18.43, "Africa/Johannesburg"),
          home(6.44, 3.36, "Africa/Lagos"),
          home(31.26, 32.31, "Africa/Cairo"),
          home(25.01, 55.06, "Asia/Dubai"),
          home(18.95, 72.85, "Asia/Kolkata"),
          home(1.26, 103.82, "Asia/Singapore"),
          home(31.23, 121.47, "Asia/Shanghai"),
          home(35.62, 139.78, "Asia/Tokyo"),
          home(-33.86, 151.2, "Australia/Sydney"));

  private Homes() {}

  private static Home home(double latitude, double longitude, String timeZone) {
    return new Home(new Location(latitude, longitude), timeZone);
  }

  static Home of(int number) {
    return HARBOURS.get(Math.floorMod(number, HARBOURS.size()));
  }
}
