package dev.homeport.app.audit;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What of a call's body goes into the audit log: the values of a few members that hold no secrets,
 * and of twins only the names of what was changed.
 */
final class AuditDetails {

  private static final List<String> ENROLLMENT =
      List.of(
          "/attestation/type",
          "/deviceId",
          "/provisioningStatus",
          "/status",
          "/allocationPolicy",
          "/iotHubHostName");

  private static final Map<String, List<String>> VALUES =
      Map.ofEntries(
          entry("signIn", List.of("/userName")),
          entry("changeMatchingDevices", List.of("/action", "/condition")),
          entry("createDevice", List.of("/deviceId", "/status")),
          entry("updateDevice", List.of("/status", "/statusReason")),
          entry("saveDevice", List.of("/status", "/authentication/type")),
          entry("saveModule", List.of("/authentication/type")),
          entry("invokeMethod", List.of("/methodName")),
          entry(
              "createJob",
              List.of("/type", "/queryCondition", "/cloudToDeviceMethod/methodName", "/startTime")),
          entry(
              "createThreshold",
              List.of(
                  "/scope",
                  "/scopeName",
                  "/metric",
                  "/limits/direction",
                  "/limits/warning",
                  "/limits/critical",
                  "/limits/hysteresis",
                  "/limits/holdSeconds")),
          entry(
              "updateThreshold",
              List.of("/direction", "/warning", "/critical", "/hysteresis", "/holdSeconds")),
          entry("saveOwnView", List.of("/condition", "/search")),
          entry("saveSharedView", List.of("/condition", "/search")),
          entry("saveGroup", List.of("/condition")),
          entry("saveConfiguration", List.of("/targetCondition", "/priority")),
          entry("saveEnrollment", ENROLLMENT),
          entry("saveEnrollmentGroup", ENROLLMENT),
          entry("updateEnrollment", List.of("/status")),
          entry("updateEnrollmentGroup", List.of("/status")),
          entry("changeEnrollments", List.of("/mode")),
          entry("changeEnrollmentGroups", List.of("/mode")),
          entry("createUser", List.of("/userName", "/role", "/group")),
          entry("updateUser", List.of("/role", "/group", "/enabled")),
          entry("createToken", List.of("/name", "/role", "/hub", "/days")),
          entry("saveReportSchedule", List.of("/report", "/condition", "/group", "/every")),
          entry("saveAlertRule", List.of("/kind", "/severity", "/condition", "/enabled")),
          entry("saveAlertChannel", List.of("/kind", "/url")),
          entry("muteAlert", List.of("/minutes")),
          entry("muteAlertRule", List.of("/minutes")),
          entry("createHub", List.of("/name", "/weight")),
          entry("updateHub", List.of("/weight")),
          entry("createPolicy", List.of("/name")),
          entry("addCertificate", List.of("/name", "/verified")),
          entry("updateCertificate", List.of("/enabled")),
          entry("createClaimCode", List.of("/days")),
          entry("saveStatusHook", List.of("/url", "/enabled")),
          entry("examineDevice", List.of("/code")),
          entry("onboardDevice", List.of("/code")),
          entry("saveRecord", List.of("/mac", "/model", "/customer", "/order", "/soldTo")),
          entry(
              "createDeployment",
              List.of("/name", "/firmwareId", "/target/group", "/target/condition", "/startTime")),
          entry("beginFirmwareUpload", List.of("/name", "/version", "/size", "/sha256")),
          entry("testMail", List.of("/recipient")),
          entry("addProvisioningCertificate", List.of("/name", "/verified")),
          entry("updateProvisioningCertificate", List.of("/enabled")),
          entry("addQueryIndex", List.of("/path")));

  private static final Map<String, List<String>> NAMES =
      Map.of(
          "updateTwin", List.of("/tags", "/properties/desired"),
          "replaceTwin", List.of("/tags", "/properties/desired"),
          "createJob", List.of("/updateTwin/tags", "/updateTwin/properties/desired"));

  private static final String BULK = "changeDevices";
  private static final int MAX_VALUE = 200;

  private final ObjectMapper json;

  AuditDetails(ObjectMapper json) {
    this.json = json;
  }

  /** Whether the body of such a call has something to tell. */
  static boolean areIn(String action) {
    return VALUES.containsKey(action) || NAMES.containsKey(action) || action.equals(BULK);
  }

  /** The body as JSON; missing when it is none. */
  JsonNode parsed(byte[] body) {
    try {
      return json.readTree(body);
    } catch (IOException | NumberFormatException e) {
      return json.missingNode(); // the call itself is refused for it
    }
  }

  /** For instance {@code methodName=reboot}. */
  static String of(String action, JsonNode body) {
    List<String> details = new ArrayList<>();
    if (action.equals(BULK)) {
      details.add("items=" + body.size());
    }
    for (String pointer : VALUES.getOrDefault(action, List.of())) {
      JsonNode value = body.at(JsonPointer.compile(pointer));
      if (value.isValueNode() && !value.isNull()) {
        details.add(last(pointer) + "=" + cut(value.asText()));
      }
    }
    for (String pointer : NAMES.getOrDefault(action, List.of())) {
      JsonNode section = body.at(JsonPointer.compile(pointer));
      if (section.isObject() && !section.isEmpty()) {
        List<String> names = new ArrayList<>();
        section.fieldNames().forEachRemaining(names::add);
        details.add(last(pointer) + "=" + cut(String.join(" ", names)));
      }
    }
    return String.join(", ", details);
  }

  private static String last(String pointer) {
    return pointer.substring(pointer.lastIndexOf('/') + 1);
  }

  private static String cut(String text) {
    return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE) + "…";
  }
}
