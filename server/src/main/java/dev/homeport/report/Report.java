package dev.homeport.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A kind of report. */
public enum Report {
  /** A row for each device. */
  INVENTORY(
      "Device inventory",
      "deviceId,status,connection,lastActivity,created,model,firmware,health,latitude,longitude,authentication"),
  /** A row for each model and firmware version. */
  COMPLIANCE("Update compliance", "model,firmware,devices,percentOfModel,target,upToDate"),
  /** A row for each device whose firmware is older than it should be. */
  OUTDATED(
      "Devices with outdated firmware",
      "deviceId,model,firmware,target,status,connection,lastActivity"),
  /** A row for each model and state of health. */
  HEALTH("Fleet health", "model,health,devices,percentOfModel"),
  /** A row for each day that changes of health are kept of. */
  HEALTH_HISTORY(
      "Health over time", "day,healthy,warning,critical,unknown,percentHealthy,becameCritical"),
  /** A row for each day on which devices were made. */
  PROVISIONING("Provisioning by day", "day,devices,total");

  private final String title;
  private final String columns; // with commas

  Report(String title, String columns) {
    this.title = title;
    this.columns = columns;
  }

  /** The name in the API, for instance {@code health-history}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Report> of(String wire) {
    for (Report report : values()) {
      if (report.wire().equals(wire)) {
        return Optional.of(report);
      }
    }
    return Optional.empty();
  }

  public String title() {
    return title;
  }

  /** The names of its columns, without the tags that are asked for. */
  public List<String> columns() {
    return List.of(columns.split(",", -1));
  }

  /** Whether it can compare firmware with a version that is asked for. */
  public boolean hasTarget() {
    return this == COMPLIANCE || this == OUTDATED;
  }

  /** Whether it can have columns of tags. */
  public boolean hasTags() {
    return this == INVENTORY;
  }
}
