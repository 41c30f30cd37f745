package dev.homeport.access;

import java.util.Locale;

/** What a call does, as far as roles are concerned: the rows of the table in docs/people.md. */
public enum Action {
  /** Signing in: open to everybody. */
  SIGN_IN,
  /** One's own session, password, sessions and tokens. */
  OWN_ACCOUNT,
  /** Dashboards, devices, groups, queries, twins, telemetry, health, and how far jobs have come. */
  VIEW,
  /** What one keeps of how one looks at lists. */
  KEEP_VIEWS,
  DOWNLOAD_REPORTS,
  READ_DEVICE_LOGS,
  /** To onboard devices, change tags and desired properties, call methods, send messages. */
  OPERATE_DEVICES,
  /** The keys and thumbprints of a device. */
  READ_KEYS,
  /** Firmware, deployments, automatic configurations. */
  MANAGE_UPDATES,
  /** To delete or disable devices, and all about hubs, groups, enrollments, routes and people. */
  ADMINISTER,
  READ_AUDIT;

  /** The name in the API, for instance {@code operateDevices}. */
  public String wire() {
    String[] words = name().toLowerCase(Locale.ROOT).split("_", -1);
    StringBuilder wire = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      wire.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
    }
    return wire.toString();
  }
}
