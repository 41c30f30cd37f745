package dev.homeport.app.console;

import dev.homeport.health.ThresholdPreview;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many devices would be how well by a threshold that is not saved, as far as its metric goes.
 *
 * @param whole whether all devices were looked at; otherwise those whose ids come first
 */
@Schema(
    name = "ThresholdOutcome",
    requiredProperties = {"healthy", "warning", "critical", "whole"})
public record ThresholdOutcome(long healthy, long warning, long critical, boolean whole) {

  static ThresholdOutcome of(ThresholdPreview.Outcome outcome) {
    return new ThresholdOutcome(
        outcome.healthy(), outcome.warning(), outcome.critical(), outcome.whole());
  }
}
