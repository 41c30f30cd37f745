package dev.homeport.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.registry.Right;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HubOperationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "GET /devices REGISTRY_READ",
        "HEAD /devices REGISTRY_READ",
        "POST /devices REGISTRY_WRITE",
        "GET /devices/d REGISTRY_READ",
        "PUT /devices/d REGISTRY_WRITE",
        "PATCH /devices/d REGISTRY_WRITE",
        "DELETE /devices/d REGISTRY_WRITE",
        "OPTIONS /devices/d REGISTRY_WRITE",
        "GET /devices/d/modules REGISTRY_READ",
        "GET /devices/d/modules/m REGISTRY_READ",
        "PUT /devices/d/modules/m REGISTRY_WRITE",
        "DELETE /devices/d/modules/m REGISTRY_WRITE",
        "POST /devices/query SERVICE_CONNECT",
        "POST /DEVICES/query SERVICE_CONNECT",
        "GET /devices/query REGISTRY_READ",
        "GET /devices/query/indexes REGISTRY_READ",
        "POST /devices/query/indexes REGISTRY_WRITE",
        "DELETE /devices/query/indexes REGISTRY_WRITE",
        "GET /statistics/devices REGISTRY_READ",
        "GET /statistics/service REGISTRY_READ",
        "GET /configurations/c REGISTRY_READ",
        "PUT /configurations/c REGISTRY_WRITE",
        "GET /jobs/v2/j REGISTRY_READ",
        "PUT /jobs/v2/j REGISTRY_WRITE",
        "GET /twins/d SERVICE_CONNECT",
        "PATCH /twins/d SERVICE_CONNECT",
        "PUT /twins/d/modules/m SERVICE_CONNECT",
        "POST /twins/d/methods SERVICE_CONNECT",
        "POST /twins/d/modules/m/methods SERVICE_CONNECT",
        "GET /digitaltwins/d SERVICE_CONNECT",
        "POST /messages/devicebound SERVICE_CONNECT",
        "GET /messages/serviceBound/feedback SERVICE_CONNECT",
        "DELETE /messages/serviceBound/feedback/token SERVICE_CONNECT",
        "POST /devices/d/messages/deviceBound SERVICE_CONNECT",
        "POST /devices/d/modules/m/messages/devicebound SERVICE_CONNECT",
        "DELETE /devices/d/commands SERVICE_CONNECT",
        "DELETE /devices/d/modules/m/commands SERVICE_CONNECT"
      })
  void asksAServiceForOneRight(String method, String path, Right right) {
    assertThat(HubOperation.of(method, path)).isEqualTo(new HubOperation.Service(right));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "POST /devices/d/messages/events d ''",
        "POST /devices/d/modules/m/messages/events d m",
        "GET /devices/d/messages/devicebound d ''",
        "GET /devices/d/modules/m/messages/devicebound d m",
        "DELETE /devices/d/messages/devicebound/token d ''",
        "POST /devices/d/messages/devicebound/token/abandon d ''",
        "POST /devices/d/files d ''",
        "POST /devices/d/files/notifications d ''"
      })
  void letsADeviceDoItsOwn(String method, String path, String deviceId, String moduleId) {
    assertThat(HubOperation.of(method, path))
        .isEqualTo(new HubOperation.Device(deviceId, moduleId));
  }

  @ParameterizedTest
  @CsvSource({"/", "/api/v1/devices", "/q/health", "/console/", "/mqtt", "/device", "/nodes/call"})
  void leavesTheRestToItsOwnFilters(String path) {
    assertThat(HubOperation.of("POST", HubOperation.normalized(path)))
        .isEqualTo(new HubOperation.NotOfTheHub());
  }

  @ParameterizedTest
  @CsvSource({
    "/devices/d,/devices/d",
    "/devices/d/,/devices/d",
    "//devices///d//,/devices/d",
    "devices/d,/devices/d",
    "/,/",
    "//,/",
    "'',/"
  })
  void readsPathsWithoutDoubledOrTrailingSlashes(String path, String normalized) {
    assertThat(HubOperation.normalized(path)).isEqualTo(normalized);
  }

  private static HubOperation of(String method, String path) {
    return HubOperation.of(method, HubOperation.normalized(path));
  }

  @Test
  void whoReadsTheRegistryMayExportItAndWhoWritesItMayImport() {
    assertThat(of("GET", "/api/v1/hubs/main/registry/export"))
        .isEqualTo(new HubOperation.ServiceOrPerson("main", Right.REGISTRY_READ));
    assertThat(of("GET", "/api/v1/devices/d/configurations"))
        .isEqualTo(new HubOperation.ServiceOrPerson("main", Right.REGISTRY_READ));
    assertThat(of("POST", "/api//v1/hubs/main/registry/import/"))
        .isEqualTo(new HubOperation.ServiceOrPerson("main", Right.REGISTRY_WRITE));
  }

  @Test
  void whoReadsTheRegistryMayDownloadReportsButNotSeeWhomTheyAreMailedTo() {
    assertThat(of("GET", "/api/v1/reports/inventory.csv"))
        .isEqualTo(new HubOperation.ServiceOrPerson("main", Right.REGISTRY_READ));
    assertThat(of("GET", "/api/v1/report-schedules")).isEqualTo(new HubOperation.NotOfTheHub());
  }

  @Test
  void theAuditLogAndAlertsAreForThePolicyWithAllRights() {
    for (String path :
        new String[] {
          "/api/v1/audit", "/api/v1/audit/export", "/api/v1/alerts", "/api/v1/alert-rules/r"
        }) {
      assertThat(of("GET", path)).isEqualTo(new HubOperation.OwnerOrPerson("main"));
    }
  }

  @Test
  void whoReadsTheRegistryMayReadGroupsAndConfigurationsAndWhoWritesItMayChangeThem() {
    for (String path :
        new String[] {
          "/api/v1/groups",
          "/api/v1/groups/north",
          "/api/v1/groups/north/devices",
          "/api/v1/devices/d/groups",
          "/api/v1/configurations",
          "/api/v1/configurations/c",
          "/api/v1/configurations/c/targets",
          "/api/v1/records",
          "/api/v1/records/s",
          "/api/v1/records/imports/1/errors.csv"
        }) {
      assertThat(of("GET", path))
          .as(path)
          .isEqualTo(new HubOperation.ServiceOrPerson("main", Right.REGISTRY_READ));
    }
    for (String method : new String[] {"PUT", "DELETE"}) {
      assertThat(of(method, "/api/v1/groups/north"))
          .as(method)
          .isEqualTo(new HubOperation.ServiceOrPerson("main", Right.REGISTRY_WRITE));
    }
  }

  @Test
  void noPolicyOpensTheRestOfHomeportsOwnApi() {
    for (String path :
        new String[] {
          "/api/v1/devices",
          "/api/v1/devices/d/configurations/more",
          "/api/v1/groups/north/devices/more",
          "/api/v1/groups/north/other",
          "/api/v1/configurations/c/devices",
          "/api/v1/configuration-checks",
          "/api/v2/groups",
          "/api/v1/hubs/main/registry",
          "/api/v1/hubs/main/registry/export/more",
          "/api/v2/hubs/main/registry/export",
          "/api/v1/hubs/main/other/export"
        }) {
      assertThat(of("GET", path)).as(path).isEqualTo(new HubOperation.NotOfTheHub());
    }
  }
}
