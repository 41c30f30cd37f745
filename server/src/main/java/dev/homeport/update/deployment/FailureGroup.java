package dev.homeport.update.deployment;

import java.util.List;

/**
 * Devices that failed, or were left out, for the same reason.
 *
 * @param examples some of them
 */
public record FailureGroup(
    UpdateStatus status, String reason, int devices, List<String> examples) {}
