package dev.homeport.update.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.update.firmware.AzureSignature;
import dev.homeport.update.firmware.Firmware;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * The desired property {@code deviceUpdate}, by which agents of Azure Device Update are told what
 * to run (github.com/Azure/iot-hub-device-update, "Goal State" and "Update Manifest" version 4): a
 * workflow, a signed manifest of one step, and where its file is. Thread-safe.
 */
final class AzureGoal {

  /** The component of an agent. */
  static final String COMPONENT = "deviceUpdate";

  private static final String SERVICE = "service";
  private static final String FILE = "firmware";
  private static final int PROCESS = 3;
  private static final int CANCEL = 255;

  private final ObjectMapper json;
  private final AzureSignature signature;
  private final Names names;

  /**
   * What manifests say besides what is known of firmware.
   *
   * @param provider of all updates
   * @param handler of their only step
   */
  record Names(String provider, String handler) {}

  AzureGoal(ObjectMapper json, AzureSignature signature, Names names) {
    this.json = json;
    this.signature = signature;
    this.names = names;
  }

  /**
   * The value of the component for an update.
   *
   * @param now tells one try from the next
   */
  ObjectNode goal(UUID deployment, Firmware firmware, URI url, Instant now) {
    String manifest = manifest(firmware);
    ObjectNode component = component();
    ObjectNode service = component.putObject(SERVICE);
    workflow(service, PROCESS, deployment).put("retryTimestamp", now.toString());
    service.put("updateManifest", manifest);
    service.put("updateManifestSignature", signature.sign(manifest));
    service.putObject("fileUrls").put(FILE, url.toString());
    return component;
  }

  /** The value that asks an agent to give an update up. */
  ObjectNode cancel(UUID deployment) {
    ObjectNode component = component();
    ObjectNode service = component.putObject(SERVICE);
    workflow(service, CANCEL, deployment);
    for (String member : List.of("updateManifest", "updateManifestSignature", "fileUrls")) {
      service.putNull(member);
    }
    return component;
  }

  /** The value that wants nothing any more. */
  ObjectNode nothing() {
    return component().putNull(SERVICE);
  }

  /** The workflow in desired properties; {@code ""}: none. */
  static String workflow(JsonNode desired) {
    return desired.path(COMPONENT).path(SERVICE).path("workflow").path("id").asText("");
  }

  private ObjectNode component() {
    return json.createObjectNode().put("__t", "c");
  }

  private static ObjectNode workflow(ObjectNode service, int action, UUID deployment) {
    return service.putObject("workflow").put("action", action).put("id", deployment.toString());
  }

  private String manifest(Firmware firmware) {
    ObjectNode manifest = json.createObjectNode();
    manifest.put("manifestVersion", "4");
    manifest
        .putObject("updateId")
        .put("provider", names.provider())
        .put("name", firmware.name())
        .put("version", firmware.version());
    ArrayNode compatibility = manifest.putArray("compatibility");
    for (String model : firmware.models()) {
      compatibility
          .addObject()
          .put("deviceManufacturer", names.provider())
          .put("deviceModel", model);
    }
    ObjectNode step = manifest.putObject("instructions").putArray("steps").addObject();
    step.put("handler", names.handler());
    step.putArray("files").add(FILE);
    step.putObject("handlerProperties").put("installedCriteria", firmware.version());
    ObjectNode file = manifest.putObject("files").putObject(FILE);
    file.put("fileName", "%s-%s".formatted(firmware.name(), firmware.version()));
    file.put("sizeInBytes", firmware.size());
    file.putObject("hashes")
        .put(
            "sha256",
            Base64.getEncoder().encodeToString(HexFormat.of().parseHex(firmware.sha256())));
    manifest.put("createdDateTime", firmware.uploadedAt().toString());
    try {
      return json.writeValueAsString(manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can be written", e);
    }
  }
}
