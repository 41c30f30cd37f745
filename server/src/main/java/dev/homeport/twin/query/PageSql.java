package dev.homeport.twin.query;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statement for one page of a query. Its columns are the selected values {@code i0, i1, …} as
 * text of JSON, or for {@code SELECT *} one with the document, then the sort values {@code s0, s1,
 * …} as text. The last sort values are the row's keys, or for groups the values that make the
 * group, so that each row has a place of its own.
 */
final class PageSql {

  /** A column that rows are sorted by; never NULL. */
  private record Sort(String sql, String type, boolean descending) {}

  private final Query query;
  private final Rows rows;
  private final Bindings bindings = new Bindings();
  private final SqlCompiler compiler;
  private final List<String> inner = new ArrayList<>();
  private final List<String> values = new ArrayList<>();
  private final List<Sort> sorts = new ArrayList<>();
  private final String table;

  PageSql(Query query, Rows rows, String hub) {
    this.query = query;
    this.rows = rows;
    this.compiler = new SqlCompiler(rows, bindings);
    this.table = query.isGrouped() ? grouped(hub) : plain(hub);
  }

  Bindings bindings() {
    return bindings;
  }

  /** How many sort values a row has. */
  int sorts() {
    return sorts.size();
  }

  int values() {
    return values.size();
  }

