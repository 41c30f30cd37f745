package dev.homeport.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.blob.LentContainer;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An import or export of a registry by way of containers that the caller lends (IoT Hub service
 * REST API, JobProperties).
 *
 * @param progress in percent
 * @param input the URL of the container that an import reads; null: an export
 * @param output the URL of the container for an export, or for what an import could not do
 * @param failure why it failed, or what of it did
 */
record RegistryJob(
    HubName hub,
    String jobId,
    Status status,
    int progress,
    @Nullable String input,
    String inputBlob,
    String output,
    String outputBlob,
    boolean withoutKeys,
    @Nullable String failure,
    String createdBy,
    Instant createdAt,
    @Nullable Instant endedAt) {

  private static final String DEVICES = "devices.txt";
  private static final Pattern BLOB = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  /** How far it is. */
  enum Status {
    ENQUEUED,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean isImport() {
    return input != null;
  }

  boolean isOver() {
    return endedAt != null;
  }

  /**
   * A job that is asked for.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when it makes no sense, or asks
   *     for what there is not
   */
  static RegistryJob of(HubName hub, String jobId, JsonNode asked, String by, Instant now) {
    String type = asked.path("type").asText().toLowerCase(Locale.ROOT);
    if (!type.equals("import") && !type.equals("export")) {
      throw invalid("type is import or export");
    }
    if (asked.path("storageAuthenticationType").asText("keyBased").equalsIgnoreCase("identityBased")
        || asked.hasNonNull("identity")) {
      throw invalid("containers are lent by a shared access signature, not by an identity");
    }
    if (asked.path("includeConfigurations").asBoolean()) {
      throw invalid("configurations are not part of imports and exports");
    }
    boolean reads = type.equals("import");
    return new RegistryJob(
        hub,
        jobId,
        Status.ENQUEUED,
        0,
        reads ? uri(asked, "inputBlobContainerUri") : null,
        blob(asked, "inputBlobName"),
        uri(asked, "outputBlobContainerUri"),
        blob(asked, "outputBlobName"),
        asked.path("excludeKeysInExport").asBoolean(),
        null,
        by,
        now,
        null);
  }

  private static String uri(JsonNode asked, String member) {
    String text = asked.path(member).asText("");
    if (text.isEmpty()) {
      throw invalid(member + " is missing");
    }
    return text;
  }

  private static String blob(JsonNode asked, String member) {
    String name = asked.path(member).asText("");
    if (name.isEmpty()) {
      return DEVICES;
    }
    if (!BLOB.matcher(name).matches()) {
      throw invalid(member + " has letters, digits, dots, hyphens and underscores");
    }
    return name;
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }

  /** On the wire; the signatures of the containers are not told again. */
  ObjectNode document(ObjectMapper json) {
    ObjectNode document = json.createObjectNode();
    document.put("jobId", jobId);
    document.put("type", isImport() ? "import" : "export");
    document.put("status", status.wire());
    document.put("progress", progress);
    document.put("startTimeUtc", createdAt.toString());
    if (endedAt != null) {
      document.put("endTimeUtc", endedAt.toString());
    }
    if (isImport()) {
      document.put("inputBlobContainerUri", LentContainer.shown(input));
      document.put("inputBlobName", inputBlob);
    }
    document.put("outputBlobContainerUri", LentContainer.shown(output));
    document.put("outputBlobName", outputBlob);
    document.put("excludeKeysInExport", withoutKeys);
    document.put("storageAuthenticationType", "keyBased");
    if (failure != null) {
      document.put("failureReason", failure);
    }
    return document;
  }
}
