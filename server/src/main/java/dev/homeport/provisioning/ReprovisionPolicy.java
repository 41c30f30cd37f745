package dev.homeport.provisioning;

/**
 * What becomes of a device that is assigned already and asks again.
 *
 * @param updateHubAssignment whether its hub is chosen anew; otherwise all stays as it is
 * @param migrateDeviceData whether its twin is kept, and moves along when its hub changes;
 *     otherwise it begins again with the initial twin
 */
public record ReprovisionPolicy(boolean updateHubAssignment, boolean migrateDeviceData) {

  /** What counts where an enrollment says nothing. */
  static final ReprovisionPolicy DEFAULT = new ReprovisionPolicy(true, true);
}
