package dev.homeport.access.ca;

import dev.homeport.TextArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.jdbi.v3.core.Handle;

/** The SQL of {@code ca_certificate}. Thread-safe. */
final class CertificateStore {

  private static final String SELECT =
      """
      SELECT name, certificate, verified, enabled, verification_code, created_at, updated_at
      FROM ca_certificate
      """;

  /** A name in the form in which equal names are equal texts. */
  static String canonical(X500Principal name) {
    return name.getName(X500Principal.CANONICAL);
  }

  /** Shuts out other uploads to the owner until the transaction ends. */
  void lock(Handle handle, CaScope scope) {
    handle
        .createQuery("SELECT pg_advisory_xact_lock(hashtext('ca_certificate'), hashtext(:owner))")
        .bind("owner", scope.owner())
        .mapTo(String.class)
        .list();
  }

  List<CaCertificate> all(Handle handle, CaScope scope) {
    return handle
        .createQuery(SELECT + "WHERE owner = :owner ORDER BY name")
        .bind("owner", scope.owner())
        .map((row, _) -> map(row))
        .list();
  }

  Optional<CaCertificate> find(Handle handle, CaScope scope, String name) {
    return one(handle, scope, name, "");
  }

  /** Like {@link #find}, and nobody else changes it until the transaction ends. */
  Optional<CaCertificate> locked(Handle handle, CaScope scope, String name) {
    return one(handle, scope, name, " FOR UPDATE");
  }

  private static Optional<CaCertificate> one(
      Handle handle, CaScope scope, String name, String lock) {
    return handle
        .createQuery(SELECT + "WHERE owner = :owner AND name = :name" + lock)
        .bind("owner", scope.owner())
        .bind("name", name)
        .map((row, _) -> map(row))
        .findOne();
  }

  /** Those that are verified and enabled and have one of these subjects. */
  List<CaCertificate> trusted(Handle handle, CaScope scope, Collection<String> subjects) {
    return handle
        .createQuery(
            SELECT
                + """
                WHERE owner = :owner AND verified AND enabled AND subject = ANY(:subjects)
                ORDER BY name
                """)
        .bind("owner", scope.owner())
        .bind("subjects", new TextArray(subjects))
        .map((row, _) -> map(row))
        .list();
  }

  /** Adds it; false when the owner has its name or the certificate already. */
  boolean insert(Handle handle, CaScope scope, CaCertificate added) {
    return handle
            .createUpdate(
                """
                INSERT INTO ca_certificate
                  (owner, name, certificate, sha256, subject, verified, created_at, updated_at)
                VALUES (:owner, :name, :certificate, :sha256, :subject, :verified, :at, :at)
                ON CONFLICT DO NOTHING
                """)
            .bind("owner", scope.owner())
            .bind("name", added.name())
            .bind("certificate", Certificates.der(added.certificate()))
            .bind("sha256", Certificates.thumbprint(added.certificate(), "SHA-256"))
            .bind("subject", canonical(added.certificate().getSubjectX500Principal()))
            .bind("verified", added.verified())
            .bind("at", added.createdAt())
            .execute()
        == 1;
  }

  void update(Handle handle, CaScope scope, CaCertificate changed) {
    handle
        .createUpdate(
            """
            UPDATE ca_certificate
            SET verified = :verified, enabled = :enabled, verification_code = :code,
                updated_at = :at
            WHERE owner = :owner AND name = :name
            """)
        .bind("owner", scope.owner())
        .bind("name", changed.name())
        .bind("verified", changed.verified())
        .bind("enabled", changed.enabled())
        .bind("code", changed.verificationCode())
        .bind("at", changed.updatedAt())
        .execute();
  }

  boolean delete(Handle handle, CaScope scope, String name) {
    return handle
            .createUpdate("DELETE FROM ca_certificate WHERE owner = :owner AND name = :name")
            .bind("owner", scope.owner())
            .bind("name", name)
            .execute()
        == 1;
  }

  private static CaCertificate map(ResultSet row) throws SQLException {
    return new CaCertificate(
        row.getString("name"),
        Certificates.parse(row.getBytes("certificate")),
        row.getBoolean("verified"),
        row.getBoolean("enabled"),
        row.getString("verification_code"),
        instant(row, "created_at"),
        instant(row, "updated_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }
}
