package dev.homeport.registry;

import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The SQL of identities. */
final class RegistryStore {

  static final String SELECT =
      """
      SELECT i.*, a.last_activity_at, a.connection_changed_at, s.session_number IS NOT NULL AS connected,
             (SELECT count(*) FROM device_message m
              WHERE m.hub = i.hub AND m.device_id = i.device_id AND m.module_id = i.module_id)
               AS message_count
      FROM identity i
      LEFT JOIN activity a USING (hub, device_id, module_id)
      LEFT JOIN session s USING (hub, device_id, module_id)
      """;

  private static final String ONE =
      " WHERE i.hub = :hub AND i.device_id = :device AND i.module_id = :module";

  private static final String UNTOUCHED = "{\"$lastUpdated\":\"0001-01-01T00:00:00Z\"}";

  Optional<RegisteredIdentity> find(Handle handle, Identity identity) {
    return bind(handle.createQuery(SELECT + ONE), identity).map((row, _) -> map(row)).findOne();
  }

  Map<Identity, RegisteredIdentity> findAll(Handle handle, Collection<Identity> identities) {
    Map<Identity, RegisteredIdentity> found = new HashMap<>();
    handle
        .createQuery(
            SELECT
                + """
                 JOIN unnest(:hubs, :devices, :modules) AS u (hub, device_id, module_id)
                  USING (hub, device_id, module_id)
                """)
        .bindArray("hubs", String.class, identities.stream().map(i -> i.hub().value()).toList())
        .bindArray(
            "devices", String.class, identities.stream().map(i -> i.deviceId().value()).toList())
        .bindArray(
            "modules", String.class, identities.stream().map(Identity::moduleColumn).toList())
        .map((row, _) -> map(row))
        .forEach(identity -> found.put(identity.identity(), identity));
    return found;
  }

  /** Like {@link #find}, and nobody else changes the identity until the transaction ends. */
  Optional<RegisteredIdentity> lock(Handle handle, Identity identity) {
    return bind(handle.createQuery(SELECT + ONE + " FOR UPDATE OF i"), identity)
        .map((row, _) -> map(row))
        .findOne();
  }

  List<RegisteredIdentity> devices(Handle handle, HubName hub, int top) {
    return handle
        .createQuery(
            SELECT
                + """
                 WHERE i.hub = :hub AND i.module_id = '' ORDER BY i.device_id LIMIT :top
                """)
        .bind("hub", hub.value())
        .bind("top", top)
        .map((row, _) -> map(row))
        .list();
  }

  List<RegisteredIdentity> modules(Handle handle, Identity device) {
    return handle
        .createQuery(
            SELECT
                + """
                 WHERE i.hub = :hub AND i.device_id = :device AND i.module_id <> ''
                ORDER BY i.module_id
                """)
        .bind("hub", device.hub().value())
        .bind("device", device.deviceId().value())
        .map((row, _) -> map(row))
        .list();
  }

  /** Adds the identity and its twin; false when it is there already. */
  boolean insert(
      Handle handle,
      Identity identity,
      NewIdentity wanted,
      String generationId,
      String etag,
      Instant now) {
    int inserted =
        bindWanted(
                bind(
                    handle.createUpdate(
                        """
                        INSERT INTO identity (hub, device_id, module_id, generation_id, etag, enabled,
                          status_reason, status_updated_at, authentication, primary_key,
                          secondary_key, primary_thumbprint, secondary_thumbprint, managed_by, edge,
                          device_scope, parent_scopes, created_at)
                        VALUES (:hub, :device, :module, :generation, :etag, :enabled,
                          :reason, CASE WHEN :enabled THEN NULL ELSE CAST(:now AS timestamptz) END,
                          :authentication, :primaryKey,
                          :secondaryKey, :primaryThumbprint, :secondaryThumbprint, :managedBy, :edge,
                          :deviceScope, :parentScopes, :now)
                        ON CONFLICT DO NOTHING
                        """),
                    identity),
                wanted)
            .bind("generation", generationId)
            .bind("etag", etag)
            .bind("now", now)
            .execute();
    if (inserted == 0) {
      return false;
    }
    bind(
            handle.createUpdate(
                """
                INSERT INTO twin (hub, device_id, module_id, desired_metadata, reported_metadata)
                VALUES (:hub, :device, :module, CAST(:untouched AS jsonb), CAST(:untouched AS jsonb))
                """),
            identity)
        .bind("untouched", UNTOUCHED)
        .execute();
    return true;
  }

