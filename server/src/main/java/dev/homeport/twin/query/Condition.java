package dev.homeport.twin.query;

import com.fasterxml.jackson.databind.JsonNode;

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

  Expression expression() {
    return expression;
  }

  /** The condition as it was written; of a whole query, the query. */
  @Override
  public String toString() {
    return text;
  }
}
