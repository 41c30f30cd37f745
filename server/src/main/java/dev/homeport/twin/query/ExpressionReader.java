package dev.homeport.twin.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.homeport.twin.query.grammar.IotQueryParser.CallContext;
import dev.homeport.twin.query.grammar.IotQueryParser.ComparisonContext;
import dev.homeport.twin.query.grammar.IotQueryParser.ConjunctionContext;
import dev.homeport.twin.query.grammar.IotQueryParser.ConstantContext;
import dev.homeport.twin.query.grammar.IotQueryParser.ExpressionContext;
import dev.homeport.twin.query.grammar.IotQueryParser.FactorContext;
import dev.homeport.twin.query.grammar.IotQueryParser.ListContext;
import dev.homeport.twin.query.grammar.IotQueryParser.NegationContext;
import dev.homeport.twin.query.grammar.IotQueryParser.PathContext;
import dev.homeport.twin.query.grammar.IotQueryParser.ProductContext;
import dev.homeport.twin.query.grammar.IotQueryParser.StepContext;
import dev.homeport.twin.query.grammar.IotQueryParser.SumContext;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Turns what the grammar recognized into {@link Expression}s. */
final class ExpressionReader {

  /** A chain of operators becomes a tree as deep as it is long. */
  private static final int MAX_CHAIN = 100;

  private static final String IN_GROUP = "IN_GROUP";

  private final boolean aggregates;

  /**
   * @param aggregates whether COUNT, SUM, AVG, MIN and MAX may stand here
   */
  ExpressionReader(boolean aggregates) {
    this.aggregates = aggregates;
  }

  Expression read(ExpressionContext context) {
    if (aggregates) {
      Optional<Expression> aggregate = aggregate(context);
      if (aggregate.isPresent()) {
        return aggregate.get();
      }
    }
    List<Expression> terms = context.conjunction().stream().map(this::conjunction).toList();
    return terms.size() == 1 ? terms.getFirst() : new Expression.Or(terms);
  }

  /** The aggregate that the whole expression is. */
  private static Optional<Expression> aggregate(ExpressionContext context) {
    ParserRuleContext rule = context;
    while (!(rule instanceof CallContext)) {
      if (rule.getChildCount() != 1 || !(rule.getChild(0) instanceof ParserRuleContext only)) {
        return Optional.empty();
      }
      rule = only;
    }
    CallContext call = (CallContext) rule;
    for (var kind : Expression.Aggregate.Kind.values()) {
      if (kind.name().equalsIgnoreCase(call.NAME().getText())) {
        return Optional.of(aggregate(call, kind));
      }
    }
    return Optional.empty();
  }

  private static Expression aggregate(CallContext call, Expression.Aggregate.Kind kind) {
    boolean counts = kind == Expression.Aggregate.Kind.COUNT;
    int arguments = call.expression().size();
    if (arguments > 1 || (arguments == 0 && !counts) || (call.star != null && !counts)) {
      throw QueryReader.wrong(call.getStart(), kind + " takes one argument");
    }
    return new Expression.Aggregate(
        kind,
        arguments == 0 ? null : new ExpressionReader(false).read(call.expression().getFirst()));
  }

  private Expression conjunction(ConjunctionContext context) {
    List<Expression> terms = context.negation().stream().map(this::negation).toList();
    return terms.size() == 1 ? terms.getFirst() : new Expression.And(terms);
  }

  private Expression negation(NegationContext context) {
    return context.NOT() == null
        ? comparison(context.comparison())
        : new Expression.Not(negation(context.negation()));
  }

  private Expression comparison(ComparisonContext context) {
    Expression left = sum(context.sum().getFirst());
    if (context.list() != null) {
      Expression in = in(left, context.list());
      return context.NIN() != null || context.NOT() != null ? new Expression.Not(in) : in;
    }
    if (context.operator == null) {
      return left;
    }
    Expression.Operator operator =
        switch (context.operator.getText()) {
          case "=" -> Expression.Operator.EQUAL;
          case "<" -> Expression.Operator.LESS;
          case "<=" -> Expression.Operator.LESS_OR_EQUAL;
          case ">" -> Expression.Operator.GREATER;
          case ">=" -> Expression.Operator.GREATER_OR_EQUAL;
          default -> Expression.Operator.NOT_EQUAL;
        };
    return new Expression.Comparison(operator, left, sum(context.sum().get(1)));
  }

  private Expression in(Expression value, ListContext list) {
    if (list.sum() != null) {
      Expression array = sum(list.sum());
      return array instanceof Expression.Constant(ArrayNode constants)
          ? new Expression.In(value, constants)
          : new Expression.Call(Function.ARRAY_CONTAINS, List.of(array, value));
    }
    List<Expression> members = list.expression().stream().map(this::read).toList();
    ArrayNode constants = JsonNodeFactory.instance.arrayNode();
    for (Expression member : members) {
      if (member instanceof Expression.Constant(JsonNode constant) && !constant.isMissingNode()) {
        constants.add(constant);
      }
    }
    if (constants.size() == members.size()) {
      return new Expression.In(value, constants);
    }
    return new Expression.Or(
        members.stream()
            .<Expression>map(
                member -> new Expression.Comparison(Expression.Operator.EQUAL, value, member))
            .toList());
  }

  private Expression sum(SumContext context) {
    checkChain(context.operators);
    Expression result = product(context.product().getFirst());
    for (int i = 0; i < context.operators.size(); i++) {
      boolean plus = context.operators.get(i).getText().equals("+");
      result =
          new Expression.Arithmetic(
              plus ? Expression.Sign.PLUS : Expression.Sign.MINUS,
              result,
              product(context.product().get(i + 1)));
    }
    return result;
  }

