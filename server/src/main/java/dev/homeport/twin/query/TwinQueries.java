package dev.homeport.twin.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.twin.TwinService;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Runs queries in PostgreSQL. Answers are what is committed at that moment. Thread-safe; blocks, so
 * it runs on virtual threads.
 */
public final class TwinQueries {

  /** The most rows of one page, as IoT Hub. */
  public static final int MAX_PAGE = 1_000;

  private static final String QUERY_CANCELED = "57014";

  private final Jdbi jdbi;
  private final TwinService twins;
  private final ObjectMapper json;
  private final Duration timeout;
  private final GroupConditions groups;
  private final QueryIndexes indexes;
  private final Map<String, QuerySource> sources;
  private final Map<String, String> properties;

  /**
   * @param timeout how long one page or one count may take
   * @param groups what IN_GROUP stands for
   * @param sources the collections beside {@code devices} and {@code devices.modules}
   * @param properties what features above add to a twin, each by its name an SQL expression of type
   *     JSONB over a row of twins called {@code t}
   */
  public TwinQueries(
      Jdbi jdbi,
      TwinService twins,
      ObjectMapper json,
      Duration timeout,
      GroupConditions groups,
      List<QuerySource> sources,
      Map<String, String> properties) {
    this.jdbi = jdbi;
    this.twins = twins;
    this.json = json;
    this.timeout = timeout;
    this.groups = groups;
    this.indexes = new QueryIndexes(jdbi);
    this.properties = Map.copyOf(properties);
    this.sources =
        sources.stream().collect(Collectors.toMap(QuerySource::collection, Function.identity()));
  }

