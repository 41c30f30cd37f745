package dev.homeport.provisioning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.TextArray;
import dev.homeport.twin.query.ConditionSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The SQL of enrollments. */
final class EnrollmentStore {

  private static final String SELECT =
      """
      SELECT kind, id, etag, enabled, expires_at, attestation, primary_key, secondary_key,
        certificates, ca_names, endorsement_key, storage_root_key, settings, created_at, updated_at
      FROM enrollment
      """;

  private final ObjectMapper json;

  EnrollmentStore(ObjectMapper json) {
    this.json = json;
  }

  /** The name and keys of a group. */
  record GroupKeys(String id, Attestation.SymmetricKey keys) {}

  Optional<Enrollment> find(Handle handle, EnrollmentKind kind, String id) {
    return find(handle, kind, id, "");
  }

  /** The same, and nobody else changes it until the transaction ends. */
  Optional<Enrollment> lock(Handle handle, EnrollmentKind kind, String id) {
    return find(handle, kind, id, "FOR UPDATE");
  }

  private Optional<Enrollment> find(Handle handle, EnrollmentKind kind, String id, String lock) {
    return handle
        .createQuery(SELECT + "WHERE kind = :kind AND id = :id " + lock)
        .bind("kind", kind.column())
        .bind("id", id)
        .map((row, _) -> map(row))
        .findOne();
  }

  /**
   * Those behind {@code after} in the order of their ids.
   *
   * @param prefix of the ids, {@code ""} for all
   * @param enabled null for both
   */
  List<Enrollment> page(
      Handle handle,
      EnrollmentKind kind,
      String prefix,
      @Nullable Boolean enabled,
      String after,
      int limit) {
    return handle
        .createQuery(
            SELECT
                + """
                WHERE kind = :kind AND id > :after AND id >= :prefix AND id < :end
                  AND (CAST(:enabled AS boolean) IS NULL OR enabled = :enabled)
                ORDER BY id LIMIT :limit
                """)
        .bind("kind", kind.column())
        .bind("after", after)
        .bind("prefix", prefix)
        .bind("end", RegistrationId.behindPrefix(prefix))
        .bindByType("enabled", enabled, Boolean.class)
        .bind("limit", limit)
        .map((row, _) -> map(row))
        .list();
  }

  /** Those that a page of a query holds, and one more when there is another page. */
  List<Enrollment> page(Handle handle, EnrollmentKind kind, PageRequest page) {
    ConditionSql condition = page.condition(EnrollmentColumns.texts(kind), EnrollmentColumns.JSONS);
    return condition
        .bind(
            handle.createQuery(
                SELECT
                    + "WHERE kind = :kind AND id > :after AND "
                    + condition.text()
                    + " ORDER BY id LIMIT :limit"))
        .bind("kind", kind.column())
        .bind("after", page.after())
        .bind("limit", page.size() + 1)
        .map((row, _) -> map(row))
        .list();
  }

  /** The groups whose devices have derived keys, by name. */
  List<GroupKeys> groupKeys(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT id, primary_key, secondary_key FROM enrollment
            WHERE kind = 'group' AND attestation = 'symmetricKey'
            ORDER BY id
            """)
        .map((row, _) -> new GroupKeys(row.getString("id"), AttestationColumns.keys(row)))
        .list();
  }

  /**
   * The groups whose devices' certificates one of these signs.
   *
   * @param signers subjects in canonical form
   * @param authorities names of authorities of the provisioning service
   */
  List<Enrollment> groupsBelow(
      Handle handle, Collection<String> signers, Collection<String> authorities) {
    return handle
        .createQuery(
            SELECT
                + """
                WHERE kind = 'group' AND (signer_subjects && :signers OR ca_names && :authorities)
                ORDER BY id
                """)
        .bind("signers", new TextArray(List.copyOf(signers)))
        .bind("authorities", new TextArray(List.copyOf(authorities)))
        .map((row, _) -> map(row))
        .list();
  }

  int countGroups(Handle handle) {
    return handle
        .createQuery("SELECT count(*) FROM enrollment WHERE kind = 'group'")
        .mapTo(Integer.class)
        .one();
  }

  /** False when there is one of that id. */
  boolean insert(Handle handle, NewEnrollment wanted, String etag, Instant now) {
    return bind(
                handle.createUpdate(
                    """
                    INSERT INTO enrollment (kind, id, etag, enabled, expires_at, attestation,
                      primary_key, secondary_key, certificates, signer_subjects, ca_names,
                      endorsement_key, storage_root_key, settings, created_at, updated_at)
                    VALUES (:kind, :id, :etag, :enabled, :expires, :attestation, :primary,
                      :secondary, :certificates, :signers, :cas, :endorsementKey,
                      :storageRootKey, CAST(:settings AS jsonb), :now,
                      :now)
                    ON CONFLICT DO NOTHING
                    """),
                wanted)
            .bind("etag", etag)
            .bind("now", now)
            .execute()
        == 1;
  }

  void update(Handle handle, NewEnrollment wanted, String etag, Instant now) {
    bind(
            handle.createUpdate(
                """
                UPDATE enrollment SET etag = :etag, enabled = :enabled, expires_at = :expires,
                  attestation = :attestation, primary_key = :primary, secondary_key = :secondary,
                  certificates = :certificates, signer_subjects = :signers, ca_names = :cas,
                  endorsement_key = :endorsementKey, storage_root_key = :storageRootKey,
                  settings = CAST(:settings AS jsonb), updated_at = :now
                WHERE kind = :kind AND id = :id
                """),
            wanted)
        .bind("etag", etag)
        .bind("now", now)
        .execute();
  }

  void delete(Handle handle, EnrollmentKind kind, String id) {
    handle
        .createUpdate("DELETE FROM enrollment WHERE kind = :kind AND id = :id")
        .bind("kind", kind.column())
        .bind("id", id)
        .execute();
  }

  private <S extends SqlStatement<S>> S bind(S statement, NewEnrollment wanted) {
    AttestationColumns proof = AttestationColumns.of(wanted.attestation());
    return proof
        .bind(statement)
        .bind("kind", wanted.kind().column())
        .bind("id", wanted.id())
        .bind("enabled", wanted.enabled())
        .bind("expires", wanted.expiresAt())
        .bind("attestation", wanted.attestation().type())
        .bind("settings", text(wanted.settings()));
  }

  private Enrollment map(ResultSet row) throws SQLException {
    return new Enrollment(
        EnrollmentKind.of(row.getString("kind")),
        row.getString("id"),
        row.getString("etag"),
        row.getBoolean("enabled"),
        instant(row, "expires_at"),
        AttestationColumns.read(EnrollmentKind.of(row.getString("kind")), row),
        settings(row.getString("settings")),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  private String text(EnrollmentSettings settings) {
    try {
      return json.writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings are plain records", e);
    }
  }

  private EnrollmentSettings settings(String text) {
    try {
      return json.readValue(text, EnrollmentSettings.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the settings of an enrollment cannot be read", e);
    }
  }
}
