package dev.homeport.twin.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns expressions into SQL over {@link Paths}; {@link Evaluator} says the same in memory. */
final class SqlCompiler {

  private static final int MAX_HINTS = 20;

  private final Paths paths;
  private final Bindings bindings;

  SqlCompiler(Paths paths, Bindings bindings) {
    this.paths = paths;
    this.bindings = bindings;
  }

  /** A term of type {@code jsonb}. */
  String json(Expression expression) {
    return expression instanceof Expression.Constant(JsonNode value) && !value.isMissingNode()
        ? bindings.json(value)
        : sql(expression).asJson();
  }

  String number(Expression expression) {
    return sql(expression).asNumber();
  }

  String string(Expression expression) {
    return sql(expression).asString();
  }

  /** A condition that is true where the expression is; elsewhere it is false or NULL. */
  String truth(Expression expression) {
    return switch (expression) {
      case Expression.And(List<Expression> terms) -> joined(terms, " AND ", true);
      case Expression.Or(List<Expression> terms) -> joined(terms, " OR ", true);
      case Expression.Comparison comparison -> withHints(comparison);
      case Expression.In(Expression.Path path, ArrayNode constants) -> {
        List<JsonNode> values = new ArrayList<>();
        constants.forEach(values::add);
        yield and(hints(path, values), exact(expression));
      }
      default -> exact(expression);
    };
  }

  private String exact(Expression expression) {
    return sql(expression).asBoolean();
  }

  private String joined(List<Expression> terms, String operator, boolean truth) {
    return terms.stream()
        .map(term -> truth ? truth(term) : exact(term))
        .collect(Collectors.joining(operator, "(", ")"));
  }

  private String withHints(Expression.Comparison comparison) {
    String exact = exact(comparison);
    if (comparison.left() instanceof Expression.Path path
        && comparison.right() instanceof Expression.Constant(JsonNode value)) {
      return and(hints(path, comparison.operator(), value), exact);
    }
    if (comparison.right() instanceof Expression.Path path
        && comparison.left() instanceof Expression.Constant(JsonNode value)) {
      return and(hints(path, mirrored(comparison.operator()), value), exact);
    }
    return exact;
  }

  private static Expression.Operator mirrored(Expression.Operator operator) {
    return switch (operator) {
      case LESS -> Expression.Operator.GREATER;
      case LESS_OR_EQUAL -> Expression.Operator.GREATER_OR_EQUAL;
      case GREATER -> Expression.Operator.LESS;
      case GREATER_OR_EQUAL -> Expression.Operator.LESS_OR_EQUAL;
      case EQUAL, NOT_EQUAL -> operator;
    };
  }

  private String hints(Expression.Path path, Expression.Operator operator, JsonNode value) {
    if (operator == Expression.Operator.EQUAL && !value.isMissingNode()) {
      return hints(path, List.of(value));
    }
    if (operator.isEquality() || !value.isNumber() || !paths.isIndexed(path)) {
      return "";
    }
    // In jsonb's order numbers lie between strings and booleans.
    String key = key(path);
    boolean above =
        operator == Expression.Operator.GREATER || operator == Expression.Operator.GREATER_OR_EQUAL;
    return "(%s %s %s AND %s %s)"
        .formatted(
            key,
            operator.sql(),
            bindings.json(value),
            key,
            above ? "< CAST('false' AS jsonb)" : "> CAST('\"\"' AS jsonb)");
  }

  private String hints(Expression.Path path, List<JsonNode> values) {
    if (values.isEmpty() || values.size() > MAX_HINTS) {
      return "";
    }
    if (paths.isIndexed(path)) {
      return values.stream()
          .map(value -> "query_key(" + bindings.json(value) + ")")
          .collect(Collectors.joining(", ", key(path) + " IN (", ")"));
    }
    List<String> hints = paths.hints(path, values, bindings);
    return hints.isEmpty() ? "" : "(" + String.join(" OR ", hints) + ")";
  }

  private String key(Expression.Path path) {
    return "query_key(" + json(path) + ")";
  }

