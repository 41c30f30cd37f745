package dev.homeport.update.deployment;

import java.util.List;

/**
 * Devices of a deployment.
 *
 * @param total how many there are on all pages
 */
public record DevicePage(List<DeviceProgress> items, int total) {}
