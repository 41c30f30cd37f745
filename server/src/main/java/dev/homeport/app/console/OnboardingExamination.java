package dev.homeport.app.console;

import dev.homeport.onboarding.Examination;
import dev.homeport.onboarding.StoredRecord;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What looking at a device has shown.
 *
 * @param ready whether it can be onboarded
 * @param record null when there is none that the caller may see
 */
@Schema(
    name = "OnboardingExamination",
    requiredProperties = {"ready", "record", "checks"})
public record OnboardingExamination(
    boolean ready,
    @Schema(nullable = true) @Nullable ManufacturingRecordItem record,
    List<OnboardingCheck> checks) {

  static OnboardingExamination of(Examination examination) {
    StoredRecord record = examination.record();
    return new OnboardingExamination(
        examination.ready(),
        record == null ? null : ManufacturingRecordItem.of(record),
        examination.checks().stream().map(OnboardingCheck::of).toList());
  }
}