  void update(Handle handle, Identity identity, NewIdentity wanted, String etag, Instant now) {
    bindWanted(
            bind(
                handle.createUpdate(
                    """
                    UPDATE identity SET etag = :etag,
                      status_updated_at =
                        CASE WHEN enabled = :enabled THEN status_updated_at ELSE :now END,
                      enabled = :enabled, status_reason = :reason,
                      authentication = :authentication, primary_key = :primaryKey,
                      secondary_key = :secondaryKey, primary_thumbprint = :primaryThumbprint,
                      secondary_thumbprint = :secondaryThumbprint, managed_by = :managedBy,
                      edge = :edge, device_scope = :deviceScope, parent_scopes = :parentScopes
                    WHERE hub = :hub AND device_id = :device AND module_id = :module
                    """),
                identity),
            wanted)
        .bind("etag", etag)
        .bind("now", now)
        .execute();
  }

  /** Deletes an identity; a device takes its modules along. */
  void delete(Handle handle, Identity identity) {
    handle
        .createUpdate(
            """
            DELETE FROM identity
            WHERE hub = :hub AND device_id = :device AND (:module = '' OR module_id = :module)
            """)
        .bind("hub", identity.hub().value())
        .bind("device", identity.deviceId().value())
        .bind("module", identity.moduleColumn())
        .execute();
  }

  DeviceStatistics statistics(Handle handle, HubName hub) {
    return handle
        .createQuery(
            """
            SELECT count(*), count(*) FILTER (WHERE enabled),
                   (SELECT count(*) FROM session WHERE hub = :hub AND module_id = '')
            FROM identity WHERE hub = :hub AND module_id = ''
            """)
        .bind("hub", hub.value())
        .map((row, _) -> new DeviceStatistics(row.getLong(1), row.getLong(2), row.getLong(3)))
        .one();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Identity identity) {
    return statement
        .bind("hub", identity.hub().value())
        .bind("device", identity.deviceId().value())
        .bind("module", identity.moduleColumn());
  }

  private static <S extends SqlStatement<S>> S bindWanted(S statement, NewIdentity wanted) {
    AuthenticationColumns proof = AuthenticationColumns.of(wanted.authentication());
    return statement
        .bind("enabled", wanted.enabled())
        .bind("reason", wanted.statusReason())
        .bind("authentication", proof.type())
        .bind("primaryKey", proof.primaryKey())
        .bind("secondaryKey", proof.secondaryKey())
        .bind("primaryThumbprint", proof.primaryThumbprint())
        .bind("secondaryThumbprint", proof.secondaryThumbprint())
        .bind("managedBy", wanted.managedBy())
        .bind("edge", wanted.edge())
        .bind("deviceScope", wanted.deviceScope())
        .bindArray("parentScopes", String.class, wanted.parentScopes());
  }

  static RegisteredIdentity map(ResultSet row) throws SQLException {
    return new RegisteredIdentity(
        Identity.of(row.getString("hub"), row.getString("device_id"), row.getString("module_id")),
        row.getString("generation_id"),
        row.getString("etag"),
        row.getBoolean("enabled"),
        row.getString("status_reason"),
        instant(row, "status_updated_at"),
        authentication(row),
        row.getString("managed_by"),
        row.getBoolean("edge"),
        row.getString("device_scope"),
        Arrays.asList((String[]) row.getArray("parent_scopes").getArray()),
        row.getBoolean("connected"),
        instant(row, "connection_changed_at"),
        instant(row, "last_activity_at"),
        row.getInt("message_count"));
  }

  private static Authentication authentication(ResultSet row) throws SQLException {
    return switch (row.getString("authentication")) {
      case "sas" ->
          new Authentication.Sas(
              new Secret(row.getString("primary_key")), new Secret(row.getString("secondary_key")));
      case "selfSigned" ->
          new Authentication.SelfSigned(
              row.getString("primary_thumbprint"), row.getString("secondary_thumbprint"));
      case "certificateAuthority" -> new Authentication.CertificateAuthority();
      default -> new Authentication.None();
    };
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }
}
