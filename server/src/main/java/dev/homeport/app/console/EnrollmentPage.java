package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.StorableText;
import dev.homeport.provisioning.Enrollment;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of enrollments or enrollment groups by id.
 *
 * @param next the {@code after} of the next page, null when this is the last one
 */
@Schema(
    name = "EnrollmentPage",
    requiredProperties = {"items", "next"})
public record EnrollmentPage(
    List<EnrollmentDetail> items, @Schema(nullable = true) @Nullable String next) {

  /** A parameter that is compared with ids; empty when it was left out. */
  static String name(String parameter, @Nullable String value) {
    StorableText.require(parameter, value);
    return value == null ? "" : value;
  }

  static @Nullable Boolean enabled(@Nullable String status) {
    return switch (status == null ? "" : status) {
      case "" -> null;
      case "enabled" -> Boolean.TRUE;
      case "disabled" -> Boolean.FALSE;
      default ->
          throw new HubException(ErrorCode.ARGUMENT_INVALID, "status is enabled or disabled");
    };
  }

  /**
   * @param rows one more than {@code size} when there is another page
   */
  static EnrollmentPage of(List<Enrollment> rows, int size) {
    List<Enrollment> items = rows.subList(0, Math.min(size, rows.size()));
    return new EnrollmentPage(
        items.stream().map(enrollment -> EnrollmentDetail.of(enrollment, null)).toList(),
        rows.size() > size ? items.getLast().id() : null);
  }
}