  /**
   * One page of a query.
   *
   * @param pageSize the most items, 1 to {@link #MAX_PAGE}
   * @param continuation of the page before, null for the first one
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} for a collection or a token that
   *     is not there, {@link ErrorCode#GATEWAY_TIMEOUT} when it takes too long
   */
  public Page page(HubName hub, Query asked, int pageSize, @Nullable String continuation) {
    if (pageSize < 1 || pageSize > MAX_PAGE) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "a page has 1 to " + MAX_PAGE + " items");
    }
    Query query = asked.where(groups.expand(hub, asked.where()));
    Optional<TwinKind> kind = kind(query.collection());
    PageSql sql = new PageSql(query, rows(query, indexes.paths()), hub.value());
    Continuation start =
        continuation == null
            ? Continuation.START
            : Continuation.decode(continuation, query.text(), sql.sorts());
    long left = query.top() == null ? Long.MAX_VALUE : query.top() - start.given();
    int size = (int) Math.min(pageSize, Math.max(left, 0));
    List<Row> rows =
        timed(
            handle ->
                sql.bindings()
                    .bind(handle.createQuery(sql.text(start, size + 1L)))
                    .map((row, _) -> read(row, sql))
                    .list());
    List<Row> shown = rows.subList(0, Math.min(size, rows.size()));
    Continuation next =
        rows.size() <= size || size == left
            ? null
            : new Continuation(shown.getLast().sorts(), start.given() + size);
    List<ObjectNode> items =
        query.selectsDocuments() && kind.isPresent()
            ? twins.all(identities(hub, shown))
            : shown.stream().map(row -> item(query, row)).toList();
    return new Page(items, next == null ? null : next.encode(query.text()));
  }

  /**
   * The same condition with those of its groups in it, as {@link Condition#test} needs it.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} for a group that is not there
   */
  public Condition expanded(HubName hub, Condition condition) {
    return groups.expand(hub, condition);
  }

  /** How many twins a condition is true for. */
  public long count(HubName hub, Condition condition, TwinKind kind) {
    Query query = Query.parse("SELECT COUNT() AS n FROM " + kind.collection()).where(condition);
    return page(hub, query, 1, null).items().getFirst().path("n").asLong();
  }

  /**
   * Hands over the names of all twins that a condition is true for, in their order. Each batch is a
   * query of its own that starts behind the last name, so no transaction stays open and no more
   * than a batch is held; what changes meanwhile is seen or not.
   *
   * @param batch the most names at a time, at most {@link #MAX_PAGE}
   */
  public void forEachId(
      HubName hub, Condition condition, TwinKind kind, int batch, Consumer<List<Identity>> work) {
    Query query =
        Query.parse("SELECT deviceId, moduleId FROM " + kind.collection()).where(condition);
    String continuation = null;
    do {
      Page page = page(hub, query, Math.min(batch, MAX_PAGE), continuation);
      if (!page.items().isEmpty()) {
        work.accept(
            page.items().stream()
                .map(
                    item ->
                        Identity.of(
                            hub.value(),
                            item.path("deviceId").asText(),
                            item.path("moduleId").asText()))
                .toList());
      }
      continuation = page.continuation();
    } while (continuation != null);
  }

  private static Optional<TwinKind> kind(String collection) {
    for (TwinKind kind : TwinKind.values()) {
      if (kind.collection().equals(collection)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private Rows rows(Query query, Set<Expression.Path> indexed) {
    Optional<TwinKind> kind = kind(query.collection());
    if (kind.isPresent()) {
      return new TwinRows(kind.get(), indexed, properties);
    }
    QuerySource source = sources.get(query.collection());
    if (source == null) {
      throw QueryReader.wrong(query.collectionAt(), "there is no collection " + query.collection());
    }
    return source.rows();
  }

  private record Row(List<@Nullable String> values, List<String> sorts) {}

  private static Row read(ResultSet row, PageSql sql) throws SQLException {
    List<@Nullable String> values = new ArrayList<>();
    for (int i = 0; i < sql.values(); i++) {
      values.add(row.getString("i" + i));
    }
    List<String> sorts = new ArrayList<>();
    for (int i = 0; i < sql.sorts(); i++) {
      sorts.add(row.getString("s" + i));
    }
    return new Row(values, sorts);
  }

  private static List<Identity> identities(HubName hub, List<Row> rows) {
    return rows.stream()
        .map(
            row ->
                Identity.of(
                    hub.value(), row.sorts().get(row.sorts().size() - 2), row.sorts().getLast()))
        .toList();
  }

  private ObjectNode item(Query query, Row row) {
    if (query.selectsDocuments()) {
      return (ObjectNode) parse(java.util.Objects.requireNonNull(row.values().getFirst()));
    }
    ObjectNode item = json.createObjectNode();
    int unnamed = 0;
    for (int i = 0; i < row.values().size(); i++) {
      String name = query.items().get(i).name();
      if (name.isEmpty()) {
        unnamed++;
        name = "$" + unnamed;
      }
      String value = row.values().get(i);
      if (value != null) {
        item.set(name, parse(value));
      }
    }
    return item;
  }

  private JsonNode parse(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("PostgreSQL answered no JSON", e);
    }
  }

  private <T> T timed(Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(
          handle -> {
            // Parameters are planned with their values, so that the indexes of paths are found.
            // How many groups a path makes is not known, so that several processes seem dear.
            handle
                .createQuery(
                    """
                    SELECT set_config('statement_timeout', :timeout, true),
                           set_config('plan_cache_mode', 'force_custom_plan', true),
                           set_config('parallel_tuple_cost', '0', true)
                    """)
                .bind("timeout", Long.toString(timeout.toMillis()))
                .mapTo(String.class)
                .one();
            return work.apply(handle);
          });
    } catch (UnableToExecuteStatementException e) {
      if (e.getCause() instanceof SQLException cause
          && QUERY_CANCELED.equals(cause.getSQLState())) {
        throw new HubException(
            ErrorCode.GATEWAY_TIMEOUT,
            "the query took longer than "
                + timeout.toSeconds()
                + " s, an index on a path it filters by may help");
      }
      throw e;
    }
  }
}
