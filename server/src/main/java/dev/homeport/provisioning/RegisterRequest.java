package dev.homeport.provisioning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.twin.TwinJson;
import org.jspecify.annotations.Nullable;

/**
 * What a device sends along when it asks to be registered (DPS device API, DeviceRegistration).
 *
 * @param endorsementKey of its TPM, base64 of TPM2B_PUBLIC; null without one
 * @param storageRootKey the same
 * @param payload what the program wants to be told back, null for nothing
 */
record RegisterRequest(
    @Nullable String endorsementKey, @Nullable String storageRootKey, @Nullable JsonNode payload) {

  /**
   * Reads a request.
   *
   * @param body {@code {"registrationId":…,"tpm":{…},"payload":…}}, may be empty
   * @throws HubException when it is too large, malformed or another device's
   */
  static RegisterRequest read(ObjectMapper json, String registrationId, byte @Nullable [] body) {
    if (body == null || body.length == 0) {
      return new RegisterRequest(null, null, null);
    }
    if (body.length > ProvisioningService.MAX_BODY_BYTES) {
      throw new HubException(
          ErrorCode.MESSAGE_TOO_LARGE,
          "a request has at most " + ProvisioningService.MAX_BODY_BYTES + " bytes");
    }
    JsonNode request = TwinJson.read(json, body);
    if (!request.isObject()) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the request is not a JSON object");
    }
    JsonNode named = request.path("registrationId");
    if (!named.isMissingNode() && !named.isNull() && !registrationId.equals(named.textValue())) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "registrationId is not that of the device");
    }
    JsonNode payload = request.path("payload");
    if (payload.isMissingNode() || payload.isNull()) {
      payload = null;
    } else {
      payload = content(json, payload);
      StorableJson.require("payload", payload);
    }
    JsonNode tpm = request.path("tpm");
    return new RegisterRequest(
        tpm.path("endorsementKey").textValue(), tpm.path("storageRootKey").textValue(), payload);
  }

  /** The JSON in a text: the Java SDK sends what a program gives it as one, and reads an object. */
  private static JsonNode content(ObjectMapper json, JsonNode payload) {
    if (!payload.isTextual()) {
      return payload;
    }
    try {
      JsonNode told = json.readTree(payload.textValue());
      return told.isObject() ? told : payload;
    } catch (JsonProcessingException e) {
      return payload; // a text that means itself
    }
  }

  /**
   * The storage root key that counts: the enrollment's, or else the device's own.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when there is none, or two
   */
  String storageRootKey(Attestation.Tpm enrolled) {
    String expected = enrolled.storageRootKey();
    if (expected != null && storageRootKey != null && !expected.equals(storageRootKey)) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "tpm.storageRootKey is not that of the enrollment");
    }
    String wanted = expected == null ? storageRootKey : expected;
    if (wanted == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "tpm.storageRootKey is missing");
    }
    return wanted;
  }
}
