package dev.homeport.provisioning;

import dev.homeport.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * The keys with which devices prove that they have their TPM. They follow from the installation's
 * secret, the device and the time, so that no node has to remember what another one has sealed.
 * Thread-safe.
 */
final class TpmChallenges {

  private static final Duration SPAN = Duration.ofHours(1);

  private final Secret secret;
  private final Clock clock;

  TpmChallenges(Secret secret, Clock clock) {
    this.secret = secret;
    this.clock = clock;
  }

  /** The key of this hour, sealed for the device's TPM. */
  String of(String registrationId, Attestation.Tpm tpm, String storageRootKey) {
    return TpmKey.seal(
        TpmKey.read("tpm.endorsementKey", tpm.endorsementKey()),
        TpmKey.read("tpm.storageRootKey", storageRootKey),
        Base64.getDecoder().decode(key(registrationId, tpm, span()).reveal()));
  }

  /** The keys that count now: of this hour, and of the one before for those who began in it. */
  List<Secret> keys(String registrationId, Attestation.Tpm tpm) {
    long span = span();
    return List.of(key(registrationId, tpm, span), key(registrationId, tpm, span - 1));
  }

  private long span() {
    return clock.instant().getEpochSecond() / SPAN.toSeconds();
  }

  private Secret key(String registrationId, Attestation.Tpm tpm, long span) {
    return DerivedKey.of(secret, registrationId + "\n" + tpm.endorsementKey() + "\n" + span);
  }
}
