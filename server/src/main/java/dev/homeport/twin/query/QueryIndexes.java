package dev.homeport.twin.query;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Indexes over single properties of twins, for equality, IN and ranges of numbers. An index is
 * built while the hub works on; it counts from the moment that it is whole, on every node.
 * Thread-safe.
 */
public final class QueryIndexes {

  /** Each makes every change of its section dearer. */
  public static final int MAX_INDEXES = 16;

  private static final String SELECT =
      """
      SELECT q.path, q.names, q.index_name,
        CASE
          WHEN i.indisvalid THEN 'READY'
          WHEN EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = c.oid)
            THEN 'BUILDING'
          ELSE 'FAILED'
        END AS state
      FROM query_index q
      LEFT JOIN pg_class c
        ON c.relname = q.index_name AND c.relnamespace = CAST(current_schema() AS regnamespace)
      LEFT JOIN pg_index i ON i.indexrelid = c.oid
      """;

  private final Jdbi jdbi;

  public QueryIndexes(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** How far an index is; FAILED: its building broke off, so that it has to be added again. */
  public enum State {
    READY,
    BUILDING,
    FAILED
  }

  /**
   * An index.
   *
   * @param path as a query names it
   */
  public record QueryIndex(String path, State state) {}

  private record Row(String path, List<String> names, String indexName, State state) {}

  private static List<Row> rows(Handle handle) {
    return handle
        .createQuery(SELECT + " ORDER BY q.path")
        .map(
            (row, _) ->
                new Row(
                    row.getString("path"),
                    Arrays.asList((String[]) row.getArray("names").getArray()),
                    row.getString("index_name"),
                    State.valueOf(row.getString("state"))))
        .list();
  }

  public List<QueryIndex> all() {
    return jdbi.withHandle(QueryIndexes::rows).stream()
        .map(row -> new QueryIndex(row.path(), row.state()))
        .toList();
  }

  /** The paths whose indexes are whole. */
  Set<Expression.Path> paths() {
    return jdbi.withHandle(QueryIndexes::rows).stream()
        .filter(row -> row.state() == State.READY)
        .map(row -> Expression.Path.of(row.names()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Builds an index and comes back when it is whole; with a million twins that takes a minute.
   * Nothing happens when the path has one already.
   *
   * @param text a path below {@code tags}, {@code properties.desired} or {@code
   *     properties.reported}, by names only
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} for another path
   */
  public QueryIndex add(String text) {
    PropertyPath path = PropertyPath.parse(text);
    List<String> names = path.names();
    jdbi.useHandle(
        handle -> {
          Row row = register(handle, path.text(), names);
          if (row.state() == State.FAILED) {
            run(handle, "DROP INDEX CONCURRENTLY IF EXISTS " + row.indexName());
            run(
                handle,
                "CREATE INDEX CONCURRENTLY %s ON twin (hub, query_key(%s), device_id, module_id)"
                    .formatted(row.indexName(), property(handle, names)));
            run(handle, "ANALYZE twin");
          }
        });
    return new QueryIndex(path.text(), State.READY);
  }

  private static Row register(Handle handle, String path, List<String> names) {
    handle
        .createUpdate(
            """
            INSERT INTO query_index (path, names, index_name)
            SELECT :path, :names, 'query_index_' || left(md5(:path), 16)
            WHERE (SELECT count(*) FROM query_index) < :most
            ON CONFLICT (path) DO NOTHING
            """)
        .bind("path", path)
        .bindArray("names", String.class, names)
        .bind("most", MAX_INDEXES)
        .execute();
    Row row = find(handle, path);
    if (row.state() == State.BUILDING) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "this index is being built");
    }
    return row;
  }

  private static Row find(Handle handle, String path) {
    List<Row> rows = rows(handle);
    return rows.stream()
        .filter(row -> row.path().equals(path))
        .findFirst()
        .orElseThrow(
            () ->
                rows.size() < MAX_INDEXES
                    ? new HubException(ErrorCode.NOT_FOUND, "there is no index of " + path)
                    : new HubException(
                        ErrorCode.ARGUMENT_INVALID,
                        "there are " + MAX_INDEXES + " indexes, no more are allowed"));
  }

  /** The property in SQL, quoted by PostgreSQL: a definition cannot have parameters. */
  private static String property(Handle handle, List<String> names) {
    boolean tags = names.getFirst().equals("tags");
    return handle
        .createQuery(
            """
            SELECT string_agg(' -> ' || quote_literal(name), '' ORDER BY n)
            FROM unnest(:names) WITH ORDINALITY AS u (name, n)
            """)
        .bindArray("names", String.class, names.subList(tags ? 1 : 2, names.size()))
        .mapTo(String.class)
        .map(steps -> (tags ? "tags" : names.get(1)) + steps)
        .one();
  }

  /** Removes an index; queries that it helped read all twins from then on. */
  public void remove(String text) {
    String path = QueryReader.path(text).toString();
    jdbi.useHandle(
        handle -> {
          Row row = find(handle, path);
          run(handle, "DROP INDEX CONCURRENTLY IF EXISTS " + row.indexName());
          handle.execute("DELETE FROM query_index WHERE path = ?", path);
        });
  }

  /** Outside of any transaction, as CONCURRENTLY wants it. */
  private static void run(Handle handle, String sql) {
    try (Statement statement = handle.getConnection().createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("an index of twins could not be changed", e);
    }
  }
}
