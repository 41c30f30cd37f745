package dev.homeport.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.homeport.Identity;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The SQL of many identities at once: rows travel as parallel arrays. */
final class BulkStore {

  /** A row that was deleted. */
  record Gone(Identity identity, String generationId, boolean enabled) {}

  private record Row(Identity identity, NewIdentity wanted, AuthenticationColumns proof) {
    static Row of(Identity identity, NewIdentity wanted) {
      return new Row(identity, wanted, AuthenticationColumns.of(wanted.authentication()));
    }
  }

  /** Locks the identities that are there, always in the same order. */
  List<RegisteredIdentity> lockAll(Handle handle, Collection<Identity> identities) {
    return bindNames(
            handle.createQuery(
                RegistryStore.SELECT
                    + """
                    JOIN unnest(:hubs, :devices, :modules) AS u (hub, device_id, module_id)
                      USING (hub, device_id, module_id)
                    ORDER BY i.hub, i.device_id, i.module_id
                    FOR UPDATE OF i
                    """),
            identities)
        .map((row, _) -> RegistryStore.map(row))
        .list();
  }

  /** The modules of devices. */
  List<RegisteredIdentity> modules(Handle handle, Collection<Identity> devices) {
    return bindNames(
            handle.createQuery(
                RegistryStore.SELECT
                    + """
                    JOIN unnest(:hubs, :devices, :modules) AS u (hub, device_id, device_only)
                      USING (hub, device_id)
                    WHERE i.module_id <> ''
                    ORDER BY i.hub, i.device_id, i.module_id
                    """),
            devices)
        .map((row, _) -> RegistryStore.map(row))
        .list();
  }

  /** How many modules devices have; those that have none are left out. */
  Map<Identity, Integer> moduleCounts(Handle handle, Collection<Identity> devices) {
    Map<Identity, Integer> counts = new HashMap<>();
    bindNames(
            handle.createQuery(
                """
                SELECT i.hub, i.device_id, count(*)
                FROM identity i
                JOIN unnest(:hubs, :devices, :modules) AS u (hub, device_id, device_only)
                  USING (hub, device_id)
                WHERE i.module_id <> ''
                GROUP BY i.hub, i.device_id
                """),
            devices)
        .map(
            (row, _) ->
                Map.entry(Identity.of(row.getString(1), row.getString(2), ""), row.getInt(3)))
        .forEach(count -> counts.put(count.getKey(), count.getValue()));
    return counts;
  }

  /** Adds identities without twins; gives how many were not there. */
  int insertAll(Handle handle, Collection<IdentityBatch.Addition> additions, Instant now) {
    // In the order of their key, so that two of these wait for each other rather than deadlock.
    List<IdentityBatch.Addition> sorted = additions.stream().sorted(BulkStore::byName).toList();
    return bindRows(
            handle.createUpdate(
                """
                INSERT INTO identity (hub, device_id, module_id, generation_id, etag, enabled,
                  status_reason, status_updated_at, authentication, primary_key,
                  secondary_key, primary_thumbprint, secondary_thumbprint, managed_by, edge,
                  device_scope, parent_scopes, created_at)
                SELECT hub, device_id, module_id, generation_id, etag, enabled,
                  reason, CASE WHEN enabled THEN NULL ELSE CAST(:now AS timestamptz) END,
                  authentication, primary_key,
                  secondary_key, primary_thumbprint, secondary_thumbprint, managed_by, edge,
                  device_scope,
                  ARRAY(SELECT jsonb_array_elements_text(CAST(parent_scopes AS jsonb))), :now
                FROM unnest(:hubs, :devices, :modules, :generations, :etags, :enabled, :reasons,
                  :authentications, :primaryKeys, :secondaryKeys, :primaryThumbprints,
                  :secondaryThumbprints, :managers, :edges, :scopes, :parentScopes)
                  AS u (hub, device_id, module_id, generation_id, etag, enabled, reason,
                    authentication, primary_key, secondary_key, primary_thumbprint,
                    secondary_thumbprint, managed_by, edge, device_scope, parent_scopes)
                ON CONFLICT DO NOTHING
                """),
            sorted.stream().map(a -> Row.of(a.identity(), a.wanted())).toList())
        .bindArray(
            "generations", String.class, column(sorted, IdentityBatch.Addition::generationId))
        .bindArray("etags", String.class, column(sorted, IdentityBatch.Addition::etag))
        .bind("now", now)
        .execute();
  }

  private static int byName(IdentityBatch.Addition one, IdentityBatch.Addition other) {
    int order = one.identity().deviceId().value().compareTo(other.identity().deviceId().value());
    return order == 0
        ? one.identity().moduleColumn().compareTo(other.identity().moduleColumn())
        : order;
  }

