package dev.homeport.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.messaging.TelemetryRecord;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A device-to-cloud message as the console shows it.
 *
 * @param body the JSON value when the message is JSON, else null
 * @param bodyBase64 the bytes when it is not
 */
@Schema(
    name = "TelemetryRecord",
    requiredProperties = {
      "deviceId",
      "moduleId",
      "enqueuedTime",
      "properties",
      "systemProperties",
      "body",
      "bodyBase64"
    })
public record TelemetryItem(
    String deviceId,
    @Schema(nullable = true) @Nullable String moduleId,
    @Schema(format = "date-time") String enqueuedTime,
    Map<String, String> properties,
    Map<String, String> systemProperties,
    @Schema(implementation = Object.class, nullable = true) @Nullable JsonNode body,
    @Schema(nullable = true) @Nullable String bodyBase64) {

  static TelemetryItem of(TelemetryRecord record) {
    return new TelemetryItem(
        record.deviceId(),
        record.moduleId(),
        record.enqueuedTime().toString(),
        record.properties(),
        record.systemProperties(),
        record.body(),
        record.bodyBase64());
  }
}
