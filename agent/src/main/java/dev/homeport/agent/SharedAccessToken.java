package dev.homeport.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Builds the hub's shared access signatures.
 *
 * <p>{@code SharedAccessSignature sr={resource}&sig={signature}&se={expiry}[&skn={policy}]}, where
 * the signature is the HMAC-SHA256, under the decoded key, of the URL-encoded resource, a line feed
 * and the expiry in seconds since 1970.
 */
public final class SharedAccessToken {
  private SharedAccessToken() {}

  /** A token for one device, signed with its own key. */
  public static String forDevice(DeviceConnectionString device, Instant expiry) {
    return sign(
        device.hostName() + "/devices/" + device.deviceId(),
        device.sharedAccessKey(),
        null,
        expiry);
  }

  /** A token for a whole hub, signed with the key of an access policy. */
  public static String forHub(HubConnectionString hub, Instant expiry) {
    return sign(hub.hostName(), hub.sharedAccessKey(), hub.sharedAccessKeyName(), expiry);
  }

  private static String sign(
      String resource, String base64Key, @Nullable String policy, Instant expiry) {
    String encodedResource = URLEncoder.encode(resource, UTF_8);
    long seconds = expiry.getEpochSecond();
    byte[] signature = hmac(base64Key, encodedResource + "\n" + seconds);
    String token =
        "SharedAccessSignature sr="
            + encodedResource
            + "&sig="
            + URLEncoder.encode(Base64.getEncoder().encodeToString(signature), UTF_8)
            + "&se="
            + seconds;
    return policy == null ? token : token + "&skn=" + URLEncoder.encode(policy, UTF_8);
  }

  private static byte[] hmac(String base64Key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(base64Key), "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
