package dev.homeport.update.deployment;

import java.util.Map;

/** How many devices of a deployment are in which state. */
public record DeploymentCounts(Map<UpdateStatus, Integer> byStatus) {

  public DeploymentCounts {
    byStatus = Map.copyOf(byStatus);
  }

  public int of(UpdateStatus status) {
    return byStatus.getOrDefault(status, 0);
  }

  public int total() {
    return byStatus.values().stream().mapToInt(Integer::intValue).sum();
  }

  int open() {
    return of(UpdateStatus.QUEUED) + of(UpdateStatus.IN_PROGRESS);
  }
}
