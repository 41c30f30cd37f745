package dev.homeport.app.console;

import dev.homeport.onboarding.Credentials;
import dev.homeport.onboarding.Onboarded;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A device that has come to its hub, or was enrolled to come to one, with what it proves itself
 * with: keys, a certificate, or the certificate or TPM that it was built with. Shown this once.
 *
 * @param hostName the hub's, or the provisioning service's when the device was enrolled
 * @param idScope of the provisioning service, when the device was enrolled
 * @param connectionString with the primary key; none when the device was enrolled
 * @param certificate made from its request, PEM
 * @param authority who signed that, PEM
 * @param thumbprint of the certificate that it was built with
 * @param endorsementKey of the TPM that it was built with
 */
@Schema(
    name = "OnboardedDevice",
    requiredProperties = {
      "serial",
      "deviceId",
      "model",
      "hostName",
      "idScope",
      "checks",
      "connectionString",
      "primaryKey",
      "secondaryKey",
      "certificate",
      "authority",
      "thumbprint",
      "endorsementKey"
    })
public record OnboardedDevice(
    String serial,
    String deviceId,
    @Schema(nullable = true) @Nullable String model,
    String hostName,
    @Schema(nullable = true) @Nullable String idScope,
    List<OnboardingCheck> checks,
    @Schema(nullable = true) @Nullable String connectionString,
    @Schema(nullable = true) @Nullable String primaryKey,
    @Schema(nullable = true) @Nullable String secondaryKey,
    @Schema(nullable = true) @Nullable String certificate,
    @Schema(nullable = true) @Nullable String authority,
    @Schema(nullable = true) @Nullable String thumbprint,
    @Schema(nullable = true) @Nullable String endorsementKey) {

  /**
   * @param idScope of the provisioning service; null where nobody can be enrolled
   */
  static OnboardedDevice of(Onboarded onboarded, String hostName, @Nullable String idScope) {
    String deviceId = onboarded.record().serial();
    Function<String, String> connectionString =
        key -> "HostName=" + hostName + ";DeviceId=" + deviceId + ";SharedAccessKey=" + key;
    Credentials.Keys keys = onboarded.credentials() instanceof Credentials.Keys k ? k : null;
    Credentials.Certificate certificate =
        onboarded.credentials() instanceof Credentials.Certificate c ? c : null;
    return new OnboardedDevice(
        onboarded.record().serial(),
        deviceId,
        onboarded.record().model(),
        hostName,
        onboarded.enrolled() ? idScope : null,
        onboarded.checks().stream().map(OnboardingCheck::of).toList(),
        keys == null || onboarded.enrolled()
            ? null
            : connectionString.apply(keys.primary().reveal()),
        keys == null ? null : keys.primary().reveal(),
        keys == null ? null : keys.secondary().reveal(),
        certificate == null ? null : certificate.pem(),
        certificate == null ? null : certificate.authority(),
        onboarded.credentials() instanceof Credentials.Own own ? own.thumbprint() : null,
        onboarded.credentials() instanceof Credentials.Tpm tpm ? tpm.endorsementKey() : null);
  }

  @Override
  public String toString() {
    return "OnboardedDevice[" + deviceId + "]";
  }
}
