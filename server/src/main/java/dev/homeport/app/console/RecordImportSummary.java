package dev.homeport.app.console;

import dev.homeport.onboarding.ImportResult;
import dev.homeport.onboarding.RowError;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of a file of manufacturing records.
 *
 * @param errors the first of them; the file errors.csv has more
 */
@Schema(
    name = "RecordImport",
    requiredProperties = {
      "id",
      "at",
      "by",
      "rows",
      "created",
      "updated",
      "unchanged",
      "refused",
      "errors"
    })
public record RecordImportSummary(
    String id,
    String at,
    String by,
    long rows,
    long created,
    long updated,
    long unchanged,
    long refused,
    List<RecordImportError> errors) {

  /** A row that was not taken. */
  @Schema(
      name = "RecordImportError",
      requiredProperties = {"line", "serial", "code", "message"})
  public record RecordImportError(long line, String serial, String code, String message) {

    static RecordImportError of(RowError error) {
      return new RecordImportError(error.line(), error.serial(), error.code(), error.message());
    }
  }

  static RecordImportSummary of(ImportResult result) {
    return new RecordImportSummary(
        result.id().toString(),
        result.at().toString(),
        result.by(),
        result.rows(),
        result.created(),
        result.updated(),
        result.unchanged(),
        result.refused(),
        result.errors().stream().map(RecordImportError::of).toList());
  }
}