  private Expression product(ProductContext context) {
    checkChain(context.operators);
    Expression result = factor(context.factor().getFirst());
    for (int i = 0; i < context.operators.size(); i++) {
      Expression.Sign sign =
          switch (context.operators.get(i).getText()) {
            case "*" -> Expression.Sign.TIMES;
            case "/" -> Expression.Sign.DIVIDED_BY;
            default -> Expression.Sign.MODULO;
          };
      result = new Expression.Arithmetic(sign, result, factor(context.factor().get(i + 1)));
    }
    return result;
  }

  private static void checkChain(List<Token> operators) {
    if (operators.size() > MAX_CHAIN) {
      throw QueryReader.wrong(
          operators.get(MAX_CHAIN), "more than " + MAX_CHAIN + " terms in a row");
    }
  }

  private Expression factor(FactorContext context) {
    if (context.factor() != null) {
      Expression operand = factor(context.factor());
      if (operand instanceof Expression.Constant(JsonNode value) && value.isNumber()) {
        BigDecimal number = value.decimalValue();
        return new Expression.Constant(
            DecimalNode.valueOf(context.minus == null ? number : number.negate()));
      }
      return new Expression.Arithmetic(
          context.minus == null ? Expression.Sign.PLUS : Expression.Sign.MINUS,
          new Expression.Constant(DecimalNode.ZERO),
          operand);
    }
    if (context.constant() != null) {
      return new Expression.Constant(constant(context.constant()));
    }
    if (context.call() != null) {
      return call(context.call());
    }
    return context.path() != null ? path(context.path()) : read(context.expression());
  }

  private Expression call(CallContext context) {
    String name = context.NAME().getText();
    if (name.equalsIgnoreCase(IN_GROUP)) {
      return groupMember(context);
    }
    Function function = Function.named(name);
    if (function == null) {
      throw QueryReader.wrong(
          context.getStart(),
          isAggregate(name) ? name + " cannot stand here" : "there is no function " + name);
    }
    if (context.star != null || !function.takes(context.expression().size())) {
      throw QueryReader.wrong(context.getStart(), function + " takes " + function.arity());
    }
    ExpressionReader inner = new ExpressionReader(false);
    return new Expression.Call(function, context.expression().stream().map(inner::read).toList());
  }

  private static Expression groupMember(CallContext context) {
    ExpressionReader inner = new ExpressionReader(false);
    List<Expression> arguments = context.expression().stream().map(inner::read).toList();
    if (arguments.size() == 1
        && arguments.getFirst() instanceof Expression.Constant(TextNode name)) {
      return new Expression.GroupMember(name.textValue());
    }
    throw QueryReader.wrong(context.getStart(), IN_GROUP + " takes the name of a group in quotes");
  }

  private static boolean isAggregate(String name) {
    for (var kind : Expression.Aggregate.Kind.values()) {
      if (kind.name().equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  static Expression.Path path(PathContext context) {
    List<Expression.Step> steps = new ArrayList<>();
    steps.add(
        new Expression.Step.Name(
            context.NAME() != null
                ? context.NAME().getText()
                : bracketed(context.BRACKETED().getSymbol())));
    for (StepContext step : context.step()) {
      steps.add(step(step));
    }
    return TwinNames.canonical(new Expression.Path(steps));
  }

  private static Expression.Step step(StepContext step) {
    if (step.name() != null) {
      return new Expression.Step.Name(step.name().getText());
    }
    if (step.BRACKETED() != null) {
      return new Expression.Step.Name(bracketed(step.BRACKETED().getSymbol()));
    }
    if (step.STRING() != null) {
      return new Expression.Step.Name(StringLiteral.value(step.STRING().getSymbol()));
    }
    Token number = step.INTEGER().getSymbol();
    if (step.getStart().getText().equals(".")) {
      return new Expression.Step.Name(number.getText());
    }
    try {
      return new Expression.Step.Index(Integer.parseInt(number.getText()));
    } catch (NumberFormatException e) {
      throw QueryReader.wrong(number, "no array is that long");
    }
  }

  /** The name between double brackets. */
  static String bracketed(Token token) {
    String text = token.getText();
    return StringLiteral.checked(token, text.substring(2, text.length() - 2));
  }

  private static JsonNode constant(ConstantContext context) {
    if (context.STRING() != null) {
      return TextNode.valueOf(StringLiteral.value(context.STRING().getSymbol()));
    }
    if (context.HEXADECIMAL() != null) {
      String digits = context.HEXADECIMAL().getText().substring(2);
      return number(context.getStart(), new BigDecimal(new BigInteger(digits, 16)));
    }
    if (context.INTEGER() != null || context.DECIMAL() != null) {
      return decimal(context.getStart(), context.getText());
    }
    if (context.TRUE() != null || context.FALSE() != null) {
      return BooleanNode.valueOf(context.TRUE() != null);
    }
    if (context.NULL() != null) {
      return NullNode.getInstance();
    }
    if (context.UNDEFINED() != null) {
      return MissingNode.getInstance();
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (ConstantContext member : context.constant()) {
      JsonNode constant = constant(member);
      if (!constant.isMissingNode()) {
        array.add(constant);
      }
    }
    return array;
  }

  private static JsonNode decimal(Token start, String text) {
    try {
      return number(start, new BigDecimal(text.toLowerCase(Locale.ROOT)));
    } catch (NumberFormatException e) {
      throw QueryReader.wrong(start, "the number cannot be read");
    }
  }

  private static JsonNode number(Token start, BigDecimal number) {
    return Numbers.bounded(number)
        .<JsonNode>map(DecimalNode::valueOf)
        .orElseThrow(() -> QueryReader.wrong(start, "the number is too large"));
  }
}