  /** Changes locked identities. */
  void updateAll(Handle handle, List<IdentityBatch.Change> changes, Instant now) {
    bindRows(
            handle.createUpdate(
                """
                UPDATE identity i SET etag = u.etag,
                  status_updated_at =
                    CASE WHEN i.enabled = u.enabled THEN i.status_updated_at
                         ELSE CAST(:now AS timestamptz) END,
                  enabled = u.enabled, status_reason = u.reason,
                  authentication = u.authentication, primary_key = u.primary_key,
                  secondary_key = u.secondary_key, primary_thumbprint = u.primary_thumbprint,
                  secondary_thumbprint = u.secondary_thumbprint, managed_by = u.managed_by,
                  edge = u.edge, device_scope = u.device_scope,
                  parent_scopes =
                    ARRAY(SELECT jsonb_array_elements_text(CAST(u.parent_scopes AS jsonb)))
                FROM unnest(:hubs, :devices, :modules, :etags, :enabled, :reasons,
                  :authentications, :primaryKeys, :secondaryKeys, :primaryThumbprints,
                  :secondaryThumbprints, :managers, :edges, :scopes, :parentScopes)
                  AS u (hub, device_id, module_id, etag, enabled, reason,
                    authentication, primary_key, secondary_key, primary_thumbprint,
                    secondary_thumbprint, managed_by, edge, device_scope, parent_scopes)
                WHERE i.hub = u.hub AND i.device_id = u.device_id AND i.module_id = u.module_id
                """),
            changes.stream().map(c -> Row.of(c.current().identity(), c.wanted())).toList())
        .bindArray("etags", String.class, column(changes, IdentityBatch.Change::etag))
        .bind("now", now)
        .execute();
  }

  /** Deletes identities, devices with their modules, and gives all that went. */
  List<Gone> deleteAll(Handle handle, Collection<Identity> identities) {
    return bindNames(
            handle.createQuery(
                """
                DELETE FROM identity i
                USING unnest(:hubs, :devices, :modules) AS u (hub, device_id, module_id)
                WHERE i.hub = u.hub AND i.device_id = u.device_id
                  AND (u.module_id = '' OR i.module_id = u.module_id)
                RETURNING i.hub, i.device_id, i.module_id, i.generation_id, i.enabled
                """),
            identities)
        .map(
            (row, _) ->
                new Gone(
                    Identity.of(row.getString(1), row.getString(2), row.getString(3)),
                    row.getString(4),
                    row.getBoolean(5)))
        .list();
  }

  private static <S extends SqlStatement<S>> S bindNames(
      S statement, Collection<Identity> identities) {
    List<Identity> list = List.copyOf(identities);
    return statement
        .bindArray("hubs", String.class, column(list, i -> i.hub().value()))
        .bindArray("devices", String.class, column(list, i -> i.deviceId().value()))
        .bindArray("modules", String.class, column(list, Identity::moduleColumn));
  }

  private static <S extends SqlStatement<S>> S bindRows(S statement, List<Row> rows) {
    return bindNames(statement, rows.stream().map(Row::identity).toList())
        .bindArray("enabled", Boolean.class, column(rows, r -> r.wanted().enabled()))
        .bindArray("reasons", String.class, column(rows, r -> r.wanted().statusReason()))
        .bindArray("authentications", String.class, column(rows, r -> r.proof().type()))
        .bindArray("primaryKeys", String.class, column(rows, r -> r.proof().primaryKey()))
        .bindArray("secondaryKeys", String.class, column(rows, r -> r.proof().secondaryKey()))
        .bindArray(
            "primaryThumbprints", String.class, column(rows, r -> r.proof().primaryThumbprint()))
        .bindArray(
            "secondaryThumbprints",
            String.class,
            column(rows, r -> r.proof().secondaryThumbprint()))
        .bindArray("managers", String.class, column(rows, r -> r.wanted().managedBy()))
        .bindArray("edges", Boolean.class, column(rows, r -> r.wanted().edge()))
        .bindArray("scopes", String.class, column(rows, r -> r.wanted().deviceScope()))
        .bindArray("parentScopes", String.class, column(rows, r -> json(r.wanted())));
  }

  /** Arrays of arrays must be rectangular in PostgreSQL, so each row's list is a JSON text. */
  private static String json(NewIdentity wanted) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    wanted.parentScopes().forEach(array::add);
    return array.toString();
  }

  private static <R, C> List<@Nullable C> column(List<R> rows, Function<R, @Nullable C> value) {
    return rows.stream().<@Nullable C>map(value).toList();
  }
}
