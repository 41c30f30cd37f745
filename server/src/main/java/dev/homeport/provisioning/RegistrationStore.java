package dev.homeport.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.Identity;
import dev.homeport.TextArray;
import dev.homeport.twin.TwinJson;
import dev.homeport.twin.query.ConditionSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of registrations. */
final class RegistrationStore {

  private static final String SELECT =
      """
      SELECT registration_id, enrollment_group, hub, device_id, attestation, operation_id, substatus,
        payload, authentication_key, etag, created_at, updated_at
      FROM registration
      """;

  private final ObjectMapper json;

  RegistrationStore(ObjectMapper json) {
    this.json = json;
  }

  /**
   * Lets one transaction at a time assign each of the devices, whether there are rows of them or
   * not. Turns are taken in the order of their locks, so that two transactions never wait for each
   * other.
   */
  void takeTurns(Handle handle, Collection<String> registrationIds) {
    handle
        .createQuery(
            """
            SELECT count(pg_advisory_xact_lock(k)) FROM (
              SELECT DISTINCT hashtextextended(id, 20) AS k FROM unnest(:ids) AS id ORDER BY k
              OFFSET 0) AS turns
            """)
        .bind("ids", new TextArray(registrationIds))
        .mapTo(Integer.class)
        .one();
  }

  Optional<Registration> find(Handle handle, String registrationId) {
    return handle
        .createQuery(SELECT + "WHERE registration_id = :id")
        .bind("id", registrationId)
        .map((row, _) -> map(row))
        .findOne();
  }

  /**
   * Those of {@code registrationIds} that are registered, and those whose device is one of {@code
   * devices}.
   */
  List<Holder> holders(
      Handle handle, Collection<String> registrationIds, Collection<Identity> devices) {
    return handle
        .createQuery(
            """
            SELECT registration_id, hub, device_id FROM registration
            WHERE registration_id = ANY(:ids)
            UNION
            SELECT r.registration_id, r.hub, r.device_id FROM registration r
            JOIN unnest(:hubs, :devices) AS u (hub, device_id) USING (hub, device_id)
            """)
        .bind("ids", new TextArray(registrationIds))
        .bind("hubs", new TextArray(devices.stream().map(d -> d.hub().value()).toList()))
        .bind("devices", new TextArray(devices.stream().map(d -> d.deviceId().value()).toList()))
        .map(
            (row, _) ->
                new Holder(row.getString(1), Identity.of(row.getString(2), row.getString(3), "")))
        .list();
  }

  /** Whose registration holds a device. */
  record Holder(String registrationId, Identity device) {}

  /** Whose device has that name on that hub. */
  Optional<String> holderOf(Handle handle, Identity device) {
    return handle
        .createQuery(
            "SELECT registration_id FROM registration WHERE hub = :hub AND device_id = :device")
        .bind("hub", device.hub().value())
        .bind("device", device.deviceId().value())
        .mapTo(String.class)
        .findOne();
  }

  /**
   * Those behind {@code after} in the order of their ids.
   *
   * @param group null for those of all enrollments
   * @param prefix of the ids, {@code ""} for all
   */
  List<Registration> page(
      Handle handle, @Nullable String group, String prefix, String after, int limit) {
    String where = group == null ? "" : "enrollment_group = :group AND ";
    var query =
        handle
            .createQuery(
                SELECT
                    + "WHERE "
                    + where
                    + """
                    registration_id > :after AND registration_id >= :prefix
                      AND registration_id < :end
                    ORDER BY registration_id LIMIT :limit
                    """)
            .bind("after", after)
            .bind("prefix", prefix)
            .bind("end", RegistrationId.behindPrefix(prefix))
            .bind("limit", limit);
    if (group != null) {
      query.bind("group", group);
    }
    return query.map((row, _) -> map(row)).list();
  }

