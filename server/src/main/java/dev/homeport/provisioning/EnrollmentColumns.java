package dev.homeport.provisioning;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What queries may ask about enrollments and registrations, in SQL by the names that documents have
 * on the wire. Neither keys nor certificates are among them.
 */
final class EnrollmentColumns {

  /** Properties of enrollments with properties of their own. */
  static final Map<String, String> JSONS =
      Map.of(
          "attestation", "jsonb_build_object('type', attestation)",
          "capabilities", "jsonb_build_object('iotEdge', settings -> 'edge')",
          "iotHubs", "settings #> '{allocation,hubs}'",
          "reprovisionPolicy", "settings -> 'reprovision'",
          "initialTwin", given("settings -> 'initialTwin'"),
          "optionalDeviceInformation", given("settings -> 'information'"));

  /** Properties of registrations that are texts. */
  static final Map<String, String> REGISTRATION_TEXTS =
      Map.of(
          "registrationId", "registration_id",
          "enrollmentGroupId", "enrollment_group",
          "deviceId", "device_id",
          "status", "'assigned'",
          "substatus", "substatus",
          "etag", "etag",
          "createdDateTimeUtc", time("created_at"),
          "lastUpdatedDateTimeUtc", time("updated_at"));

  /** Properties of registrations with properties of their own. */
  static final Map<String, String> REGISTRATION_JSONS = Map.of("payload", "payload");

  private EnrollmentColumns() {}

  /** Properties of enrollments that are texts. */
  static Map<String, String> texts(EnrollmentKind kind) {
    return Map.of(
        kind == EnrollmentKind.GROUP ? "enrollmentGroupId" : "registrationId",
        "id",
        "deviceId",
        "settings ->> 'deviceId'",
        "provisioningStatus",
        "CASE WHEN enabled THEN 'enabled' ELSE 'disabled' END",
        "allocationPolicy",
        policy(),
        "iotHubHostName",
        """
        CASE WHEN jsonb_array_length(settings #> '{allocation,hubs}') = 1
        THEN settings #>> '{allocation,hubs,0}' END""",
        "etag",
        "etag",
        "createdDateTimeUtc",
        time("created_at"),
        "lastUpdatedDateTimeUtc",
        time("updated_at"));
  }

  private static String policy() {
    return Arrays.stream(AllocationRule.Policy.values())
        .map(policy -> "WHEN '%s' THEN '%s'".formatted(policy.name(), policy.wire()))
        .collect(Collectors.joining(" ", "CASE settings #>> '{allocation,policy}' ", " END"));
  }

  /** As {@link Times} writes it. */
  private static String time(String column) {
    return "to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
  }

  /** JSON's null is as good as nothing. */
  private static String given(String json) {
    return "nullif(" + json + ", CAST('null' AS jsonb))";
  }
}
