package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.provisioning.AttestationDocument;
import dev.homeport.provisioning.Enrollment;
import dev.homeport.provisioning.EnrollmentKind;
import dev.homeport.provisioning.EnrollmentService;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What the calls about enrollments do, of single devices and of groups alike. */
final class EnrollmentCalls {

  private final EnrollmentService service;
  private final EnrollmentKind kind;

  EnrollmentCalls(EnrollmentService service, EnrollmentKind kind) {
    this.service = service;
    this.kind = kind;
  }

  EnrollmentPage list(
      @Nullable String search,
      @Nullable String status,
      @Nullable String after,
      @Nullable String pageSize) {
    int size = DeviceQuery.pageSize(pageSize);
    return EnrollmentPage.of(
        service.page(
            kind,
            EnrollmentPage.name("search", search),
            EnrollmentPage.enabled(status),
            EnrollmentPage.name("after", after),
            size + 1),
        size);
  }

  Response get(String id) {
    return answer(service.get(kind, id));
  }

  Response save(String id, @Nullable String ifMatch, @Nullable EnrollmentDraft draft) {
    if (draft == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the enrollment is missing");
    }
    return answer(service.save(kind, id, draft.document(), ifMatch));
  }

  Response update(String id, @Nullable String ifMatch, @Nullable EnrollmentPatch patch) {
    if (patch == null || patch.status() == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "status is missing");
    }
    return answer(service.enable(kind, id, patch.status() == DeviceStatus.ENABLED, ifMatch));
  }

  void delete(String id, @Nullable String ifMatch) {
    service.delete(kind, id, ifMatch);
  }

  EnrollmentAttestation keys(String id) {
    return EnrollmentAttestation.of(
        AttestationDocument.of(service.get(kind, id).attestation(), true));
  }

  private Response answer(Enrollment enrollment) {
    RegistrationSummary registration =
        kind == EnrollmentKind.GROUP
            ? null
            : service
                .findRegistration(enrollment.id())
                .map(found -> RegistrationSummary.of(found, service.document(found)))
                .orElse(null);
    return Response.ok(EnrollmentDetail.of(enrollment, registration))
        .header(HttpHeaders.ETAG, "\"" + enrollment.etag() + "\"")
        .build();
  }
}
