package dev.homeport.app.console;

import dev.homeport.onboarding.Check;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One of the things that are looked at before a device is onboarded. */
@Schema(
    name = "OnboardingCheck",
    requiredProperties = {"name", "outcome", "detail"})
public record OnboardingCheck(
    @Schema(enumeration = {"record", "group", "free", "certificate"}) String name,
    @Schema(enumeration = {"passed", "failed", "skipped"}) String outcome,
    String detail) {

  static OnboardingCheck of(Check check) {
    return new OnboardingCheck(check.name().wire(), check.outcome().wire(), check.detail());
  }
}