  private static String and(String hints, String exact) {
    return hints.isEmpty() ? exact : "(" + hints + " AND " + exact + ")";
  }

  private Sql sql(Expression expression) {
    return switch (expression) {
      case Expression.Constant(JsonNode value) -> constant(value);
      case Expression.Path path -> paths.path(path, bindings);
      case Expression.And(List<Expression> terms) -> Sql.bool(joined(terms, " AND ", false));
      case Expression.Or(List<Expression> terms) -> Sql.bool(joined(terms, " OR ", false));
      case Expression.Not(Expression term) -> Sql.bool("(NOT " + exact(term) + ")");
      case Expression.Comparison comparison -> Sql.bool(comparison(comparison));
      case Expression.In(Expression value, ArrayNode constants) ->
          Sql.bool("(" + in(value, constants) + ")");
      case Expression.Arithmetic(Expression.Sign sign, Expression left, Expression right) ->
          Sql.number(arithmetic(sign, number(left), number(right)));
      case Expression.Call call -> call(call);
      case Expression.GroupMember _ -> throw QueryReader.groupOutsideCondition();
      case Expression.Aggregate _ -> throw new IllegalStateException("not of one document");
    };
  }

  private Sql constant(JsonNode value) {
    return switch (value.getNodeType()) {
      case MISSING -> Sql.UNDEFINED;
      case NUMBER -> Sql.number(bindings.number(value.decimalValue()));
      case STRING -> Sql.string(bindings.text(value.textValue()));
      case BOOLEAN -> Sql.bool(value.booleanValue() ? "TRUE" : "FALSE");
      default -> Sql.json(bindings.json(value));
    };
  }

  private String comparison(Expression.Comparison comparison) {
    Sql left = sql(comparison.left());
    Sql right = sql(comparison.right());
    String operator = " " + comparison.operator().sql() + " ";
    boolean equality = comparison.operator().isEquality();
    if (left.type() == right.type() && left.type() != Function.Type.JSON) {
      return typed(left.type(), left.text(), operator, right.text());
    }
    if (equality) {
      return "(" + json(comparison.left()) + operator + json(comparison.right()) + ")";
    }
    if (left.type() == Function.Type.JSON && right.type() == Function.Type.JSON) {
      return "(query_compare(" + left.text() + ", " + right.text() + ")" + operator + "0)";
    }
    return switch (left.type() == Function.Type.JSON ? right.type() : left.type()) {
      case BOOLEAN -> typed(Function.Type.BOOLEAN, left.asBoolean(), operator, right.asBoolean());
      case NUMBER -> typed(Function.Type.NUMBER, left.asNumber(), operator, right.asNumber());
      case STRING, JSON -> typed(Function.Type.STRING, left.asString(), operator, right.asString());
    };
  }

  private static String typed(Function.Type type, String left, String operator, String right) {
    String collation = type == Function.Type.STRING ? " COLLATE \"C\"" : "";
    return "((" + left + ")" + operator + "(" + right + ")" + collation + ")";
  }

  private String in(Expression value, ArrayNode constants) {
    Sql sql = sql(value);
    if (sql.type() == Function.Type.STRING) {
      List<String> texts = new ArrayList<>();
      for (JsonNode constant : constants) {
        if (constant.isTextual()) {
          texts.add(constant.textValue());
        }
      }
      return texts.isEmpty() ? none(sql) : sql.text() + " = ANY(" + bindings.texts(texts) + ")";
    }
    return constants.isEmpty()
        ? none(sql)
        : sql.asJson() + " = ANY(" + bindings.jsons(constants) + ")";
  }

  /** Of no values; PostgreSQL would not ask whether it is undefined. */
  private static String none(Sql sql) {
    return "CASE WHEN " + sql.text() + " IS NOT NULL THEN FALSE END";
  }

  private static String arithmetic(Expression.Sign sign, String left, String right) {
    return switch (sign) {
      case PLUS -> "query_bounded(" + left + " + " + right + ")";
      case MINUS -> "query_bounded(" + left + " - " + right + ")";
      case TIMES -> "query_bounded(" + left + " * " + right + ")";
      case DIVIDED_BY -> "query_divide(" + left + ", " + right + ")";
      case MODULO -> "query_modulo(" + left + ", " + right + ")";
    };
  }

