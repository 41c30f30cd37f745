package dev.homeport.onboarding;

import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.StorableText;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the factory and the sales desk know of a device. Texts are stripped; empty ones are null.
 *
 * @param serial becomes the device id, so it has the form of one
 * @param mac as {@code 00:1A:2B:3C:4D:5E}, however it was written
 * @param thumbprint of the certificate that the device was built with, SHA-1 (40 hexadecimal
 *     digits) or SHA-256 (64), in capitals
 * @param endorsementKey of the device's TPM, base64
 * @param customer who ordered it
 * @param order the customer's order
 * @param soldTo who has it in the end
 */
public record ManufacturingRecord(
    String serial,
    @Nullable String mac,
    @Nullable String model,
    @Nullable String hardwareRevision,
    @Nullable String thumbprint,
    @Nullable String endorsementKey,
    @Nullable String customer,
    @Nullable String order,
    @Nullable String soldTo) {

  /** The longest text, in characters. */
  public static final int MAX_TEXT = 200;

  private static final int MAX_KEY_BYTES = 1_024;
  private static final Pattern MAC_SIGNS = Pattern.compile("[:.-]");
  private static final Pattern MAC = Pattern.compile("[0-9A-F]{12}");
  private static final Pattern MAC_PAIR = Pattern.compile("(..)(?!$)");
  private static final Pattern THUMBPRINT = Pattern.compile("[0-9A-F]{40}|[0-9A-F]{64}");

  public ManufacturingRecord {
    serial = new DeviceId(serial.strip()).value();
    mac = mac(mac);
    model = text("model", model);
    hardwareRevision = text("hardwareRevision", hardwareRevision);
    thumbprint = thumbprint(thumbprint);
    endorsementKey = endorsementKey(endorsementKey);
    customer = text("customer", customer);
    order = text("order", order);
    soldTo = text("soldTo", soldTo);
  }

  /** A MAC address in its one form; empty text for what is none. */
  static String normalMac(String text) {
    String digits = MAC_SIGNS.matcher(text.strip()).replaceAll("").toUpperCase(Locale.ROOT);
    return MAC.matcher(digits).matches() ? MAC_PAIR.matcher(digits).replaceAll("$1:") : "";
  }

  private static @Nullable String mac(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String mac = normalMac(text);
    if (mac.isEmpty()) {
      throw invalid("mac has 12 hexadecimal digits");
    }
    return mac;
  }

  private static @Nullable String thumbprint(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String digits = text.replaceAll("[\\s:]", "").toUpperCase(Locale.ROOT);
    if (!THUMBPRINT.matcher(digits).matches()) {
      throw invalid("thumbprint has 40 or 64 hexadecimal digits");
    }
    return digits;
  }

  private static @Nullable String endorsementKey(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String key = text.strip();
    try {
      if (Base64.getDecoder().decode(key).length <= MAX_KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      throw invalid("endorsementKey is base64");
    }
    throw invalid("endorsementKey has at most " + MAX_KEY_BYTES + " bytes");
  }

  private static @Nullable String text(String name, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String stripped = text.strip();
    if (stripped.length() > MAX_TEXT) {
      throw invalid(name + " has at most " + MAX_TEXT + " characters");
    }
    if (!StorableText.holds(stripped) || stripped.chars().anyMatch(Character::isISOControl)) {
      throw invalid(name + " holds a character that is no text");
    }
    return stripped;
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }
}
