package dev.homeport.app.audit;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The calls of the hub's and the provisioning service's REST APIs in the words of the audit log,
 * which are those of Homeport's own API where it has the same. A key is the method and the path
 * with names in braces.
 */
final class HubActions {

  /** What is recorded: changes, and what gives out keys. */
  static final Map<String, String> RECORDED =
      Map.ofEntries(
          entry("GET /devices", "readDeviceKeys"),
          entry("GET /devices/{deviceId}", "readDeviceKeys"),
          entry("PUT /devices/{deviceId}", "saveDevice"),
          entry("DELETE /devices/{deviceId}", "deleteDevice"),
          entry("GET /devices/{deviceId}/modules", "readModuleKeys"),
          entry("GET /devices/{deviceId}/modules/{moduleId}", "readModuleKeys"),
          entry("PUT /devices/{deviceId}/modules/{moduleId}", "saveModule"),
          entry("DELETE /devices/{deviceId}/modules/{moduleId}", "deleteModule"),
          entry("POST /devices", "changeDevices"),
          entry("DELETE /devices/{deviceId}/commands", "purgeMessages"),
          entry("POST /devices/{deviceId}/applyConfigurationContent", "applyConfiguration"),
          entry("POST /devices/query/indexes", "addQueryIndex"),
          entry("DELETE /devices/query/indexes", "removeQueryIndex"),
          entry("PATCH /twins/{deviceId}", "updateTwin"),
          entry("PUT /twins/{deviceId}", "replaceTwin"),
          entry("PATCH /twins/{deviceId}/modules/{moduleId}", "updateTwin"),
          entry("PUT /twins/{deviceId}/modules/{moduleId}", "replaceTwin"),
          entry("POST /twins/{deviceId}/methods", "invokeMethod"),
          entry("POST /twins/{deviceId}/modules/{moduleId}/methods", "invokeMethod"),
          entry("POST /messages/devicebound", "sendMessage"),
          entry("POST /devices/{deviceId}/messages/devicebound", "sendMessage"),
          entry("POST /devices/{deviceId}/modules/{moduleId}/messages/devicebound", "sendMessage"),
          entry("DELETE /messages/servicebound/feedback/{lockToken}", "completeFeedback"),
          entry("POST /messages/servicebound/feedback/{lockToken}/abandon", "abandonFeedback"),
          entry("PUT /configurations/{id}", "saveConfiguration"),
          entry("DELETE /configurations/{id}", "deleteConfiguration"),
          entry("PUT /enrollments/{id}", "saveEnrollment"),
          entry("DELETE /enrollments/{id}", "deleteEnrollment"),
          entry("POST /enrollments", "changeEnrollments"),
          entry("POST /enrollments/{id}/attestationmechanism", "readEnrollmentKeys"),
          entry("PUT /enrollmentGroups/{id}", "saveEnrollmentGroup"),
          entry("DELETE /enrollmentGroups/{id}", "deleteEnrollmentGroup"),
          entry("POST /enrollmentGroups", "changeEnrollmentGroups"),
          entry("POST /enrollmentGroups/{id}/attestationmechanism", "readEnrollmentKeys"),
          entry("DELETE /registrations/{id}", "deleteRegistration"),
          entry("PUT /jobs/v2/{jobId}", "createJob"),
          entry("POST /jobs/v2/{jobId}/cancel", "cancelJob"),
          entry("POST /jobs/create", "createRegistryJob"),
          entry("DELETE /jobs/{jobId}", "cancelRegistryJob"));

  /** What only asks, recorded when it is denied. */
  static final Map<String, String> ASKING =
      Map.ofEntries(
          entry("POST /devices/query", "query"),
          entry("POST /configurations/testQueries", "testQueries"),
          entry("GET /devices/query/indexes", "listQueryIndexes"),
          entry("GET /statistics/devices", "statistics"),
          entry("GET /statistics/service", "statistics"),
          entry("GET /twins/{deviceId}", "twin"),
          entry("GET /twins/{deviceId}/modules/{moduleId}", "twin"),
          entry("GET /messages/servicebound/feedback", "receiveFeedback"),
          entry("GET /configurations", "listConfigurations"),
          entry("GET /configurations/{id}", "configuration"),
          entry("GET /enrollments/{id}", "enrollment"),
          entry("POST /enrollments/query", "listEnrollments"),
          entry("GET /enrollmentGroups/{id}", "enrollmentGroup"),
          entry("POST /enrollmentGroups/query", "listEnrollmentGroups"),
          entry("GET /registrations/{id}", "registration"),
          entry("POST /registrations/{id}/query", "listRegistrations"),
          entry("GET /jobs/v2/{jobId}", "job"),
          entry("GET /jobs/v2/query", "listJobs"),
          entry("GET /jobs", "listRegistryJobs"),
          entry("GET /jobs/{jobId}", "registryJob"));

  /** A device's own calls: it is no person, token or service. */
  static final Set<String> OF_DEVICES =
      Set.of(
          "PUT /{idScope}/registrations/{registrationId}/register",
          "GET /{idScope}/registrations/{registrationId}/operations/{operationId}",
          "POST /{idScope}/registrations/{registrationId}",
          "POST /devices/{deviceId}/messages/events",
          "POST /devices/{deviceId}/modules/{moduleId}/messages/events",
          "GET /devices/{deviceId}/messages/devicebound",
          "DELETE /devices/{deviceId}/messages/devicebound/{lockToken}",
          "POST /devices/{deviceId}/messages/devicebound/{lockToken}/abandon",
          "GET /devices/{deviceId}/modules/{moduleId}/messages/devicebound",
          "DELETE /devices/{deviceId}/modules/{moduleId}/messages/devicebound/{lockToken}",
          "POST /devices/{deviceId}/modules/{moduleId}/messages/devicebound/{lockToken}/abandon");

  private HubActions() {}

  /** The call of that key; empty for what is none of the hub's. */
  static Optional<AuditedCall> find(String key) {
    String recorded = RECORDED.get(key);
    if (recorded != null) {
      return Optional.of(new AuditedCall(recorded, true));
    }
    return Optional.ofNullable(ASKING.get(key)).map(word -> new AuditedCall(word, false));
  }
}
