package dev.homeport.provisioning;

import dev.homeport.Secret;
import dev.homeport.TextArray;
import dev.homeport.access.ca.Certificates;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * An attestation as the columns of its enrollment's row.
 *
 * @param signers the subjects of a group's certificates, in canonical form
 * @param authorities names of authorities of the provisioning service
 */
record AttestationColumns(
    Attestation.@Nullable SymmetricKey keys,
    List<X509Certificate> certificates,
    List<String> signers,
    List<String> authorities,
    Attestation.@Nullable Tpm tpm) {

  static AttestationColumns of(Attestation attestation) {
    return switch (attestation) {
      case Attestation.SymmetricKey keys ->
          new AttestationColumns(keys, List.of(), List.of(), List.of(), null);
      case Attestation.ClientCertificates own ->
          new AttestationColumns(null, own.both(), List.of(), List.of(), null);
      case Attestation.SigningCertificates signing ->
          new AttestationColumns(
              null,
              signing.both(),
              signing.both().stream().map(one -> canonical(one.getSubjectX500Principal())).toList(),
              List.of(),
              null);
      case Attestation.CaReferences references ->
          new AttestationColumns(null, List.of(), List.of(), references.names(), null);
      case Attestation.Tpm tpm ->
          new AttestationColumns(null, List.of(), List.of(), List.of(), tpm);
    };
  }

  /** A name in the form in which equal names are equal texts. */
  static String canonical(X500Principal name) {
    return name.getName(X500Principal.CANONICAL);
  }

  <S extends SqlStatement<S>> S bind(S statement) {
    return statement
        .bind("primary", keys == null ? null : keys.primary().reveal())
        .bind("secondary", keys == null ? null : keys.secondary().reveal())
        .bind(
            "certificates",
            new TextArray(certificates.stream().map(AttestationColumns::text).toList()))
        .bind("signers", new TextArray(signers))
        .bind("cas", new TextArray(authorities))
        .bind("endorsementKey", tpm == null ? null : tpm.endorsementKey())
        .bind("storageRootKey", tpm == null ? null : tpm.storageRootKey());
  }

  private static String text(X509Certificate certificate) {
    try {
      return Base64.getEncoder().encodeToString(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  static Attestation read(EnrollmentKind kind, ResultSet row) throws SQLException {
    if (row.getString("attestation").equals("symmetricKey")) {
      return keys(row);
    }
    if (row.getString("attestation").equals(Attestation.Tpm.TYPE)) {
      return new Attestation.Tpm(
          row.getString("endorsement_key"), row.getString("storage_root_key"));
    }
    List<X509Certificate> certificates =
        texts(row, "certificates").stream()
            .map(text -> Certificates.parse(Base64.getDecoder().decode(text)))
            .toList();
    if (certificates.isEmpty()) {
      List<String> names = texts(row, "ca_names");
      return new Attestation.CaReferences(names.getFirst(), second(names));
    }
    return switch (kind) {
      case INDIVIDUAL ->
          new Attestation.ClientCertificates(certificates.getFirst(), second(certificates));
      case GROUP ->
          new Attestation.SigningCertificates(certificates.getFirst(), second(certificates));
    };
  }

  static Attestation.SymmetricKey keys(ResultSet row) throws SQLException {
    return new Attestation.SymmetricKey(
        new Secret(row.getString("primary_key")), new Secret(row.getString("secondary_key")));
  }

  private static <T> @Nullable T second(List<T> list) {
    return list.size() > 1 ? list.get(1) : null;
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }
}
