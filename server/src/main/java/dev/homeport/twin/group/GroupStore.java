package dev.homeport.twin.group;

import dev.homeport.HubName;
import dev.homeport.twin.query.Condition;
import dev.homeport.twin.query.GroupConditions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The SQL of groups. Thread-safe. */
public final class GroupStore implements GroupConditions {

  private static final String COLUMNS =
      "SELECT name, description, condition, version, created_at, updated_at FROM device_group ";

  private final Jdbi jdbi;

  public GroupStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Jdbi jdbi() {
    return jdbi;
  }

  @Override
  public Optional<Condition> find(HubName hub, String group) {
    return jdbi.withHandle(handle -> in(handle).find(hub, group));
  }

  /** The groups' conditions, read in the transaction of {@code handle}. */
  public GroupConditions in(Handle handle) {
    return (hub, group) ->
        find(handle, hub, group).map(found -> Condition.parse(found.condition()));
  }

  Optional<Group> find(Handle handle, HubName hub, String name) {
    return handle
        .createQuery(COLUMNS + "WHERE hub = :hub AND name = :name")
        .bind("hub", hub.value())
        .bind("name", name)
        .map((row, _) -> group(row))
        .findOne();
  }

  /** All of a hub, by name. */
  List<Group> all(Handle handle, HubName hub) {
    return handle
        .createQuery(COLUMNS + "WHERE hub = :hub ORDER BY name")
        .bind("hub", hub.value())
        .map((row, _) -> group(row))
        .list();
  }

  /** One change of a hub's groups at a time, until the transaction ends. */
  void lock(Handle handle, HubName hub) {
    handle
        .createQuery("SELECT hub FROM hub WHERE hub = :hub FOR UPDATE")
        .bind("hub", hub.value())
        .mapTo(String.class)
        .one();
  }

  void save(Handle handle, HubName hub, Group group) {
    handle
        .createUpdate(
            """
            INSERT INTO device_group
              (hub, name, description, condition, version, created_at, updated_at)
            VALUES (:hub, :name, :description, :condition, :version, :createdAt, :updatedAt)
            ON CONFLICT (hub, name) DO UPDATE
            SET description = excluded.description, condition = excluded.condition,
                version = excluded.version, updated_at = excluded.updated_at
            """)
        .bind("hub", hub.value())
        .bind("name", group.name())
        .bind("description", group.description())
        .bind("condition", group.condition())
        .bind("version", group.version())
        .bind("createdAt", group.createdAt())
        .bind("updatedAt", group.updatedAt())
        .execute();
  }

  void delete(Handle handle, HubName hub, String name) {
    handle
        .createUpdate("DELETE FROM device_group WHERE hub = :hub AND name = :name")
        .bind("hub", hub.value())
        .bind("name", name)
        .execute();
  }

  private static Group group(ResultSet row) throws SQLException {
    return new Group(
        row.getString("name"),
        row.getString("description"),
        row.getString("condition"),
        row.getLong("version"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }
}
