package dev.homeport.twin.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What the properties of a document are in SQL. */
interface Paths {

  /** The value of a path. */
  Sql path(Expression.Path path, Bindings bindings);

  /**
   * Conditions that an index can find rows by and that are true wherever {@code path} has one of
   * these values; none when no index helps.
   */
  default List<String> hints(Expression.Path path, List<JsonNode> values, Bindings bindings) {
    return List.of();
  }

  /** Whether {@code query_key} of the path is indexed. */
  default boolean isIndexed(Expression.Path path) {
    return false;
  }

  /** What lies that many steps below a value. */
  static Sql below(String root, List<Expression.Step> steps, Bindings bindings) {
    String sql = root;
    for (Expression.Step step : steps) {
      sql =
          switch (step) {
            case Expression.Step.Name(String name) ->
                "(" + sql + " -> " + bindings.text(name) + ")";
            case Expression.Step.Index(int index) ->
                "query_item(" + sql + ", " + bindings.integer(index) + ")";
          };
    }
    return Sql.json(sql);
  }
}
