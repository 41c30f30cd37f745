package dev.homeport.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.onboarding.Enroller;
import dev.homeport.provisioning.AttestationDocument;
import dev.homeport.provisioning.CertificateDocument;
import dev.homeport.provisioning.EnrollmentDocument;
import dev.homeport.provisioning.EnrollmentService;
import org.jdbi.v3.core.Handle;

/** Enrolls devices that come from their manufacturing records with the provisioning service. */
final class RecordEnroller implements Enroller {

  private final EnrollmentService enrollments;
  private final ObjectMapper json;

  RecordEnroller(EnrollmentService enrollments, ObjectMapper json) {
    this.enrollments = enrollments;
    this.json = json;
  }

  @Override
  public void enroll(Handle handle, String serial, JsonNode tags, Proof proof) {
    ObjectNode twin = json.createObjectNode().set("tags", tags);
    enrollments.create(handle, serial, EnrollmentDocument.of(attestation(proof), twin));
  }

  private static AttestationDocument attestation(Proof proof) {
    return switch (proof) {
      case Proof.Keys keys ->
          new AttestationDocument(
              "symmetricKey",
              new AttestationDocument.Keys(keys.primary().reveal(), keys.secondary().reveal()),
              null,
              null);
      case Proof.Certificate(String pem) ->
          new AttestationDocument(
              "x509",
              null,
              new AttestationDocument.X509(
                  new AttestationDocument.CertificatePair(new CertificateDocument(pem, null), null),
                  null,
                  null),
              null);
      case Proof.Tpm(String endorsementKey) ->
          new AttestationDocument(
              "tpm", null, null, new AttestationDocument.Tpm(endorsementKey, null));
    };
  }
}