  /**
   * The SQL.
   *
   * @param limit the most rows
   */
  String text(Continuation continuation, long limit) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      columns.add("CAST(" + values.get(i) + " AS text) AS i" + i);
    }
    for (int i = 0; i < sorts.size(); i++) {
      columns.add("CAST(" + sorts.get(i).sql() + " AS text) AS s" + i);
    }
    StringBuilder sql = new StringBuilder("SELECT ").append(String.join(", ", columns));
    sql.append("\nFROM (\n").append(table).append("\n) r\n");
    if (!continuation.isStart()) {
      sql.append("WHERE ").append(after(continuation.after())).append('\n');
    }
    if (!sorts.isEmpty()) {
      sql.append("ORDER BY ")
          .append(
              sorts.stream()
                  .map(sort -> sort.sql() + (sort.descending() ? " DESC" : ""))
                  .collect(Collectors.joining(", ")))
          .append('\n');
    }
    return sql.append("LIMIT ").append(limit).toString();
  }

  /** Rows behind the last one of the page before. */
  private String after(List<String> last) {
    List<String> bound = new ArrayList<>();
    for (int i = 0; i < sorts.size(); i++) {
      bound.add(bindings.typed(last.get(i), sorts.get(i).type()));
    }
    if (sorts.stream().noneMatch(Sort::descending)) {
      return sorts.stream().map(Sort::sql).collect(Collectors.joining(", ", "(", ")"))
          + " > ("
          + String.join(", ", bound)
          + ")";
    }
    List<String> cases = new ArrayList<>();
    for (int i = 0; i < sorts.size(); i++) {
      StringBuilder terms = new StringBuilder();
      for (int j = 0; j < i; j++) {
        terms.append(sorts.get(j).sql()).append(" = ").append(bound.get(j)).append(" AND ");
      }
      terms
          .append(sorts.get(i).sql())
          .append(sorts.get(i).descending() ? " < " : " > ")
          .append(bound.get(i));
      cases.add("(" + terms + ")");
    }
    return "(" + String.join(" OR ", cases) + ")";
  }

  private String where() {
    return query.where() == Condition.ALL
        ? ""
        : "\nAND " + compiler.truth(query.where().expression());
  }

  private String plain(String hub) {
    if (query.selectsDocuments()) {
      column(rows.document(), "i0");
      values.add("r.i0");
    }
    for (int i = 0; i < query.items().size(); i++) {
      column(compiler.json(query.items().get(i).expression()), "i" + i);
      values.add("r.i" + i);
    }
    for (int i = 0; i < query.orders().size(); i++) {
      Query.Order order = query.orders().get(i);
      column(compiler.json(query.meaning(order)), "o" + i);
      sortByValue("r.o" + i, order.descending());
    }
    for (int i = 0; i < rows.keys().size(); i++) {
      column(rows.keys().get(i), "k" + i);
      sorts.add(new Sort("r.k" + i, "text", false));
    }
    String where = where();
    return "SELECT " + String.join(", ", inner) + "\n" + rows.from(hub, bindings) + where;
  }

  private void column(String sql, String name) {
    inner.add(sql + " AS " + name);
  }

  /**
   * The order of values: undefined, null, booleans, numbers, strings by code points, arrays,
   * objects.
   */
  private void sortByValue(String json, boolean descending) {
    sorts.add(
        new Sort(
            "(CASE jsonb_typeof("
                + json
                + ") WHEN 'null' THEN 1 WHEN 'boolean' THEN 2"
                + " WHEN 'number' THEN 3 WHEN 'string' THEN 4 WHEN 'array' THEN 5"
                + " WHEN 'object' THEN 6 ELSE 0 END)",
            "integer",
            descending));
    sorts.add(
        new Sort(
            "(CASE jsonb_typeof("
                + json
                + ") WHEN 'number' THEN CAST("
                + json
                + " AS numeric)"
                + " WHEN 'boolean' THEN CAST(CAST(CAST("
                + json
                + " AS boolean) AS integer) AS numeric) ELSE 0 END)",
            "numeric",
            descending));
    sorts.add(
        new Sort(
            "((CASE jsonb_typeof("
                + json
                + ") WHEN 'string' THEN "
                + json
                + " #>> '{}' ELSE '' END) COLLATE \"C\")",
            "text",
            descending));
  }

  private String grouped(String hub) {
    List<Expression> grouping = query.grouping();
    for (int i = 0; i < grouping.size(); i++) {
      column(compiler.json(grouping.get(i)), "g" + i);
    }
    List<String> outer = new ArrayList<>();
    for (int i = 0; i < grouping.size(); i++) {
      outer.add("d.g" + i);
    }
    for (int i = 0; i < query.items().size(); i++) {
      outer.add(grouped(query.items().get(i).expression(), "i" + i) + " AS i" + i);
      values.add("r.i" + i);
    }
    for (int i = 0; i < query.orders().size(); i++) {
      Query.Order order = query.orders().get(i);
      outer.add(grouped(query.meaning(order), "o" + i) + " AS o" + i);
      sortByValue("r.o" + i, order.descending());
    }
    for (int i = 0; i < grouping.size(); i++) {
      sorts.add(new Sort("(r.g" + i + " IS NOT NULL)", "boolean", false));
      sorts.add(new Sort("coalesce(r.g" + i + ", CAST('null' AS jsonb))", "jsonb", false));
    }
    if (inner.isEmpty()) {
      column("1", "one");
    }
    String where = where();
    String by =
        IntStream.range(0, grouping.size())
            .mapToObj(i -> "d.g" + i)
            .collect(Collectors.joining(", "));
    return "SELECT "
        + String.join(", ", outer)
        + "\nFROM (SELECT "
        + String.join(", ", inner)
        + "\n"
        + rows.from(hub, bindings)
        + where
        + ") d"
        + (by.isEmpty() ? "" : "\nGROUP BY " + by);
  }

  /** A value of a group as {@code jsonb}. */
  private String grouped(Expression expression, String name) {
    if (!(expression instanceof Expression.Aggregate(var kind, var argument))) {
      return "d.g" + query.grouping().indexOf(expression);
    }
    if (argument == null) {
      return "to_jsonb(count(*))";
    }
    if (kind == Expression.Aggregate.Kind.COUNT) {
      column(compiler.json(argument), name);
      return "to_jsonb(count(d." + name + "))";
    }
    column(compiler.number(argument), name);
    String numbers = "d." + name;
    return switch (kind) {
      case SUM -> "to_jsonb(sum(" + numbers + "))";
      case AVG -> "to_jsonb(trim_scale(avg(" + numbers + ")))";
      case MIN, MAX, COUNT -> {
        column("(" + compiler.string(argument) + ") COLLATE \"C\"", name + "t");
        yield "coalesce(to_jsonb(%1$s(%2$s)), to_jsonb(%1$s(%2$st)))".formatted(kind, numbers);
      }
    };
  }
}
