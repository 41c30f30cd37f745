package dev.homeport.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of one device of a job.
 *
 * @param methodStatus what the device answered to the method
 * @param methodPayload what it answered, any JSON
 */
@Schema(
    name = "JobTarget",
    requiredProperties = {
      "deviceId",
      "moduleId",
      "status",
      "startTime",
      "endTime",
      "methodStatus",
      "methodPayload",
      "errorCode",
      "errorDescription"
    })
public record JobTarget(
    String deviceId,
    @Schema(nullable = true) @Nullable String moduleId,
    @Schema(enumeration = {"pending", "running", "completed", "failed", "cancelled"}) String status,
    @Schema(nullable = true, format = "date-time") @Nullable String startTime,
    @Schema(nullable = true, format = "date-time") @Nullable String endTime,
    @Schema(nullable = true) @Nullable Integer methodStatus,
    @Schema(implementation = Object.class, nullable = true) @Nullable JsonNode methodPayload,
    @Schema(nullable = true) @Nullable String errorCode,
    @Schema(nullable = true) @Nullable String errorDescription) {}
