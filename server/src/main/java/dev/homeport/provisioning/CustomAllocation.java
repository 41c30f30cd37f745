package dev.homeport.provisioning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Secret;
import dev.homeport.provisioning.Allocation.Choice;
import dev.homeport.registry.Hub;
import dev.homeport.twin.TwinJson;
import dev.homeport.webhook.SignedPost;
import dev.homeport.webhook.Webhook;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Asks a program of the user's own which hub a device gets, as DPS asks (DPS, "Understand custom
 * allocation policies": AllocationRequest and AllocationResponse). Thread-safe; blocks, for 10 s at
 * most.
 */
final class CustomAllocation {

  private final SignedPost posts;
  private final Supplier<Secret> secret;
  private final ObjectMapper json;

  /**
   * @param secret that questions are signed with
   * @param json keeps integers and decimals what they are
   */
  CustomAllocation(SignedPost posts, Supplier<Secret> secret, ObjectMapper json) {
    this.posts = posts;
    this.secret = secret;
    this.json = json;
  }

  /**
   * @throws HubException with {@link ErrorCode#CUSTOM_ALLOCATION_FAILED} when the program says none
   *     of the hubs, or something that cannot be obeyed
   */
  Choice choose(Allocation.Question question, List<Hub> among) {
    CustomAllocationDefinition definition =
        Objects.requireNonNull(question.enrollment().settings().allocation().custom());
    String url = Objects.requireNonNull(definition.webhookUrl());
    SignedPost.Answer<byte[]> answer =
        posts.ask(
            Webhook.of(url, secret.get().reveal()),
            UUID.randomUUID().toString(),
            text(request(question, among)));
    if (answer.problem() != null) {
      throw failed(answer.problem());
    }
    try {
      return obeyed(TwinJson.read(json, answer.body()), among);
    } catch (HubException e) {
      throw failed("the answer: " + e.getMessage());
    }
  }

  private ObjectNode request(Allocation.Question question, List<Hub> among) {
    Enrollment enrollment = question.enrollment();
    ObjectNode request = json.createObjectNode();
    request.set(
        enrollment.kind() == EnrollmentKind.GROUP ? "enrollmentGroup" : "individualEnrollment",
        json.valueToTree(EnrollmentDocument.of(enrollment, null, false)));
    ObjectNode device = request.putObject("deviceRuntimeContext");
    device.put("registrationId", question.device().registrationId());
    Registration current = question.current();
    if (current != null) {
      among.stream()
          .filter(hub -> hub.name().equals(current.device().hub()))
          .findFirst()
          .ifPresent(hub -> device.put("currentIotHubHostName", hub.hostNames().getFirst()));
      device.put("currentDeviceId", current.device().deviceId().value());
    }
    proof(device, question);
    if (question.request().payload() != null) {
      device.set("payload", question.request().payload());
    }
    var hubs = request.putArray("linkedHubs");
    among.forEach(hub -> hubs.add(hub.hostNames().getFirst()));
    return request;
  }

  /** By what the device has proved itself, without keys. */
  private void proof(ObjectNode device, Allocation.Question question) {
    switch (question.enrollment().attestation()) {
      case Attestation.SymmetricKey _ -> device.putObject("symmetricKey");
      case Attestation.Tpm tpm ->
          device
              .putObject("tpm")
              .put("endorsementKey", tpm.endorsementKey())
              .put("storageRootKey", question.request().storageRootKey(tpm));
      case Attestation.ClientCertificates _,
          Attestation.SigningCertificates _,
          Attestation.CaReferences _ -> {
        ObjectNode x509 = device.putObject("x509");
        if (question.device().certificate() != null) {
          x509.withObject("/clientCertificates")
              .set(
                  "primary",
                  json.valueToTree(CertificateDocument.of(question.device().certificate())));
        }
      }
    }
  }

  private String text(ObjectNode request) {
    try {
      return json.writeValueAsString(request);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  private static Choice obeyed(JsonNode answer, List<Hub> among) {
    String said = answer.path("iotHubHostName").asText().toLowerCase(Locale.ROOT);
    HubName hub =
        among.stream()
            .filter(one -> one.hostNames().contains(said) || one.name().value().equals(said))
            .findFirst()
            .map(Hub::name)
            .orElseThrow(() -> failed("iotHubHostName is none of the hubs"));
    JsonNode payload = answer.get("payload");
    if (payload == null || payload.isNull()) {
      payload = null;
    } else if (payload.isObject()) {
      StorableJson.require("payload", payload);
    } else {
      throw failed("payload is not a JSON object");
    }
    return new Choice(hub, EnrollmentDocument.checkedTwin(answer.get("initialTwin")), payload);
  }

  private static HubException failed(String reason) {
    return new HubException(ErrorCode.CUSTOM_ALLOCATION_FAILED, reason);
  }
}
