package dev.homeport.agent.update;

import org.jspecify.annotations.Nullable;

/**
 * What decides whether a firmware suits a device.
 *
 * @param hardwareRevision null when the device has no word for it
 */
public record DeviceFacts(String model, @Nullable String hardwareRevision) {}
