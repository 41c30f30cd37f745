package dev.homeport.app.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.StorableText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Keeps views of the device list: of each person, and those without an owner for everybody.
 * Thread-safe; blocks.
 */
public final class DeviceViews {

  /** The most views of a person, and the most for everybody. */
  static final int MAX_VIEWS = 100;

  private static final int MAX_NAME = 64;

  private final Jdbi jdbi;
  private final HubName hub;
  private final ObjectMapper json;
  private final Clock clock;

  public DeviceViews(Jdbi jdbi, HubName hub, ObjectMapper json, Clock clock) {
    this.jdbi = jdbi;
    this.hub = hub;
    this.json = json;
    this.clock = clock;
  }

  /** What a person may choose from. */
  List<DeviceView> of(String person) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT owner, name, definition, changed_by, changed_at FROM device_view
                    WHERE hub = :hub AND coalesce(owner, '') IN ('', :person)
                    ORDER BY coalesce(owner, ''), name
                    """)
                .bind("hub", hub.value())
                .bind("person", person)
                .map((row, _) -> view(row))
                .list());
  }

  /**
   * Keeps a view, in place of the one of that name.
   *
   * @param owner null: it is for everybody
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}
   */
  DeviceView save(@Nullable String owner, String name, ViewDefinition definition, String by) {
    requireName(name);
    Instant now = clock.instant();
    String text = text(definition.checked());
    return jdbi.inTransaction(
        handle -> {
          if (others(handle, owner, name) >= MAX_VIEWS) {
            throw new HubException(
                ErrorCode.ARGUMENT_INVALID, "there are at most " + MAX_VIEWS + " views");
          }
          return handle
              .createQuery(
                  """
                  INSERT INTO device_view (hub, owner, name, definition, changed_by, changed_at)
                  VALUES (:hub, :owner, :name, CAST(:definition AS jsonb), :by, :now)
                  ON CONFLICT (hub, coalesce(owner, ''), name) DO UPDATE
                  SET definition = excluded.definition, changed_by = excluded.changed_by,
                      changed_at = excluded.changed_at
                  RETURNING owner, name, definition, changed_by, changed_at
                  """)
              .bind("hub", hub.value())
              .bind("owner", owner)
              .bind("name", name)
              .bind("definition", text)
              .bind("by", by)
              .bind("now", now)
              .map((row, _) -> view(row))
              .one();
        });
  }

  private int others(Handle handle, @Nullable String owner, String name) {
    return handle
        .createQuery(
            """
            SELECT count(*) FROM device_view
            WHERE hub = :hub AND coalesce(owner, '') = :owner AND name <> :name
            """)
        .bind("hub", hub.value())
        .bind("owner", owner == null ? "" : owner)
        .bind("name", name)
        .mapTo(Integer.class)
        .one();
  }

  /**
   * @param owner null: it is for everybody
   * @throws HubException with {@link ErrorCode#NOT_FOUND}
   */
  void delete(@Nullable String owner, String name) {
    requireName(name);
    int deleted =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        DELETE FROM device_view
                        WHERE hub = :hub AND coalesce(owner, '') = :owner AND name = :name
                        """)
                    .bind("hub", hub.value())
                    .bind("owner", owner == null ? "" : owner)
                    .bind("name", name)
                    .execute());
    if (deleted == 0) {
      throw new HubException(ErrorCode.NOT_FOUND, "there is no view " + name);
    }
  }

  private static void requireName(String name) {
    StorableText.require("name", name);
    if (name.isBlank()
        || name.length() > MAX_NAME
        || name.indexOf('/') >= 0
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID,
          "a view's name has 1 to " + MAX_NAME + " characters and no slash");
    }
  }

  private String text(ViewDefinition definition) {
    try {
      return json.writeValueAsString(definition);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are JSON", e);
    }
  }

  private DeviceView view(ResultSet row) throws SQLException {
    try {
      return new DeviceView(
          row.getString("name"),
          row.getString("owner") == null,
          json.readValue(row.getString("definition"), ViewDefinition.class),
          row.getString("changed_by"),
          row.getTimestamp("changed_at").toInstant().toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the table holds what was checked", e);
    }
  }
}
