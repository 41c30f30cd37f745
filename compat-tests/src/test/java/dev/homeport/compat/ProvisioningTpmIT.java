package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.provisioning.device.ProvisioningDeviceClientTransportProtocol;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.IndividualEnrollment;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.TpmAttestation;
import com.microsoft.azure.sdk.iot.provisioning.service.exceptions.ProvisioningServiceClientException;
import com.microsoft.azure.sdk.iot.provisioning.service.exceptions.ProvisioningServiceClientNotFoundException;
import java.util.Base64;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The unmodified provisioning client of a device that proves itself by its TPM. */
@Order(1)
final class ProvisioningTpmIT {

  private static final ProvisioningDeviceClientTransportProtocol HTTPS =
      ProvisioningDeviceClientTransportProtocol.HTTPS;

  private final Hub hub = new Hub();
  private final Provisioning provisioning = new Provisioning(hub.server);

  private SoftTpm tpm(String registrationId) {
    return new SoftTpm(registrationId, hub.server.trust());
  }

  private IndividualEnrollment enroll(SoftTpm tpm) throws ProvisioningServiceClientException {
    return provisioning.service.createOrUpdateIndividualEnrollment(
        new IndividualEnrollment(
            tpm.getRegistrationId(),
            new TpmAttestation(
                Base64.getEncoder().encodeToString(tpm.getEndorsementKey()),
                Base64.getEncoder().encodeToString(tpm.getStorageRootKey()))));
  }

  @Test
  void aDeviceWithATpmIsAssignedAndConnectsWithTheKeyThatItsTpmGot() throws Exception {
    SoftTpm tpm = tpm(Hub.fresh("tpm"));
    IndividualEnrollment made = enroll(tpm);

    var assigned = provisioning.register(tpm, HTTPS);

    assertThat(((TpmAttestation) made.getAttestation()).getEndorsementKey())
        .isEqualTo(Base64.getEncoder().encodeToString(tpm.getEndorsementKey()));
    assertThat(assigned.getDeviceId()).isEqualTo(tpm.getRegistrationId());
    DeviceClient client = provisioning.connect(assigned, tpm);
    try {
      client.sendEvent(new Message("{}"));
    } finally {
      client.close();
    }
  }

  @Test
  void aDeviceWithAnotherTpmIsRefused() throws Exception {
    SoftTpm enrolled = tpm(Hub.fresh("tpm"));
    enroll(enrolled);
    String id = enrolled.getRegistrationId();

    assertThatThrownBy(() -> provisioning.register(tpm(id), HTTPS)).isInstanceOf(Exception.class);

    assertThatThrownBy(() -> provisioning.service.getDeviceRegistrationState(id))
        .isInstanceOf(ProvisioningServiceClientNotFoundException.class);
  }

  @Test
  void whatIsNoKeyOfATpmCannotBeEnrolled() {
    assertThatThrownBy(
            () ->
                provisioning.service.createOrUpdateIndividualEnrollment(
                    new IndividualEnrollment(
                        Hub.fresh("tpm"), new TpmAttestation("bm8ga2V5IG9mIGEgVFBN"))))
        .isInstanceOf(ProvisioningServiceClientException.class);
  }
}
