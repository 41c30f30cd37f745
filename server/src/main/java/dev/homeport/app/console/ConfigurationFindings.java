package dev.homeport.app.console;

import dev.homeport.configuration.DraftCheck;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What came of looking at a draft.
 *
 * @param target how many devices or modules the condition is true for
 * @param contentError what is wrong with the content, null when nothing is
 * @param paths what the content sets
 * @param metrics how many twins each query finds
 */
@Schema(
    name = "ConfigurationFindings",
    requiredProperties = {"target", "contentError", "paths", "metrics"})
public record ConfigurationFindings(
    Finding target,
    @Schema(nullable = true) @Nullable String contentError,
    List<String> paths,
    Map<String, Finding> metrics) {

  /** A number, or what is wrong; one of them is null. */
  @Schema(
      name = "ConfigurationFinding",
      requiredProperties = {"count", "error"})
  public record Finding(
      @Schema(nullable = true) @Nullable Long count,
      @Schema(nullable = true) @Nullable String error) {

    private static Finding of(DraftCheck.Finding finding) {
      return new Finding(finding.count(), finding.error());
    }
  }

  static ConfigurationFindings of(DraftCheck.Findings findings) {
    Map<String, Finding> metrics = new TreeMap<>();
    findings.metrics().forEach((name, finding) -> metrics.put(name, Finding.of(finding)));
    return new ConfigurationFindings(
        Finding.of(findings.target()), findings.contentError(), findings.paths(), metrics);
  }
}
