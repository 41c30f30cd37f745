package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.onboarding.OnboardingRequest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A device that is to be onboarded.
 *
 * @param code its serial number or its MAC address
 * @param certificate the one that it was built with, PEM, to be compared with the record
 * @param csr a certificate request for the device's own key, PEM; without it keys are made
 * @param enroll whether it is enrolled with the provisioning service, which brings it to a hub when
 *     it asks; it is made on the installation's own hub when this is left out
 */
@Schema(
    name = "OnboardingOrder",
    requiredProperties = {"code"})
public record OnboardingOrder(
    @Nullable String code,
    @Nullable String certificate,
    @Nullable String csr,
    @Nullable Boolean enroll) {

  static OnboardingRequest request(@Nullable OnboardingOrder order) {
    if (order == null || order.code() == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "code is missing");
    }
    return new OnboardingRequest(
        order.code(), order.certificate(), order.csr(), Boolean.TRUE.equals(order.enroll()));
  }
}