  private Sql call(Expression.Call call) {
    Function function = call.function();
    return new Sql(function.type(), call(function, call));
  }

  private String call(Function function, Expression.Call call) {
    Expression first = call.argument(0);
    return switch (function) {
      case IS_DEFINED -> "(" + sql(first).text() + " IS NOT NULL)";
      case IS_NULL -> isType(first, null, "'null'");
      case IS_BOOL -> isType(first, Function.Type.BOOLEAN, "'boolean'");
      case IS_NUMBER -> isType(first, Function.Type.NUMBER, "'number'");
      case IS_STRING -> isType(first, Function.Type.STRING, "'string'");
      case IS_OBJECT -> isType(first, null, "'object'");
      case IS_ARRAY -> isType(first, null, "'array'");
      case IS_PRIMITIVE ->
          "((jsonb_typeof("
              + json(first)
              + ") IN ('null', 'boolean', 'number', 'string')) IS TRUE)";
      case STARTSWITH -> texts("starts_with", call);
      case ENDSWITH -> texts("query_ends_with", call);
      case CONTAINS -> "(" + texts("strpos", call) + " > 0)";
      case INDEX_OF -> "CAST(" + texts("strpos", call) + " - 1 AS numeric)";
      case ARRAY_CONTAINS ->
          "query_array_contains(" + json(first) + ", " + json(call.argument(1)) + ")";
      case LOWER -> mapped("lower", first);
      case UPPER -> mapped("upper", first);
      case CONCAT ->
          call.arguments().stream()
              .map(argument -> "(" + string(argument) + ")")
              .collect(Collectors.joining(" || ", "(", ")"));
      case SUBSTRING ->
          "query_substring("
              + string(first)
              + ", "
              + number(call.argument(1))
              + ", "
              + (call.arguments().size() > 2 ? number(call.argument(2)) : "2147483647")
              + ")";
      case LENGTH -> "CAST(length(" + string(first) + ") AS numeric)";
      case AS_NUMBER -> asNumber(sql(first));
      case ABS -> "abs(" + number(first) + ")";
      case SIGN -> "sign(" + number(first) + ")";
      case CEILING -> "ceil(" + number(first) + ")";
      case FLOOR -> "floor(" + number(first) + ")";
      case ROUND -> "round(" + number(first) + ")";
      case SQUARE -> "query_square(" + number(first) + ")";
      case SQRT -> "query_sqrt(" + number(first) + ")";
      case EXP -> "query_exp(" + number(first) + ")";
      case POWER -> "query_power(" + number(first) + ", " + number(call.argument(1)) + ")";
    };
  }

  /** The result has the collation that all strings are compared by. */
  private String mapped(String function, Expression argument) {
    return "(" + function + "((" + string(argument) + ") COLLATE \"pg_c_utf8\") COLLATE \"C\")";
  }

  private String isType(Expression expression, Function.@Nullable Type known, String name) {
    Sql sql = sql(expression);
    if (sql.type() == Function.Type.JSON) {
      return "((jsonb_typeof(" + sql.text() + ") = " + name + ") IS TRUE)";
    }
    return sql.type() == known ? "(" + sql.text() + " IS NOT NULL)" : "FALSE";
  }

  private String texts(String function, Expression.Call call) {
    return function
        + "(("
        + string(call.argument(0))
        + "), ("
        + string(call.argument(1))
        + ") COLLATE \"C\")";
  }

  private static String asNumber(Sql sql) {
    return switch (sql.type()) {
      case NUMBER -> sql.text();
      case STRING -> "query_as_number(" + sql.text() + ")";
      case BOOLEAN -> "CAST(NULL AS numeric)";
      case JSON ->
          "CASE jsonb_typeof("
              + sql.text()
              + ") WHEN 'number' THEN CAST("
              + sql.text()
              + " AS numeric) WHEN 'string' THEN query_as_number("
              + sql.text()
              + " #>> '{}') END";
    };
  }
}
