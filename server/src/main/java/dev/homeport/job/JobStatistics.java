package dev.homeport.job;

import java.util.Collection;

/** How many devices a job has come how far with, or by how many more. */
public record JobStatistics(
    long devices, long running, long succeeded, long failed, long cancelled) {

  static final JobStatistics NONE = new JobStatistics(0, 0, 0, 0, 0);

  /** Devices that were found. */
  static JobStatistics found(long devices) {
    return new JobStatistics(devices, 0, 0, 0, 0);
  }

  /** Devices that were pending and are called. */
  static JobStatistics started(long devices) {
    return new JobStatistics(0, devices, 0, 0, 0);
  }

  /** Devices that have come to these statuses. */
  static JobStatistics finished(Collection<TargetStatus> statuses) {
    return new JobStatistics(
        0,
        0,
        count(statuses, TargetStatus.COMPLETED),
        count(statuses, TargetStatus.FAILED),
        count(statuses, TargetStatus.CANCELLED));
  }

  private static long count(Collection<TargetStatus> statuses, TargetStatus wanted) {
    return statuses.stream().filter(status -> status == wanted).count();
  }

  /** The same, of devices that were running. */
  JobStatistics andNoLongerRunning(long count) {
    return new JobStatistics(devices, running - count, succeeded, failed, cancelled);
  }

  /** Those that nothing was done to yet. */
  public long pending() {
    return devices - running - succeeded - failed - cancelled;
  }
}
