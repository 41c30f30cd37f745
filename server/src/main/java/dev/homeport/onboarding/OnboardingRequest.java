package dev.homeport.onboarding;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.StorableText;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks who stands in front of a device.
 *
 * @param code its serial number or its MAC address, as on the label
 * @param certificate the one that it was built with, PEM; to be compared with the record
 * @param request a certificate request (PKCS #10, PEM) for the device's own key; without it, keys
 *     are made
 * @param enroll whether the device is to be enrolled with the provisioning service, which brings it
 *     to a hub when it asks, and not to be made on the hub at once
 */
public record OnboardingRequest(
    String code, @Nullable String certificate, @Nullable String request, boolean enroll) {

  private static final int MAX_CODE = 128;
  private static final int MAX_PEM = 16 << 10;

  public OnboardingRequest {
    code = code.strip();
    if (code.isEmpty() || code.length() > MAX_CODE) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "code has 1 to " + MAX_CODE + " characters");
    }
    StorableText.require("code", code);
    certificate = pem("certificate", certificate);
    request = pem("csr", request);
  }

  private static @Nullable String pem(String name, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (text.length() > MAX_PEM) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, name + " has at most " + MAX_PEM + " characters");
    }
    return text;
  }
}
