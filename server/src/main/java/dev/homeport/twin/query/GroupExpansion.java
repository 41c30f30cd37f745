package dev.homeport.twin.query;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Puts the conditions of groups in the place of {@code IN_GROUP('name')}, also where a group's
 * condition names another group. For one condition.
 */
final class GroupExpansion {

  /** A condition that names more, directly or through its groups, is refused. */
  static final int MAX_GROUPS = 100;

  private final HubName hub;
  private final GroupConditions groups;
  private final Deque<String> inside = new ArrayDeque<>();
  private int expanded;

  private GroupExpansion(HubName hub, GroupConditions groups) {
    this.hub = hub;
    this.groups = groups;
  }

  /**
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} for a group that does not exist,
   *     is part of itself, or is one too many
   */
  static Condition expand(HubName hub, Condition condition, GroupConditions groups) {
    Expression expression = new GroupExpansion(hub, groups).expand(condition.expression());
    return expression.equals(condition.expression())
        ? condition
        : new Condition(condition.toString(), expression);
  }

  private Expression expand(Expression expression) {
    return switch (expression) {
      case Expression.GroupMember(String group) -> condition(group);
      case Expression.And(List<Expression> terms) -> new Expression.And(expand(terms));
      case Expression.Or(List<Expression> terms) -> new Expression.Or(expand(terms));
      case Expression.Not(Expression term) -> new Expression.Not(expand(term));
      case Expression.Comparison(Expression.Operator operator, Expression left, Expression right) ->
          new Expression.Comparison(operator, expand(left), expand(right));
      case Expression.In in -> new Expression.In(expand(in.value()), in.constants());
      case Expression.Call(Function function, List<Expression> arguments) ->
          new Expression.Call(function, expand(arguments));
      case Expression.Arithmetic _, Expression.Constant _, Expression.Path _ -> expression;
      case Expression.Aggregate _ -> expression;
    };
  }

  private List<Expression> expand(List<Expression> terms) {
    return terms.stream().map(this::expand).toList();
  }

  private Expression condition(String group) {
    expanded++;
    if (expanded > MAX_GROUPS) {
      throw refused("a condition names at most " + MAX_GROUPS + " groups");
    }
    if (inside.contains(group)) {
      throw refused("the group " + group + " is part of itself");
    }
    Condition condition =
        groups.find(hub, group).orElseThrow(() -> refused("there is no group " + group));
    inside.push(group);
    Expression expression = expand(condition.expression());
    inside.pop();
    return expression;
  }

  private static HubException refused(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }
}
