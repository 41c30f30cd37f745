package dev.homeport.provisioning;

import dev.homeport.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of a device of a group: base64 of HMAC-SHA256, with the group's decoded key, over the
 * registration id (DPS, "Symmetric key attestation").
 */
public final class DerivedKey {

  private DerivedKey() {}

  /** The key that {@code registrationId} has by the key of its group. */
  public static Secret of(Secret groupKey, String registrationId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(groupKey.reveal()), "HmacSHA256"));
      byte[] derived = mac.doFinal(registrationId.getBytes(StandardCharsets.UTF_8));
      return new Secret(Base64.getEncoder().encodeToString(derived));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}
