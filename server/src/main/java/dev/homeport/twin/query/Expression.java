package dev.homeport.twin.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A term of the language. It evaluates to a JSON value or to undefined; what is undefined is {@link
 * com.fasterxml.jackson.databind.node.MissingNode} in memory and NULL in SQL.
 */
sealed interface Expression {

  Expression TRUE = new Constant(BooleanNode.TRUE);

  record Constant(JsonNode value) implements Expression {}

  /** A property of the document, at least one step long. */
  record Path(List<Step> steps) implements Expression {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");

    public Path {
      steps = List.copyOf(steps);
    }

    static Path of(List<String> names) {
      return new Path(names.stream().<Step>map(Step.Name::new).toList());
    }

    /** The names of those steps that are names. */
    List<String> names() {
      return steps.stream()
          .filter(Step.Name.class::isInstance)
          .map(step -> ((Step.Name) step).name())
          .toList();
    }

    /** As a query writes it. */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      for (Step step : steps) {
        switch (step) {
          case Step.Index(int index) -> text.append('[').append(index).append(']');
          case Step.Name(String name) when !PLAIN.matcher(name).matches() ->
              text.append("['").append(name.replace("\\", "\\\\").replace("'", "\\'")).append("']");
          case Step.Name(String name) -> text.append(text.isEmpty() ? "" : ".").append(name);
        }
      }
      return text.toString();
    }

    /** The path below the first {@code count} steps. */
    List<Step> after(int count) {
      return steps.subList(Math.min(count, steps.size()), steps.size());
    }

    /** The name that the step is, or {@code ""}. */
    String name(int index) {
      return index < steps.size() && steps.get(index) instanceof Step.Name(String name) ? name : "";
    }
  }

  /** One step down into an object or an array. */
  sealed interface Step {
    record Name(String name) implements Step {}

    record Index(int index) implements Step {}
  }

  record And(List<Expression> terms) implements Expression {}

  record Or(List<Expression> terms) implements Expression {}

  record Not(Expression term) implements Expression {}

  record Comparison(Operator operator, Expression left, Expression right) implements Expression {}

  enum Operator {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String sql;

    Operator(String sql) {
      this.sql = sql;
    }

    String sql() {
      return sql;
    }

    boolean isEquality() {
      return this == EQUAL || this == NOT_EQUAL;
    }
  }

  /** Whether a value is among constants. */
  record In(Expression value, ArrayNode constants) implements Expression {}

  record Arithmetic(Sign sign, Expression left, Expression right) implements Expression {}

  enum Sign {
    PLUS,
    MINUS,
    TIMES,
    DIVIDED_BY,
    MODULO
  }

  record Call(Function function, List<Expression> arguments) implements Expression {
    Expression argument(int index) {
      return arguments.get(index);
    }
  }

  /**
   * Whether the twin is a member of a group. Another condition takes its place before anything is
   * evaluated ({@link GroupExpansion}).
   */
  record GroupMember(String group) implements Expression {}

  /** A value of many documents; stands in SELECT and ORDER BY only. */
  record Aggregate(Kind kind, @Nullable Expression argument) implements Expression {
    enum Kind {
      COUNT,
      SUM,
      AVG,
      MIN,
      MAX
    }
  }
}
