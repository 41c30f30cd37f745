package dev.homeport.twin.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may stand after WHERE: the {@code queryCondition} of a job, the {@code targetCondition} of a
 * configuration.
 */
public final class Condition {

  /** True for every twin. */
  public static final Condition ALL = new Condition("*", Expression.TRUE);

  private final String text;
  private final Expression expression;

  Condition(String text, Expression expression) {
    this.text = text;
    this.expression = expression;
  }

  /**
   * Reads a condition; {@code *} and an empty text are true for every twin.
   *
   * @throws dev.homeport.HubException with {@link dev.homeport.ErrorCode#ARGUMENT_INVALID}; the
   *     message names the character
   */
  public static Condition parse(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() || stripped.equals("*")
        ? ALL
        : new Condition(text, QueryReader.condition(text));
  }

  /**
   * Whether the condition is true for a document; false and undefined are not.
   *
   * @param document a twin as the service API has it, with {@code deviceId}, {@code tags} and
   *     {@code properties}
   */
  public boolean test(JsonNode document) {
    JsonNode value = Evaluator.evaluate(expression, document);
    return value.isBoolean() && value.booleanValue();
  }

  /**
   * What it asks about: {@code deviceId}, {@code tags}, {@code properties.reported} and the like;
   * of its groups only when they are {@linkplain GroupConditions#expand expanded}.
   */
  public Set<String> roots() {
    Set<String> roots = new TreeSet<>();
    addRoots(expression, roots);
    return roots;
  }

  private static void addRoots(Expression expression, Set<String> roots) {
    switch (expression) {
      case Expression.Constant _, Expression.GroupMember _ -> {
        // It asks about nothing itself.
      }
      case Expression.Path path -> {
        String first = path.name(0);
        roots.add(first.equals("properties") ? first + "." + path.name(1) : first);
      }
      case Expression.And(List<Expression> terms) -> terms.forEach(t -> addRoots(t, roots));
      case Expression.Or(List<Expression> terms) -> terms.forEach(t -> addRoots(t, roots));
      case Expression.Not(Expression term) -> addRoots(term, roots);
      case Expression.Comparison(Expression.Operator _, Expression left, Expression right) -> {
        addRoots(left, roots);
        addRoots(right, roots);
      }
      case Expression.In(Expression value, var _) -> addRoots(value, roots);
      case Expression.Arithmetic(Expression.Sign _, Expression left, Expression right) -> {
        addRoots(left, roots);
        addRoots(right, roots);
      }
      case Expression.Call(Function _, List<Expression> arguments) ->
          arguments.forEach(a -> addRoots(a, roots));
      case Expression.Aggregate _ -> throw new IllegalStateException("not of one document");
    }
  }

  Expression expression() {
    return expression;
  }

  /** The condition as it was written; of a whole query, the query. */
  @Override
  public String toString() {
    return text;
  }
}
