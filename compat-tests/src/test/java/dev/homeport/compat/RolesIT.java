package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Every call of the API document, by every role and by nobody. */
@Order(1)
final class RolesIT {

  private static final Set<String> ALL = Set.of("admin", "technician", "viewer");
  private static final Set<String> OPERATORS = Set.of("admin", "technician");
  private static final Set<String> READERS = Set.of("admin", "viewer");
  private static final Set<String> ADMINS = Set.of("admin");

  /** Whom the server lets call what; a call that is not here fails the walk. */
  private static final Map<String, Set<String>> RULES =
      Map.ofEntries(
          Map.entry("session", ALL),
          Map.entry("signOut", ALL),
          Map.entry("changePassword", ALL),
          Map.entry("listOwnSessions", ALL),
          Map.entry("endOwnSession", ALL),
          Map.entry("listTokens", ALL),
          Map.entry("createToken", ALL),
          Map.entry("deleteToken", ALL),
          Map.entry("overview", ALL),
          Map.entry("fleetMap", ALL),
          Map.entry("listDevices", ALL),
          Map.entry("listDeviceViews", ALL),
          Map.entry("saveOwnView", ALL),
          Map.entry("deleteOwnView", ALL),
          Map.entry("saveSharedView", ADMINS),
          Map.entry("deleteSharedView", ADMINS),
          Map.entry("device", ALL),
          Map.entry("createDevice", OPERATORS),
          Map.entry("updateDevice", ADMINS),
          Map.entry("deleteDevice", ADMINS),
          Map.entry("deviceCredentials", OPERATORS),
          Map.entry("twin", ALL),
          Map.entry("updateTwin", OPERATORS),
          Map.entry("explainConfigurations", ALL),
          Map.entry("deviceGroups", ALL),
          Map.entry("invokeMethod", OPERATORS),
          Map.entry("sendMessage", OPERATORS),
          Map.entry("telemetry", ALL),
          Map.entry("metrics", ALL),
          Map.entry("history", ALL),
          Map.entry("timeline", OPERATORS),
          Map.entry("query", ALL),
          Map.entry("countDevices", ALL),
          Map.entry("listGroups", ALL),
          Map.entry("group", ALL),
          Map.entry("saveGroup", ADMINS),
          Map.entry("deleteGroup", ADMINS),
          Map.entry("groupMembers", ALL),
          Map.entry("deviceHealth", ALL),
          Map.entry("deviceHealthChanges", ALL),
          Map.entry("listThresholds", ALL),
          Map.entry("previewThreshold", ALL),
          Map.entry("createThreshold", ADMINS),
          Map.entry("updateThreshold", ADMINS),
          Map.entry("deleteThreshold", ADMINS),
          Map.entry("listJobs", ALL),
          Map.entry("job", ALL),
          Map.entry("jobDevices", ALL),
          Map.entry("createJob", OPERATORS),
          Map.entry("cancelJob", OPERATORS),
          Map.entry("listAlerts", ALL),
          Map.entry("acknowledgeAlert", OPERATORS),
          Map.entry("muteAlert", OPERATORS),
          Map.entry("listAlertRules", ALL),
          Map.entry("saveAlertRule", ADMINS),
          Map.entry("deleteAlertRule", ADMINS),
          Map.entry("muteAlertRule", ADMINS),
          Map.entry("listAlertChannels", ADMINS),
          Map.entry("saveAlertChannel", ADMINS),
          Map.entry("deleteAlertChannel", ADMINS),
          Map.entry("testAlertChannel", ADMINS),
          Map.entry("report", READERS),
          Map.entry("listReportSchedules", ADMINS),
          Map.entry("saveReportSchedule", ADMINS),
          Map.entry("deleteReportSchedule", ADMINS),
          Map.entry("sendReport", ADMINS),
          Map.entry("listRecords", ALL),
          Map.entry("record", ALL),
          Map.entry("saveRecord", ADMINS),
          Map.entry("deleteRecord", ADMINS),
          Map.entry("importRecords", ADMINS),
          Map.entry("recordImport", ADMINS),
          Map.entry("createClaimCode", ADMINS),
          Map.entry("listOnboardedDevices", ALL),
          Map.entry("listCustomers", ALL),
          Map.entry("listStatusHooks", ADMINS),
          Map.entry("saveStatusHook", ADMINS),
          Map.entry("deleteStatusHook", ADMINS),
          Map.entry("statusDeliveries", ADMINS),
          Map.entry("replayStatus", ADMINS),
          Map.entry("claimCode", ALL),
          Map.entry("deleteClaimCode", ADMINS),
          Map.entry("examineDevice", OPERATORS),
          Map.entry("onboardDevice", OPERATORS),
          Map.entry("releaseDevice", ADMINS),
          Map.entry("installation", ADMINS),
          Map.entry("testMail", ADMINS),
          Map.entry("listAudit", ADMINS),
          Map.entry("listAuditActions", ADMINS),
          Map.entry("verifyAudit", ADMINS),
          Map.entry("listConfigurations", ALL),
          Map.entry("configuration", ALL),
          Map.entry("configurationTargets", ALL),
          Map.entry("saveConfiguration", ADMINS),
          Map.entry("deleteConfiguration", ADMINS),
          Map.entry("checkConfiguration", ALL),
          Map.entry("provisioning", ALL),
          Map.entry("listEnrollments", ALL),
          Map.entry("enrollment", ALL),
          Map.entry("enrollmentKeys", OPERATORS),
          Map.entry("saveEnrollment", ADMINS),
          Map.entry("updateEnrollment", ADMINS),
          Map.entry("deleteEnrollment", ADMINS),
          Map.entry("listEnrollmentGroups", ALL),
          Map.entry("enrollmentGroup", ALL),
          Map.entry("enrollmentGroupKeys", ADMINS),
          Map.entry("saveEnrollmentGroup", ADMINS),
          Map.entry("updateEnrollmentGroup", ADMINS),
          Map.entry("deleteEnrollmentGroup", ADMINS),
          Map.entry("listRegistrations", ALL),
          Map.entry("registration", ALL),
          Map.entry("deleteRegistration", ADMINS),
          Map.entry("allocationKeys", ADMINS),
          Map.entry("renewAllocationKey", ADMINS),
          Map.entry("listHubs", ALL),
          Map.entry("hub", ALL),
          Map.entry("createHub", ADMINS),
          Map.entry("updateHub", ADMINS),
          Map.entry("deleteHub", ADMINS),
          Map.entry("listPolicies", ADMINS),
          Map.entry("createPolicy", ADMINS),
          Map.entry("policyKeys", ADMINS),
          Map.entry("renewPolicyKey", ADMINS),
          Map.entry("deletePolicy", ADMINS),
          Map.entry("listProvisioningCertificates", ADMINS),
          Map.entry("addProvisioningCertificate", ADMINS),
          Map.entry("createProvisioningVerificationCode", ADMINS),
          Map.entry("verifyProvisioningCertificate", ADMINS),
          Map.entry("updateProvisioningCertificate", ADMINS),
          Map.entry("deleteProvisioningCertificate", ADMINS),
          Map.entry("listCertificates", ADMINS),
          Map.entry("addCertificate", ADMINS),
          Map.entry("createVerificationCode", ADMINS),
          Map.entry("verifyCertificate", ADMINS),
          Map.entry("updateCertificate", ADMINS),
          Map.entry("deleteCertificate", ADMINS),
          Map.entry("listDeployments", ADMINS),
          Map.entry("previewDeployment", ADMINS),
          Map.entry("createDeployment", ADMINS),
          Map.entry("deployment", ADMINS),
          Map.entry("deploymentDevices", ADMINS),
          Map.entry("pauseDeployment", ADMINS),
          Map.entry("resumeDeployment", ADMINS),
          Map.entry("cancelDeployment", ADMINS),
          Map.entry("rollBackDeployment", ADMINS),
          Map.entry("deviceUpdates", ALL),
          Map.entry("listFirmware", ADMINS),
          Map.entry("firmware", ADMINS),
          Map.entry("deleteFirmware", ADMINS),
          Map.entry("downloadFirmware", ADMINS),
          Map.entry("firmwareSigningKey", ADMINS),
          Map.entry("importSigningKey", ADMINS),
          Map.entry("beginFirmwareUpload", ADMINS),
          Map.entry("firmwareUpload", ADMINS),
          Map.entry("uploadFirmware", ADMINS),
          Map.entry("completeFirmwareUpload", ADMINS),
          Map.entry("cancelFirmwareUpload", ADMINS),
          Map.entry("listUsers", ADMINS),
          Map.entry("createUser", ADMINS),
          Map.entry("user", ADMINS),
          Map.entry("updateUser", ADMINS),
          Map.entry("deleteUser", ADMINS),
          Map.entry("resetPassword", ADMINS),
          Map.entry("endUserSessions", ADMINS));

