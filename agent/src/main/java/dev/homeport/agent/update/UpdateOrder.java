package dev.homeport.agent.update;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * What a hub wants a device to install: payload of {@code startUpdate}, value of the desired
 * property {@code firmware}.
 *
 * @param url where the firmware is; HTTPS, short-lived
 * @param sha256 of the firmware, 64 lower-case hexadecimal digits
 * @param size bytes
 * @param signature base64 of the Ed25519 signature of {@code manifest}
 * @param manifest JSON text, as it was signed
 */
public record UpdateOrder(
    String deploymentId,
    String version,
    String url,
    String sha256,
    long size,
    String signature,
    String manifest) {

  /** As much as a device with modest storage believes. */
  static final long MAX_SIZE = 4L << 30;

  private static final int MAX_NAME = 128;
  private static final int MAX_URL = 4_096;
  private static final int MAX_MANIFEST = 65_536;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public UpdateOrder {
    require(isText(deploymentId, MAX_NAME), "deploymentId");
    require(isText(version, MAX_NAME), "version");
    require(isText(url, MAX_URL), "url");
    require(SHA256.matcher(sha256).matches(), "sha256");
    require(size > 0 && size <= MAX_SIZE, "size");
    require(isText(signature, MAX_NAME), "signature");
    require(isText(manifest, MAX_MANIFEST), "manifest");
  }

  /**
   * Reads the JSON text of an order.
   *
   * @throws IllegalArgumentException when it is none
   */
  static UpdateOrder parse(String text) {
    return of(json(text));
  }

  /**
   * Reads which deployment a JSON text is about.
   *
   * @throws IllegalArgumentException when it does not say
   */
  static String parseDeploymentId(String text) {
    return text(json(text), "deploymentId");
  }

  private static JsonNode json(String text) {
    try {
      return new JsonMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the payload is not JSON", e);
    }
  }

  /**
   * Reads an order. Numbers may be written as {@code 1.0}, as the twins of some SDKs do.
   *
   * @throws IllegalArgumentException that names the first member which cannot be used
   */
  static UpdateOrder of(JsonNode json) {
    require(json.isObject(), "the order, which is an object,");
    JsonNode size = json.path("size");
    require(size.canConvertToExactIntegral() && size.canConvertToLong(), "size");
    require(isHttps(text(json, "url")), "url");
    return new UpdateOrder(
        text(json, "deploymentId"),
        text(json, "version"),
        text(json, "url"),
        text(json, "sha256"),
        size.longValue(),
        text(json, "signature"),
        text(json, "manifest"));
  }

  /** The same firmware for the same deployment, wherever it is downloaded from. */
  boolean isSameAs(UpdateOrder other) {
    return deploymentId.equals(other.deploymentId)
        && version.equals(other.version)
        && sha256.equals(other.sha256);
  }

  private static String text(JsonNode json, String member) {
    require(json.path(member).isTextual(), member);
    return json.path(member).textValue();
  }

  private static boolean isText(String value, int longest) {
    return !value.isBlank() && value.length() <= longest;
  }

  private static boolean isHttps(String url) {
    try {
      URI uri = URI.create(url);
      return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void require(boolean fine, String member) {
    if (!fine) {
      throw new IllegalArgumentException(member + " is missing or cannot be used");
    }
  }

  /** Without the URL, which is a credential. */
  @Override
  public String toString() {
    return "version " + version + " by deployment " + deploymentId;
  }
}
