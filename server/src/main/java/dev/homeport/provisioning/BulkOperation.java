package dev.homeport.provisioning;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Many enrollments that are made, changed or deleted, each by itself (DPS service REST API,
 * BulkEnrollmentOperation).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record BulkOperation(
    @Nullable String mode,
    @Nullable List<EnrollmentDocument> enrollments,
    @Nullable List<EnrollmentDocument> enrollmentGroups) {

  private static final int MAX_ITEMS = 1_000;

  /** What became of it. */
  record Result(boolean isSuccessful, List<Failure> errors) {}

  /** What could not be done. */
  record Failure(String registrationId, int errorCode, String errorStatus) {}

  static BulkOperation required(@Nullable BulkOperation operation) {
    if (operation == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the operation is missing");
    }
    return operation;
  }

  Result apply(EnrollmentService service, EnrollmentKind kind) {
    List<EnrollmentDocument> items = kind == EnrollmentKind.GROUP ? enrollmentGroups : enrollments;
    if (items == null || items.isEmpty() || items.size() > MAX_ITEMS) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "a bulk operation has 1 to " + MAX_ITEMS + " enrollments");
    }
    if (items.stream().anyMatch(Objects::isNull)) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "an enrollment is null");
    }
    String how = mode == null ? "" : mode.toLowerCase(Locale.ROOT);
    if (!List.of("create", "update", "updateifmatchetag", "delete").contains(how)) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "mode is create, update, updateIfMatchETag or delete");
    }
    List<Failure> failures = new ArrayList<>();
    for (EnrollmentDocument item : items) {
      try {
        apply(service, kind, how, item);
      } catch (HubException e) {
        String id = kind == EnrollmentKind.GROUP ? item.enrollmentGroupId() : item.registrationId();
        failures.add(new Failure(id == null ? "" : id, e.code().number(), e.getMessage()));
      }
    }
    return new Result(failures.isEmpty(), failures);
  }

  private static void apply(
      EnrollmentService service, EnrollmentKind kind, String how, EnrollmentDocument item) {
    switch (how) {
      case "create" -> service.save(kind, null, item, null);
      case "update" -> service.save(kind, null, item, "*");
      case "updateifmatchetag" -> service.save(kind, null, item, required(item.etag()));
      default -> service.delete(kind, item.name(kind, null), item.etag());
    }
  }

  private static String required(@Nullable String etag) {
    if (etag == null || etag.isEmpty()) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "this mode needs the etag");
    }
    return etag;
  }
}
