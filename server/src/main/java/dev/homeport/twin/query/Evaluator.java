package dev.homeport.twin.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an expression is for a document in memory. {@link SqlCompiler} says the same in SQL; a
 * property test holds the two together.
 */
final class Evaluator {

  private static final JsonNode UNDEFINED = MissingNode.getInstance();

  /** Numbers are equal by value: 2 is 2.0. */
  private static final Comparator<JsonNode> BY_VALUE =
      (a, b) -> {
        if (a.isNumber() && b.isNumber()) {
          return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
      };

  private final JsonNode document;

  private Evaluator(JsonNode document) {
    this.document = document;
  }

  /** The value, {@link MissingNode} when it is undefined. */
  static JsonNode evaluate(Expression expression, JsonNode document) {
    return new Evaluator(document).value(expression);
  }

  private JsonNode value(Expression expression) {
    return switch (expression) {
      case Expression.Constant(JsonNode value) -> value;
      case Expression.Path(List<Expression.Step> steps) -> path(steps);
      case Expression.And(List<Expression> terms) -> all(terms, false);
      case Expression.Or(List<Expression> terms) -> all(terms, true);
      case Expression.Not(Expression term) -> {
        JsonNode value = value(term);
        yield value.isBoolean() ? BooleanNode.valueOf(!value.booleanValue()) : UNDEFINED;
      }
      case Expression.Comparison comparison -> comparison(comparison);
      case Expression.In in -> in(in);
      case Expression.Arithmetic(Expression.Sign sign, Expression left, Expression right) ->
          numbers(value(left), value(right), (a, b) -> Numbers.arithmetic(sign, a, b));
      case Expression.Call call -> call(call);
      case Expression.GroupMember _ -> throw QueryReader.groupOutsideCondition();
      case Expression.Aggregate _ -> throw new IllegalStateException("not of one document");
    };
  }

  private JsonNode path(List<Expression.Step> steps) {
    JsonNode node = document;
    for (Expression.Step step : steps) {
      node =
          switch (step) {
            case Expression.Step.Name(String name) -> node.path(name);
            case Expression.Step.Index(int index) -> node.path(index);
          };
    }
    return node;
  }

  /**
   * AND and OR: one term that {@code decides} is enough; otherwise an undefined one makes the whole
   * undefined.
   */
  private JsonNode all(List<Expression> terms, boolean decides) {
    boolean undefined = false;
    for (Expression term : terms) {
      JsonNode value = value(term);
      if (!value.isBoolean()) {
        undefined = true;
      } else if (value.booleanValue() == decides) {
        return value;
      }
    }
    return undefined ? UNDEFINED : BooleanNode.valueOf(!decides);
  }

  private JsonNode comparison(Expression.Comparison comparison) {
    JsonNode left = value(comparison.left());
    JsonNode right = value(comparison.right());
    if (left.isMissingNode() || right.isMissingNode()) {
      return UNDEFINED;
    }
    if (comparison.operator().isEquality()) {
      return BooleanNode.valueOf(
          equal(left, right) == (comparison.operator() == Expression.Operator.EQUAL));
    }
    if (left.getNodeType() != right.getNodeType()) {
      return UNDEFINED;
    }
    int order;
    switch (left.getNodeType()) {
      case NUMBER -> order = left.decimalValue().compareTo(right.decimalValue());
      case STRING -> order = byCodePoints(left.textValue(), right.textValue());
      case BOOLEAN -> order = Boolean.compare(left.booleanValue(), right.booleanValue());
      default -> {
        return UNDEFINED;
      }
    }
    return BooleanNode.valueOf(
        switch (comparison.operator()) {
          case LESS -> order < 0;
          case LESS_OR_EQUAL -> order <= 0;
          case GREATER -> order > 0;
          default -> order >= 0;
        });
  }

  /** Whether two values are the same; objects and arrays by what they hold. */
  static boolean equal(JsonNode left, JsonNode right) {
    return left.equals(BY_VALUE, right);
  }

  /** The order of PostgreSQL's collation "C" in UTF-8. */
  private static int byCodePoints(String left, String right) {
    int[] a = left.codePoints().toArray();
    int[] b = right.codePoints().toArray();
    return java.util.Arrays.compare(a, b);
  }

  private JsonNode in(Expression.In in) {
    JsonNode value = value(in.value());
    if (value.isMissingNode()) {
      return UNDEFINED;
    }
    return BooleanNode.valueOf(contains(in.constants(), value));
  }

  private static boolean contains(JsonNode array, JsonNode value) {
    for (JsonNode member : array) {
      if (equal(member, value)) {
        return true;
      }
    }
    return false;
  }

  private JsonNode call(Expression.Call call) {
    JsonNode first = value(call.argument(0));
    JsonNode second = call.arguments().size() > 1 ? value(call.argument(1)) : UNDEFINED;
    return switch (call.function()) {
      case IS_DEFINED -> BooleanNode.valueOf(!first.isMissingNode());
      case IS_NULL -> BooleanNode.valueOf(first.isNull());
      case IS_BOOL -> BooleanNode.valueOf(first.isBoolean());
      case IS_NUMBER -> BooleanNode.valueOf(first.isNumber());
      case IS_STRING -> BooleanNode.valueOf(first.isTextual());
      case IS_OBJECT -> BooleanNode.valueOf(first.isObject());
      case IS_ARRAY -> BooleanNode.valueOf(first.isArray());
      case IS_PRIMITIVE -> BooleanNode.valueOf(first.isValueNode() && !first.isMissingNode());
      case STARTSWITH -> texts(first, second, (a, b) -> BooleanNode.valueOf(a.startsWith(b)));
      case ENDSWITH -> texts(first, second, (a, b) -> BooleanNode.valueOf(a.endsWith(b)));
      case CONTAINS -> texts(first, second, (a, b) -> BooleanNode.valueOf(a.contains(b)));
      case ARRAY_CONTAINS ->
          first.isArray() && !second.isMissingNode()
              ? BooleanNode.valueOf(contains(first, second))
              : UNDEFINED;
      case LOWER -> texts(first, first, (a, _) -> mapped(a, true));
      case UPPER -> texts(first, first, (a, _) -> mapped(a, false));
      case CONCAT -> concat(call.arguments());
      case SUBSTRING -> substring(first, second, call);
      case LENGTH -> texts(first, first, (a, _) -> whole(a.codePointCount(0, a.length())));
      case INDEX_OF -> texts(first, second, Evaluator::indexOf);
      case AS_NUMBER ->
          first.isNumber()
              ? DecimalNode.valueOf(first.decimalValue())
              : texts(first, first, (a, _) -> number(Numbers.parse(a)));
      case ABS -> numbers(first, first, (a, _) -> Optional.of(a.abs()));
      case SIGN -> numbers(first, first, (a, _) -> Optional.of(BigDecimal.valueOf(a.signum())));
      case CEILING -> rounded(first, RoundingMode.CEILING);
      case FLOOR -> rounded(first, RoundingMode.FLOOR);
      case ROUND -> rounded(first, RoundingMode.HALF_UP);
      case SQUARE ->
          numbers(first, first, (a, b) -> Numbers.arithmetic(Expression.Sign.TIMES, a, b));
      case SQRT -> numbers(first, first, (a, _) -> Numbers.sqrt(a));
      case EXP -> numbers(first, first, (a, _) -> Numbers.exp(a));
      case POWER -> numbers(first, second, Numbers::power);
    };
  }

  private interface OfTexts {
    JsonNode of(String first, String second);
  }

  private static JsonNode texts(JsonNode first, JsonNode second, OfTexts function) {
    return first.isTextual() && second.isTextual()
        ? function.of(first.textValue(), second.textValue())
        : UNDEFINED;
  }

  private interface OfNumbers {
    Optional<BigDecimal> of(BigDecimal first, BigDecimal second);
  }

  private static JsonNode numbers(JsonNode first, JsonNode second, OfNumbers function) {
    return first.isNumber() && second.isNumber()
        ? number(function.of(first.decimalValue(), second.decimalValue()))
        : UNDEFINED;
  }

  private static JsonNode number(Optional<BigDecimal> number) {
    return number.<JsonNode>map(DecimalNode::valueOf).orElse(UNDEFINED);
  }

  private static JsonNode whole(long number) {
    return DecimalNode.valueOf(BigDecimal.valueOf(number));
  }

  private static JsonNode rounded(JsonNode number, RoundingMode mode) {
    return numbers(number, number, (a, _) -> Optional.of(a.setScale(0, mode)));
  }

  /** Letter by letter, as PostgreSQL's collation "pg_c_utf8" maps them. */
  private static JsonNode mapped(String text, boolean lower) {
    StringBuilder mapped = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> lower ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .forEach(mapped::appendCodePoint);
    return TextNode.valueOf(mapped.toString());
  }

  private JsonNode concat(List<Expression> arguments) {
    StringBuilder text = new StringBuilder();
    for (Expression argument : arguments) {
      JsonNode value = value(argument);
      if (!value.isTextual()) {
        return UNDEFINED;
      }
      text.append(value.textValue());
    }
    return TextNode.valueOf(text.toString());
  }

  private JsonNode substring(JsonNode text, JsonNode start, Expression.Call call) {
    JsonNode length =
        call.arguments().size() > 2 ? value(call.argument(2)) : whole(Integer.MAX_VALUE);
    if (!text.isTextual() || !isCount(start) || !isCount(length)) {
      return UNDEFINED;
    }
    int[] points = text.textValue().codePoints().toArray();
    int from = Math.min(start.intValue(), points.length);
    int to = (int) Math.min((long) from + length.intValue(), points.length);
    return TextNode.valueOf(new String(points, from, to - from));
  }

  /** Whether a number can count characters: whole, not negative, at most 2^31-1. */
  private static boolean isCount(JsonNode number) {
    return number.isNumber()
        && number.decimalValue().signum() >= 0
        && number.decimalValue().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
        && number.decimalValue().stripTrailingZeros().scale() <= 0;
  }

  private static JsonNode indexOf(String text, String fragment) {
    int at = text.indexOf(fragment);
    return whole(at < 0 ? -1 : text.codePointCount(0, at));
  }
}
