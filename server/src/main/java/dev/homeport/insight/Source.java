package dev.homeport.insight;

import dev.homeport.HubName;

/**
 * The device or module that sent a value.
 *
 * @param moduleId {@code ""} for the device itself
 * @param generationId tells devices apart that had the same id one after the other
 */
record Source(HubName hub, String deviceId, String moduleId, String generationId) {}
