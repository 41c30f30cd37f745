package dev.homeport.provisioning;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What the calls of the service's REST API do, about single devices and about groups alike. */
final class EnrollmentCalls {

  private final EnrollmentService service;
  private final EnrollmentKind kind;

  EnrollmentCalls(EnrollmentService service, EnrollmentKind kind) {
    this.service = service;
    this.kind = kind;
  }

  Response get(String id) {
    return answer(service.get(kind, id), false);
  }

  Response put(String id, @Nullable String ifMatch, @Nullable EnrollmentDocument document) {
    return answer(service.save(kind, id, document, ifMatch), true);
  }

  void delete(String id, @Nullable String ifMatch) {
    service.delete(kind, id, ifMatch);
  }

  BulkOperation.Result change(@Nullable BulkOperation operation) {
    return BulkOperation.required(operation).apply(service, kind);
  }

  Response query(
      PageRequest.@Nullable Specification asked,
      @Nullable String maxItemCount,
      @Nullable String continuation) {
    PageRequest page = PageRequest.of(asked, maxItemCount, continuation);
    return page.answer(
        kind == EnrollmentKind.GROUP ? "enrollmentGroup" : "enrollment",
        service.page(kind, page),
        Enrollment::id,
        enrollment -> EnrollmentDocument.of(enrollment, null, false));
  }

  AttestationDocument attestation(String id) {
    return AttestationDocument.of(service.get(kind, id).attestation(), true);
  }

  private Response answer(Enrollment enrollment, boolean withKeys) {
    return Response.ok(service.document(enrollment, withKeys))
        .header(HttpHeaders.ETAG, "\"" + enrollment.etag() + "\"")
        .build();
  }
}
