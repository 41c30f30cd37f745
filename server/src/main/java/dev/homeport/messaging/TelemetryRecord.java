package dev.homeport.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device-to-cloud message as it lies in the log.
 *
 * @param body the JSON value when the message is JSON, else null
 * @param bodyBase64 the bytes when it is not
 */
public record TelemetryRecord(
    String deviceId,
    @Nullable String moduleId,
    Instant enqueuedTime,
    Map<String, String> properties,
    Map<String, String> systemProperties,
    @Nullable JsonNode body,
    @Nullable String bodyBase64) {}
