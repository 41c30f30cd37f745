package dev.homeport.agent.update;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.homeport.agent.update.UpdateFailure.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the publisher of a firmware has signed.
 *
 * @param models that it is for; empty for all
 * @param minimumVersion that a device must have to install it, null for any
 * @param hardwareRevisions that it is for; empty for all
 */
record Manifest(
    String version,
    String sha256,
    long size,
    List<String> models,
    @Nullable String minimumVersion,
    List<String> hardwareRevisions) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int VERSION = 1;

  static Manifest parse(String text) throws UpdateFailure {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UpdateFailure(Reason.INVALID_ORDER, "the manifest is not JSON");
    }
    int manifestVersion = json.path("manifestVersion").asInt();
    if (manifestVersion != VERSION) {
      throw new UpdateFailure(
          Reason.INVALID_ORDER, "manifests of version " + manifestVersion + " are not understood");
    }
    return new Manifest(
        json.path("version").asText(),
        json.path("sha256").asText(),
        json.path("size").asLong(),
        texts(json.path("models")),
        json.path("minimumVersion").textValue(),
        texts(json.path("hardwareRevisions")));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  /** An order that says something else than what was signed is not followed. */
  void agreesWith(UpdateOrder order) throws UpdateFailure {
    if (!version.equals(order.version())) {
      throw differs("version");
    }
    if (!sha256.equals(order.sha256())) {
      throw differs("sha256");
    }
    if (size != order.size()) {
      throw differs("size");
    }
  }

  private static UpdateFailure differs(String member) {
    return new UpdateFailure(
        Reason.INVALID_ORDER, "the order and its signed manifest differ in " + member);
  }

  void suits(DeviceFacts device, String runningVersion) throws UpdateFailure {
    if (!models.isEmpty() && !models.contains(device.model())) {
      throw incompatible("it is for the models " + models + ", not for " + device.model());
    }
    String revision = device.hardwareRevision();
    if (!hardwareRevisions.isEmpty()
        && (revision == null || !hardwareRevisions.contains(revision))) {
      throw incompatible(
          "it is for the hardware revisions " + hardwareRevisions + ", not for " + revision);
    }
    String least = minimumVersion;
    if (least != null && new Version(runningVersion).compareTo(new Version(least)) < 0) {
      throw incompatible("it needs version " + least + ", and " + runningVersion + " runs");
    }
  }

  private static UpdateFailure incompatible(String message) {
    return new UpdateFailure(Reason.INCOMPATIBLE, message);
  }
}
