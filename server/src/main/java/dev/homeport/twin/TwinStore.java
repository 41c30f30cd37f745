package dev.homeport.twin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.TextArray;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The SQL of twins. */
final class TwinStore {

  private static final String ONE =
      " WHERE t.hub = :hub AND t.device_id = :device AND t.module_id = :module";

  private static final String SECTIONS =
      """
       unnest(:hubs, :devices, :modules, :versions, :tags, :desired, :desiredMetadata,
          :desiredVersions, :reported, :metadata, :reportedVersions)
        AS u (hub, device_id, module_id, version, tags, desired, desired_metadata,
          desired_version, reported, reported_metadata, reported_version)
      """;

  private final ObjectMapper json;

  TwinStore(ObjectMapper json) {
    this.json = json;
  }

  /** What a device is told of its own twin, built by the database. */
  Optional<byte[]> deviceView(Handle handle, Identity identity) {
    return bind(
            handle.createQuery(
                """
                SELECT jsonb_build_object(
                  'desired', desired || jsonb_build_object('$version', desired_version),
                  'reported', reported || jsonb_build_object('$version', reported_version))::text
                FROM twin t
                """
                    + ONE),
            identity)
        .mapTo(String.class)
        .findOne()
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  Optional<TwinRow> find(Handle handle, Identity identity) {
    return bind(handle.createQuery("SELECT * FROM twin t" + ONE), identity)
        .map((row, _) -> map(row))
        .findOne();
  }

  /** Locks a twin until the transaction ends. */
  Optional<TwinRow> lock(Handle handle, Identity identity) {
    return bind(handle.createQuery("SELECT * FROM twin t" + ONE + " FOR UPDATE"), identity)
        .map((row, _) -> map(row))
        .findOne();
  }

  /** The twins that are there. */
  Map<Identity, TwinRow> findAll(Handle handle, Collection<Identity> identities) {
    return all(handle, identities, "");
  }

  /** Locks the twins that are there, always in the same order. */
  Map<Identity, TwinRow> lockAll(Handle handle, Collection<Identity> identities) {
    return all(handle, identities, "ORDER BY t.hub, t.device_id, t.module_id\nFOR UPDATE OF t");
  }

  private Map<Identity, TwinRow> all(
      Handle handle, Collection<Identity> identities, String ending) {
    Map<Identity, TwinRow> rows = new HashMap<>();
    bindNames(
            handle.createQuery(
                """
                SELECT t.* FROM twin t
                JOIN unnest(:hubs, :devices, :modules) AS u (hub, device_id, module_id)
                  USING (hub, device_id, module_id)
                """
                    + ending),
            List.copyOf(identities))
        .map((row, _) -> map(row))
        .forEach(row -> rows.put(row.identity(), row));
    return rows;
  }

  /** The twins of devices and of their modules in the order of their names, locked if asked. */
  List<TwinRow> devices(Handle handle, HubName hub, Collection<DeviceId> devices, boolean locked) {
    return handle
        .createQuery(
            """
            SELECT t.* FROM twin t
            WHERE t.hub = :hub AND t.device_id = ANY(:devices)
            ORDER BY t.device_id, t.module_id
            """
                + (locked ? "FOR UPDATE OF t" : ""))
        .bind("hub", hub.value())
        .bindArray("devices", String.class, devices.stream().map(DeviceId::value).toList())
        .map((row, _) -> map(row))
        .list();
  }

  /** Writes the reported sections of locked twins. */
  void updateReported(Handle handle, Collection<TwinRow> rows) {
    List<TwinRow> list = List.copyOf(rows);
    bindVersions(
            handle.createUpdate(
                """
                UPDATE twin t
                SET version = u.version, reported = CAST(u.reported AS jsonb),
                    reported_metadata = CAST(u.metadata AS jsonb),
                    reported_version = u.reported_version
                FROM unnest(:hubs, :devices, :modules, :versions, :reported, :metadata,
                    :reportedVersions)
                  AS u (hub, device_id, module_id, version, reported, metadata, reported_version)
                WHERE t.hub = u.hub AND t.device_id = u.device_id AND t.module_id = u.module_id
                """),
            list)
        .bind("reported", texts(list, TwinRow::reported))
        .bind("metadata", texts(list, TwinRow::reportedMetadata))
        .bindArray(
            "reportedVersions", Long.class, list.stream().map(TwinRow::reportedVersion).toList())
        .execute();
  }

  /** Writes the service's sections of a locked twin. */
  void updateDesired(Handle handle, TwinRow row) {
    bind(
            handle.createUpdate(
                """
                UPDATE twin
                SET version = :version, tags = CAST(:tags AS jsonb),
                    desired = CAST(:desired AS jsonb), desired_metadata = CAST(:metadata AS jsonb),
                    desired_version = :desiredVersion
                WHERE hub = :hub AND device_id = :device AND module_id = :module
                """),
            row.identity())
        .bind("version", row.version())
        .bind("tags", row.tags().toString())
        .bind("desired", row.desired().toString())
        .bind("metadata", row.desiredMetadata().toString())
        .bind("desiredVersion", row.desiredVersion())
        .execute();
  }

  /** Adds the twins of new identities. */
  void insertAll(Handle handle, List<TwinRow> rows) {
    bindSections(
            handle.createUpdate(
                """
                INSERT INTO twin (hub, device_id, module_id, version, tags,
                  desired, desired_metadata, desired_version,
                  reported, reported_metadata, reported_version)
                SELECT hub, device_id, module_id, version, CAST(tags AS jsonb),
                  CAST(desired AS jsonb), CAST(desired_metadata AS jsonb), desired_version,
                  CAST(reported AS jsonb), CAST(reported_metadata AS jsonb), reported_version
                FROM
                """
                    + SECTIONS),
            rows)
        .execute();
  }

  /** Writes all sections of locked twins. */
  void updateAll(Handle handle, List<TwinRow> rows) {
    bindSections(
            handle.createUpdate(
                """
                UPDATE twin t
                SET version = u.version, tags = CAST(u.tags AS jsonb),
                    desired = CAST(u.desired AS jsonb),
                    desired_metadata = CAST(u.desired_metadata AS jsonb),
                    desired_version = u.desired_version,
                    reported = CAST(u.reported AS jsonb),
                    reported_metadata = CAST(u.reported_metadata AS jsonb),
                    reported_version = u.reported_version
                FROM
                """
                    + SECTIONS
                    + """
                     WHERE t.hub = u.hub AND t.device_id = u.device_id
                      AND t.module_id = u.module_id
                    """),
            rows)
        .execute();
  }

  private static <S extends SqlStatement<S>> S bindSections(S statement, List<TwinRow> rows) {
    return bindVersions(statement, rows)
        .bind("tags", texts(rows, TwinRow::tags))
        .bind("desired", texts(rows, TwinRow::desired))
        .bind("desiredMetadata", texts(rows, TwinRow::desiredMetadata))
        .bindArray(
            "desiredVersions", Long.class, rows.stream().map(TwinRow::desiredVersion).toList())
        .bind("reported", texts(rows, TwinRow::reported))
        .bind("metadata", texts(rows, TwinRow::reportedMetadata))
        .bindArray(
            "reportedVersions", Long.class, rows.stream().map(TwinRow::reportedVersion).toList());
  }

  /** Writes which configurations target locked twins. */
  void updateConfigurations(Handle handle, Collection<TwinRow> rows) {
    List<TwinRow> list = List.copyOf(rows);
    bindNames(
            handle.createUpdate(
                """
                UPDATE twin t SET configurations = CAST(u.configurations AS jsonb)
                FROM unnest(:hubs, :devices, :modules, :configurations)
                  AS u (hub, device_id, module_id, configurations)
                WHERE t.hub = u.hub AND t.device_id = u.device_id AND t.module_id = u.module_id
                """),
            list.stream().map(TwinRow::identity).toList())
        .bind("configurations", texts(list, TwinRow::configurations))
        .execute();
  }

  void setModelId(Handle handle, Identity identity, @Nullable String modelId) {
    bind(
            handle.createUpdate(
                """
                UPDATE twin SET model_id = :model
                WHERE hub = :hub AND device_id = :device AND module_id = :module
                  AND model_id IS DISTINCT FROM :model
                """),
            identity)
        .bind("model", modelId)
        .execute();
  }

  private static <S extends SqlStatement<S>> S bindVersions(S statement, List<TwinRow> rows) {
    return bindNames(statement, rows.stream().map(TwinRow::identity).toList())
        .bindArray("versions", Long.class, rows.stream().map(TwinRow::version).toList());
  }

  private static <S extends SqlStatement<S>> S bindNames(S statement, List<Identity> list) {
    return statement
        .bindArray("hubs", String.class, list.stream().map(i -> i.hub().value()).toList())
        .bindArray("devices", String.class, list.stream().map(i -> i.deviceId().value()).toList())
        .bindArray("modules", String.class, list.stream().map(Identity::moduleColumn).toList());
  }

  private static TextArray texts(List<TwinRow> rows, Function<TwinRow, ObjectNode> section) {
    return new TextArray(rows.stream().map(row -> section.apply(row).toString()).toList());
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Identity identity) {
    return statement
        .bind("hub", identity.hub().value())
        .bind("device", identity.deviceId().value())
        .bind("module", identity.moduleColumn());
  }

  private TwinRow map(ResultSet row) throws SQLException {
    return new TwinRow(
        Identity.of(row.getString("hub"), row.getString("device_id"), row.getString("module_id")),
        row.getLong("version"),
        row.getString("model_id"),
        object(row, "tags"),
        object(row, "desired"),
        object(row, "desired_metadata"),
        row.getLong("desired_version"),
        object(row, "reported"),
        object(row, "reported_metadata"),
        row.getLong("reported_version"),
        object(row, "configurations"));
  }

  private ObjectNode object(ResultSet row, String column) throws SQLException {
    try {
      return (ObjectNode) json.readTree(row.getString(column));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the column " + column + " holds no JSON object", e);
    }
  }
}
