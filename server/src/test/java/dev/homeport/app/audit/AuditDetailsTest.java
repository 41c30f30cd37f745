package dev.homeport.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.twin.TwinJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What of a call gets into the audit log. */
final class AuditDetailsTest {

  private final AuditDetails details = new AuditDetails(TwinJson.mapper());

  private String of(String action, String body) {
    return AuditDetails.of(action, details.parsed(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aMethodIsToldByItsNameWithoutItsPayload() {
    assertThat(of("invokeMethod", "{\"methodName\":\"unlock\",\"payload\":{\"pin\":\"4711\"}}"))
        .isEqualTo("methodName=unlock");
  }

  @Test
  void aTwinIsToldByTheNamesOfWhatWasPatched() {
    assertThat(
            of(
                "updateTwin",
                "{\"tags\":{\"site\":\"north\"},\"properties\":{\"desired\":{\"wifi\":"
                    + "{\"password\":\"secret\"},\"interval\":3}}}"))
        .isEqualTo("tags=site, desired=wifi interval");
    assertThat(of("updateTwin", "{\"tags\":{},\"properties\":{\"desired\":{\"a\":1}}}"))
        .isEqualTo("desired=a");
  }

  @Test
  void keysOfADeviceAreNotTold() {
    String device =
        "{\"deviceId\":\"d-1\",\"status\":\"enabled\",\"primaryKey\":\"c2VjcmV0\","
            + "\"authentication\":{\"type\":\"sas\",\"symmetricKey\":{\"primaryKey\":\"c2VjcmV0\"}}}";

    assertThat(of("createDevice", device)).isEqualTo("deviceId=d-1, status=enabled");
    assertThat(of("saveDevice", device)).isEqualTo("status=enabled, type=sas");
  }

  @Test
  void aPasswordIsNotTold() {
    assertThat(of("signIn", "{\"userName\":\"anna\",\"password\":\"secret\"}"))
        .isEqualTo("userName=anna");
  }

  @Test
  void whatIsNoJsonTellsNothing() {
    assertThat(of("invokeMethod", "{\"methodName\":")).isEmpty();
    assertThat(of("invokeMethod", "")).isEmpty();
    assertThat(of("invokeMethod", "[]")).isEmpty();
    assertThat(of("invokeMethod", "{\"methodName\":{\"a\":1}}")).isEmpty();
  }

  @Test
  void aBulkCallIsToldByTheNumberOfItsItems() {
    assertThat(of("changeDevices", "[{\"id\":\"a\"},{\"id\":\"b\"}]")).isEqualTo("items=2");
  }

  @Test
  void longTextsAreCut() {
    assertThat(of("saveGroup", "{\"condition\":\"" + "x".repeat(300) + "\"}"))
        .isEqualTo("condition=" + "x".repeat(200) + "…");
  }

  @Test
  void targetsArePathsWithTheWordBeforeEachName() {
    assertThat(
            AuditTarget.of(
                "/twins/{deviceId}/modules/{moduleId}/methods",
                Map.of("deviceId", "d-1", "moduleId", "m")))
        .isEqualTo("devices/d-1/modules/m");
    assertThat(AuditTarget.of("/jobs/v2/{jobId}/cancel", Map.of("jobId", "j"))).isEqualTo("jobs/j");
    assertThat(AuditTarget.of("/api/v1/hubs/{hub}/registry/export", Map.of("hub", "main")))
        .isEqualTo("hubs/main");
    assertThat(AuditTarget.of("/devices", Map.of())).isEmpty();
  }
}
