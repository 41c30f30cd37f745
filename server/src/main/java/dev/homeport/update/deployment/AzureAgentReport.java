package dev.homeport.update.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * What an agent of Azure Device Update says in the reported property {@code deviceUpdate.agent}: it
 * tells the begin and the end of a workflow, and no steps between them.
 */
final class AzureAgentReport {

  private static final int IDLE = 0;
  private static final int IN_PROGRESS = 6;
  private static final int FAILED = 255;
  private static final int CANCELLED = -1;

  private AzureAgentReport() {}

  /** About the workflow that it names; null when it says nothing of one. */
  static Signal.@Nullable Reported reported(ObjectMapper json, JsonNode agent) {
    JsonNode state = agent.path("state");
    if (!state.isIntegralNumber()) {
      return null;
    }
    JsonNode result = agent.path("lastInstallResult");
    int code = result.path("resultCode").asInt();
    return switch (state.asInt()) {
      case IN_PROGRESS -> said(agent, "InProgress", null, null, null);
      case IDLE ->
          code > 0 ? said(agent, "Completed", installed(json, agent), null, null) : failure(agent);
      case FAILED -> failure(agent);
      default -> null;
    };
  }

  private static Signal.Reported failure(JsonNode agent) {
    JsonNode result = agent.path("lastInstallResult");
    int code = result.path("resultCode").asInt();
    // Agents before version 1.1 say one number, later ones a list of numbers in hexadecimal.
    String extended =
        result.path("extendedResultCodes").asText(result.path("extendedResultCode").asText());
    String details = result.path("resultDetails").asText("");
    return said(
        agent,
        "Failed",
        null,
        code == CANCELLED ? "Cancelled" : "InstallFailed",
        "result %d, extended %s%s"
            .formatted(code, extended, details.isEmpty() ? "" : ": " + details));
  }

  private static Signal.Reported said(
      JsonNode agent,
      String status,
      @Nullable String version,
      @Nullable String reason,
      @Nullable String message) {
    return new Signal.Reported(
        status,
        null,
        null,
        version,
        reason,
        message,
        agent.at("/workflow/retryTimestamp").textValue());
  }

  /** The version in {@code installedUpdateId}, which is JSON in a text; null: none. */
  static @Nullable String installed(ObjectMapper json, JsonNode agent) {
    String id = agent.path("installedUpdateId").asText("");
    try {
      return id.isEmpty() ? null : json.readTree(id).path("version").textValue();
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
