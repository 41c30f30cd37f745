package dev.homeport.access;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Secret;
import dev.homeport.StorableText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A shared access signature as the SDKs send it: {@code SharedAccessSignature
 * sr={url-encoded-resource}&sig={signature}&se={expiry}[&skn={policy}]}, fields in any order. The
 * signature is HMAC-SHA256 over {@code {sr as sent}\n{se}} (Azure IoT Hub, "Control access with
 * SAS").
 */
public final class SasToken {

  private static final String SCHEME = "SharedAccessSignature ";
  private static final int MAX_LENGTH = 4096;

  private final String signedResource;
  private final String resource;
  private final byte[] signature;
  private final String expiryText;
  private final Instant expiry;
  private final String policy;

  private SasToken(
      String signedResource,
      String resource,
      byte[] signature,
      String expiryText,
      Instant expiry,
      String policy) {
    this.signedResource = signedResource;
    this.resource = resource;
    this.signature = signature;
    this.expiryText = expiryText;
    this.expiry = expiry;
    this.policy = policy;
  }

  /** Whether an Authorization header says that it holds one. */
  public static boolean isOne(String text) {
    return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /**
   * Reads a token without trusting it.
   *
   * @throws HubException with {@link ErrorCode#UNAUTHORIZED} when it has not the form of a token
   */
  public static SasToken parse(String text) {
    if (text.length() > MAX_LENGTH || !isOne(text)) {
      throw refused("not a shared access signature");
    }
    String sr = null;
    String sig = null;
    String se = null;
    String skn = "";
    for (String field : text.substring(SCHEME.length()).trim().split("&", -1)) {
      int equals = field.indexOf('=');
      if (equals < 0) {
        throw refused("a field of the shared access signature has no value");
      }
      String value = field.substring(equals + 1);
      switch (field.substring(0, equals)) {
        case "sr" -> sr = value;
        case "sig" -> sig = value;
        case "se" -> se = value;
        case "skn" -> skn = decode(value);
        default -> {
          // Fields that are not ours are not signed either, so they mean nothing.
        }
      }
    }
    if (sr == null || sig == null || se == null) {
      throw refused("the shared access signature lacks sr, sig or se");
    }
    if (!StorableText.holds(skn)) {
      throw refused("the policy's name is none");
    }
    return new SasToken(sr, decode(sr), signatureBytes(sig), se, expiry(se), skn);
  }

  private static byte[] signatureBytes(String sig) {
    try {
      return Base64.getDecoder().decode(decode(sig));
    } catch (IllegalArgumentException e) {
      throw refused("the signature is not base64");
    }
  }

  private static Instant expiry(String se) {
    try {
      return Instant.ofEpochSecond(Long.parseLong(se));
    } catch (NumberFormatException | DateTimeException e) {
      throw refused("the expiry is not a number of seconds since 1970");
    }
  }

  private static String decode(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw refused("the shared access signature is not URL-encoded");
    }
  }

  private static HubException refused(String why) {
    return new HubException(ErrorCode.UNAUTHORIZED, why);
  }

  /** The resource's host, lower case. */
  public String host() {
    int slash = resource.indexOf('/');
    return (slash < 0 ? resource : resource.substring(0, slash)).toLowerCase(Locale.ROOT);
  }

  /** The name of the policy whose key signed, {@code ""} when a device's own key did. */
  public String policy() {
    return policy;
  }

  public Instant expiry() {
    return expiry;
  }

  /** Whether the token speaks for {@code path} ({@code /devices/d}): names it or a prefix of it. */
  public boolean covers(String path) {
    int slash = resource.indexOf('/');
    String scope = slash < 0 ? "" : resource.substring(slash);
    return isPrefix(scope, path) || isPrefix(decodeAgain(scope), path);
  }

  /** Some clients encode the device id before they encode the whole resource. */
  private static String decodeAgain(String scope) {
    return scope.indexOf('%') < 0 ? scope : decodeOrSame(scope);
  }

  private static String decodeOrSame(String scope) {
    try {
      return URLDecoder.decode(scope.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return scope;
    }
  }

  private static boolean isPrefix(String scope, String path) {
    String bare = scope.endsWith("/") ? scope.substring(0, scope.length() - 1) : scope;
    return path.startsWith(bare)
        && (path.length() == bare.length() || path.charAt(bare.length()) == '/');
  }

  public boolean isExpired(Instant now) {
    return !expiry.isAfter(now);
  }

  /** Whether {@code key} (base64) made the signature; constant time. */
  public boolean isSignedWith(@Nullable Secret key) {
    if (key == null) {
      return false;
    }
    try {
      return MessageDigest.isEqual(sign(key, signedResource, expiryText), signature);
    } catch (IllegalArgumentException e) {
      return false; // a stored key that is not base64 signs nothing
    }
  }

  /**
   * Makes a token, for clients of Homeport's own.
   *
   * @param resource not encoded, for instance {@code 127.0.0.1/devices/d}
   * @param policy {@code ""} for a device's own key
   */
  public static String create(String resource, Secret key, Instant expiry, String policy) {
    String sr = encode(resource);
    String se = Long.toString(expiry.getEpochSecond());
    String sig = encode(Base64.getEncoder().encodeToString(sign(key, sr, se)));
    return SCHEME
        + "sr="
        + sr
        + "&sig="
        + sig
        + "&se="
        + se
        + (policy.isEmpty() ? "" : "&skn=" + policy);
  }

  private static String encode(String value) {
    return java.net.URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static byte[] sign(Secret key, String signedResource, String expiry) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.reveal()), "HmacSHA256"));
      return mac.doFinal((signedResource + "\n" + expiry).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}
