package dev.homeport.transfer;

import dev.homeport.HubException;
import org.jspecify.annotations.Nullable;

/**
 * A line that was not granted.
 *
 * @param line from 1
 * @param deviceId null when the line could not be read so far
 * @param moduleId null when the line is about a device
 */
public record Refusal(
    long line, @Nullable String deviceId, @Nullable String moduleId, HubException why) {}