  /** Those of a group that a page of a query holds, and one more when there is another page. */
  List<Registration> page(Handle handle, String group, PageRequest page) {
    ConditionSql condition =
        page.condition(EnrollmentColumns.REGISTRATION_TEXTS, EnrollmentColumns.REGISTRATION_JSONS);
    return condition
        .bind(
            handle.createQuery(
                SELECT
                    + "WHERE enrollment_group = :group AND registration_id > :after AND "
                    + condition.text()
                    + " ORDER BY registration_id LIMIT :limit"))
        .bind("group", group)
        .bind("after", page.after())
        .bind("limit", page.size() + 1)
        .map((row, _) -> map(row))
        .list();
  }

  void saveAll(Handle handle, Collection<Registration> all) {
    handle
        .createUpdate(
            """
            INSERT INTO registration (registration_id, enrollment_group, hub, device_id, attestation,
              operation_id, substatus, payload, authentication_key, etag, created_at, updated_at)
            SELECT u.id, u.enrollment_group, u.hub, u.device, u.attestation, u.operation, u.substatus,
              CAST(u.payload AS jsonb), u.authentication_key, u.etag,
              CAST(u.created AS timestamptz), CAST(u.updated AS timestamptz)
            FROM unnest(:ids, :groups, :hubs, :devices, :attestations, :operations, :substatuses,
                :payloads, :authenticationKeys, :etags, :created, :updated)
              AS u (id, enrollment_group, hub, device, attestation, operation, substatus,
                payload, authentication_key, etag, created, updated)
            ON CONFLICT (registration_id) DO UPDATE SET
              enrollment_group = excluded.enrollment_group, hub = excluded.hub,
              device_id = excluded.device_id, attestation = excluded.attestation,
              operation_id = excluded.operation_id, substatus = excluded.substatus,
              payload = excluded.payload,
              authentication_key = excluded.authentication_key, etag = excluded.etag, updated_at = excluded.updated_at
            """)
        .bind("ids", column(all, Registration::registrationId))
        .bind("groups", column(all, Registration::enrollmentGroup))
        .bind("hubs", column(all, registration -> registration.device().hub().value()))
        .bind("devices", column(all, registration -> registration.device().deviceId().value()))
        .bind("attestations", column(all, Registration::attestation))
        .bind("operations", column(all, Registration::operationId))
        .bind("substatuses", column(all, registration -> registration.substatus().wire()))
        .bind("payloads", column(all, RegistrationStore::payload))
        .bind("authenticationKeys", column(all, Registration::authenticationKey))
        .bind("etags", column(all, Registration::etag))
        .bind("created", column(all, registration -> registration.createdAt().toString()))
        .bind("updated", column(all, registration -> registration.updatedAt().toString()))
        .execute();
  }

  private static @Nullable String payload(Registration registration) {
    JsonNode payload = registration.payload();
    return payload == null ? null : payload.toString();
  }

  private static TextArray column(
      Collection<Registration> all, Function<Registration, @Nullable String> value) {
    List<@Nullable String> texts = new ArrayList<>(all.size());
    all.forEach(registration -> texts.add(value.apply(registration)));
    return new TextArray(texts);
  }

  void delete(Handle handle, String registrationId) {
    handle
        .createUpdate("DELETE FROM registration WHERE registration_id = :id")
        .bind("id", registrationId)
        .execute();
  }

  /** Forgets the registrations of an enrollment. */
  void deleteOf(Handle handle, EnrollmentKind kind, String id) {
    handle
        .createUpdate(
            switch (kind) {
              case INDIVIDUAL ->
                  """
                  DELETE FROM registration
                  WHERE registration_id = :id AND enrollment_group IS NULL
                  """;
              case GROUP -> "DELETE FROM registration WHERE enrollment_group = :id";
            })
        .bind("id", id)
        .execute();
  }

  private Registration map(ResultSet row) throws SQLException {
    String payload = row.getString("payload");
    return new Registration(
        row.getString("registration_id"),
        row.getString("enrollment_group"),
        Identity.of(row.getString("hub"), row.getString("device_id"), ""),
        row.getString("attestation"),
        row.getString("operation_id"),
        Registration.Substatus.of(row.getString("substatus")),
        payload == null ? null : TwinJson.read(json, payload),
        row.getString("authentication_key"),
        row.getString("etag"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }
}
