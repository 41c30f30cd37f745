package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.provisioning.device.ProvisioningDeviceClientTransportProtocol;
import com.microsoft.azure.sdk.iot.provisioning.security.SecurityProviderSymmetricKey;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.AllocationPolicy;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.IndividualEnrollment;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.ReprovisionPolicy;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.SymmetricKeyAttestation;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.TwinCollection;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.TwinState;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Devices that register again after their enrollment names another hub. */
@Order(1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReprovisionIT {

  private static final String OTHER = "127.0.0.31";
  private static final String NAME = "reprovision";

  private final Hub main = new Hub();
  private final Provisioning provisioning = new Provisioning(main.server);
  private final People.Window admin = People.admin(main.server);
  private final TwinClient twinsOfOther = Provisioning.addHub(admin, NAME, OTHER);

  @AfterAll
  void removeHub() {
    admin.send("DELETE", "/api/v1/hubs/" + NAME + "?confirm=" + NAME, "");
  }

  private IndividualEnrollment enroll(IndividualEnrollment enrollment, String host)
      throws Exception {
    enrollment.setAllocationPolicy(AllocationPolicy.STATIC);
    enrollment.setIotHubs(List.of(host));
    return provisioning.service.createOrUpdateIndividualEnrollment(enrollment);
  }

  private SecurityProviderSymmetricKey key(IndividualEnrollment enrollment) throws Exception {
    return provisioning.byKey(
        enrollment.getRegistrationId(),
        ((SymmetricKeyAttestation) enrollment.getAttestation()).getPrimaryKey());
  }

  private String assignedHub(SecurityProviderSymmetricKey key) throws Exception {
    return provisioning
        .register(key, ProvisioningDeviceClientTransportProtocol.HTTPS)
        .getIothubUri();
  }

  /** A device that registered at the first hub and reported something, and was given the other. */
  private SecurityProviderSymmetricKey moved(String id, boolean updateHub, boolean migrate)
      throws Exception {
    IndividualEnrollment enrollment = new IndividualEnrollment(id, Provisioning.keys());
    TwinCollection desired = new TwinCollection();
    desired.put("interval", 30);
    enrollment.setInitialTwin(new TwinState(null, desired));
    ReprovisionPolicy policy = new ReprovisionPolicy();
    policy.setUpdateHubAssignment(updateHub);
    policy.setMigrateDeviceData(migrate);
    enrollment.setReprovisionPolicy(policy);
    enrollment = enroll(enrollment, Hub.HOST);
    SecurityProviderSymmetricKey key = key(enrollment);
    var assigned = provisioning.register(key, ProvisioningDeviceClientTransportProtocol.HTTPS);
    assertThat(assigned.getIothubUri()).isEqualTo(Hub.HOST);
    DeviceClient client = provisioning.connect(assigned, key);
    try {
      client.subscribeToDesiredProperties((_, _) -> {}, null);
      Sdk.report(client, "hours", 1200);
    } finally {
      client.close();
    }
    Twin wish = new Twin(id);
    wish.getDesiredProperties().put("interval", 60);
    main.twins.patch(wish);
    enroll(enrollment, OTHER);
    return key;
  }

  private static void hasData(Twin twin, int interval, boolean reported) {
    assertThat((Number) twin.getDesiredProperties().get("interval"))
        .extracting(Number::intValue)
        .isEqualTo(interval);
    assertThat(twin.getReportedProperties().containsKey("hours")).isEqualTo(reported);
  }

  @Test
  void itsDataMovesAlongByDefault() throws Exception {
    String id = Hub.fresh("migrates");
    SecurityProviderSymmetricKey key = moved(id, true, true);

    assertThat(assignedHub(key)).isEqualTo(OTHER);

    hasData(twinsOfOther.get(id), 60, true);
    assertThatThrownBy(() -> main.twins.get(id)).isInstanceOf(IotHubNotFoundException.class);
    assertThat(assignedHub(key)).isEqualTo(OTHER);
    hasData(twinsOfOther.get(id), 60, true);
  }

  @Test
  void itBeginsAgainWithTheInitialTwinWhenItsPolicySaysSo() throws Exception {
    String id = Hub.fresh("resets");
    SecurityProviderSymmetricKey key = moved(id, true, false);

    var assigned = provisioning.register(key, ProvisioningDeviceClientTransportProtocol.MQTT);

    assertThat(assigned.getIothubUri()).isEqualTo(OTHER);
    hasData(twinsOfOther.get(id), 30, false);
    assertThatThrownBy(() -> main.twins.get(id)).isInstanceOf(IotHubNotFoundException.class);
    DeviceClient client = provisioning.connect(assigned, key);
    client.close();
  }

  @Test
  void itStaysWhereItIsWhenItsPolicySaysSo() throws Exception {
    String id = Hub.fresh("stays");
    SecurityProviderSymmetricKey key = moved(id, false, true);

    assertThat(assignedHub(key)).isEqualTo(Hub.HOST);

    hasData(main.twins.get(id), 60, true);
    assertThatThrownBy(() -> twinsOfOther.get(id)).isInstanceOf(IotHubNotFoundException.class);
  }
}