  private static final Set<String> OPEN = Set.of("signIn", "signInOptions", "claimDevice");

  private final HomeportServer server = HomeportServer.shared();
  private final People people = new People(server);
  private final People.Window admin =
      people.signIn(
          server.endpoint("HOMEPORT_ADMIN_USER"), server.endpoint("HOMEPORT_ADMIN_PASSWORD"));

  private record Call(String id, String method, String path) {}

  private List<Call> calls() {
    JsonNode document = people.stranger().get("/api/openapi.json").body();
    List<Call> calls = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        call ->
                            calls.add(
                                new Call(
                                    call.getValue().path("operationId").asText(),
                                    call.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey().replaceAll("\\{[^}]*}", "not-there")))));
    assertThat(calls).hasSizeGreaterThan(30);
    return calls;
  }

  private static People.Answer make(People.Window window, Call call) {
    return window.send(call.method(), call.path(), call.method().equals("GET") ? "" : "{}");
  }

  @Test
  void everyCallHasARule() {
    assertThat(calls())
        .allSatisfy(
            call ->
                assertThat(RULES.containsKey(call.id()) || OPEN.contains(call.id()))
                    .as("%s has a rule", call.id())
                    .isTrue());
  }

  @Test
  void nobodyMayCallAnythingButToSignIn() {
    People.Window stranger = People.from(server, "127.0.0.7").stranger();
    for (Call call : calls()) {
      People.Answer answer = make(stranger, call);

      if (OPEN.contains(call.id())) {
        assertThat(answer.body().path("detail").asText()).isNotEqualTo("sign in first");
      } else {
        assertThat(answer.status()).as(call.id()).isEqualTo(401);
        assertThat(answer.body().path("detail").asText()).isEqualTo("sign in first");
      }
    }
  }

  @Test
  void everyRoleMayCallWhatTheTableSaysAndNothingElse() {
    Map<String, People.Window> windows =
        new TreeMap<>(
            Map.of(
                "admin", admin,
                "technician", person("technician"),
                "viewer", person("viewer")));
    for (String role : windows.keySet()) {
      for (Call call : calls()) {
        if (OPEN.contains(call.id()) || call.id().equals("signOut")) {
          continue; // tried below
        }
        People.Answer answer = make(Objects.requireNonNull(windows.get(role)), call);

        if (Objects.requireNonNull(RULES.get(call.id())).contains(role)) {
          assertThat(answer.status()).as("%s by %s", call.id(), role).isNotIn(401, 403);
        } else {
          assertThat(answer.status()).as("%s by %s", call.id(), role).isEqualTo(403);
          assertThat(answer.code()).isEqualTo("Forbidden");
          assertThat(answer.body().path("detail").asText()).contains(role);
        }
      }
    }
  }

  @Test
  void whoHasAPasswordOfSomebodyElsesMayOnlyChooseOne() {
    String name = Hub.fresh("new");
    String password =
        admin
            .send("POST", "/api/v1/users", People.json(Map.of("userName", name, "role", "admin")))
            .body()
            .path("password")
            .asText();
    People.Window window = people.signIn(name, password);
    Set<String> own =
        Set.of(
            "session",
            "changePassword",
            "listOwnSessions",
            "endOwnSession",
            "listTokens",
            "createToken",
            "deleteToken");

    for (Call call : calls()) {
      if (!OPEN.contains(call.id()) && !call.id().equals("signOut")) {
        People.Answer answer = make(window, call);
        if (own.contains(call.id())) {
          assertThat(answer.status()).as(call.id()).isNotIn(401, 403);
        } else {
          assertThat(answer.code()).as(call.id()).isEqualTo("PasswordChangeNeeded");
        }
      }
    }
  }

  @Test
  void whoIsLimitedToAGroupMayCallNothingAboutOtherDevices() {
    String group = Hub.fresh("group");
    admin.send(
        "PUT",
        "/api/v1/groups/" + group,
        People.json(Map.of("condition", "deviceId = '" + group + "-inside'")));
    for (String device : List.of("inside", "outside")) {
      String id = People.json(Map.of("deviceId", group + "-" + device));
      assertThat(admin.send("POST", "/api/v1/devices", id).status()).isEqualTo(201);
    }
    String name = Hub.fresh("limited");
    People.Window window = people.person(admin, name, Map.of("role", "technician", "group", group));

    assertThat(window.get("/api/v1/devices/" + group + "-inside").status()).isEqualTo(200);
    assertThat(window.get("/api/v1/groups").body().path("items"))
        .singleElement()
        .satisfies(only -> assertThat(only.path("name").asText()).isEqualTo(group));
    assertThat(window.get("/api/v1/groups/" + group + "/devices").body().path("items"))
        .singleElement()
        .satisfies(
            device -> assertThat(device.path("deviceId").asText()).isEqualTo(group + "-inside"));
    assertThat(window.get("/api/v1/groups/other/devices").status()).isEqualTo(403);
    for (String fleet : List.of("devices", "overview", "jobs")) {
      assertThat(window.get("/api/v1/" + fleet).status()).as(fleet).isEqualTo(403);
    }
    for (Call call : calls()) {
      if (call.path().contains("/devices/not-there")) {
        Call outside =
            new Call(
                call.id(),
                call.method(),
                call.path().replace("/devices/not-there", "/devices/" + group + "-outside"));
        assertThat(make(window, outside).status()).as(call.id()).isEqualTo(403);
        assertThat(make(window, call).status()).as(call.id()).isEqualTo(403);
      }
    }
  }

  @Test
  void aSessionThatIsEndedIsRefusedAtOnce() {
    String name = Hub.fresh("gone");
    People.Window window = people.person(admin, name, Map.of("role", "viewer"));
    assertThat(window.get("/api/v1/overview").status()).isEqualTo(200);

    assertThat(admin.send("DELETE", "/api/v1/users/" + name + "/sessions", "").status())
        .isEqualTo(204);

    assertThat(window.get("/api/v1/overview").status()).isEqualTo(401);
  }

  @Test
  void signingOutEndsTheSessionForEveryRole() {
    for (String role : ALL) {
      People.Window window = person(role);
      assertThat(window.send("DELETE", "/api/v1/session", "").status()).isEqualTo(204);
      assertThat(window.get("/api/v1/session").status()).isEqualTo(401);
    }
  }

  @Test
  void aChangeWithoutTheGuardHeaderIsRefused() {
    People.Answer answer =
        people.send("DELETE", "/api/v1/devices/not-there", "", Map.of("Cookie", admin.value()));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body().path("detail").asText()).contains("X-Homeport-Request");
  }

  private People.Window person(String role) {
    return people.person(admin, Hub.fresh(role), Map.of("role", role));
  }
}
