package dev.homeport.twin.query;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.twin.query.grammar.IotQueryLexer;
import dev.homeport.twin.query.grammar.IotQueryParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTreeListener;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Reads the text of queries and conditions. What is wrong is told with its character's number. */
final class QueryReader {

  /** As IoT Hub: "query expressions can have a maximum length of 8192 characters". */
  private static final int MAX_LENGTH = 8_192;

  /** A pair of parentheses takes eight rules. */
  private static final int MAX_DEPTH = 800;

  private QueryReader() {}

  static Query query(String text) {
    IotQueryParser.QueryContext query = parser(text).query();
    IotQueryParser.SelectionContext selection = query.selection();
    List<Query.Item> items = new ArrayList<>();
    for (var item : selection.item()) {
      items.add(item(item));
    }
    List<Expression> groups = new ArrayList<>();
    List<Query.Order> orders = new ArrayList<>();
    for (var group : query.groups) {
      groups.add(new ExpressionReader(false).read(group));
    }
    for (var order : query.order()) {
      orders.add(
          new Query.Order(
              new ExpressionReader(true).read(order.expression()),
              order.DESC() != null,
              at(order.getStart())));
    }
    Query read =
        new Query(
            text,
            query.DISTINCT() != null,
            query.TOP() == null ? null : top(query.INTEGER().getSymbol()),
            items,
            query.collection().getText().toLowerCase(Locale.ROOT),
            at(query.collection().getStart()),
            query.where == null
                ? Condition.ALL
                : new Condition(text, new ExpressionReader(false).read(query.where)),
            groups,
            orders);
    read.check();
    return read;
  }

  static Expression condition(String text) {
    return new ExpressionReader(false).read(parser(text).condition().expression());
  }

  /** A path alone. */
  static Expression.Path path(String text) {
    return ExpressionReader.path(parser(text).property().path());
  }

  private static Query.Item item(IotQueryParser.ItemContext item) {
    String alias = null;
    if (item.name() != null) {
      alias = item.name().getText();
    } else if (item.BRACKETED() != null) {
      alias = ExpressionReader.bracketed(item.BRACKETED().getSymbol());
    } else if (item.STRING() != null) {
      alias = StringLiteral.value(item.STRING().getSymbol());
    }
    return new Query.Item(
        new ExpressionReader(true).read(item.expression()), alias, at(item.getStart()));
  }

  private static int top(Token number) {
    try {
      int top = Integer.parseInt(number.getText());
      if (top >= 1) {
        return top;
      }
    } catch (NumberFormatException e) {
      throw wrong(number, "TOP takes a number up to " + Integer.MAX_VALUE);
    }
    throw wrong(number, "TOP takes a number from 1");
  }

  private static IotQueryParser parser(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID,
          "the query has " + text.length() + " characters, at most " + MAX_LENGTH + " are read");
    }
    ErrorListener errors = new ErrorListener();
    IotQueryLexer lexer = new IotQueryLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    lexer.addErrorListener(errors);
    IotQueryParser parser = new IotQueryParser(new CommonTokenStream(lexer));
    parser.removeErrorListeners();
    parser.addErrorListener(errors);
    parser.addParseListener(new DepthLimit());
    return parser;
  }

  /** The number of a token's first character, counted from 1. */
  static int at(Token token) {
    return token.getStartIndex() + 1;
  }

  static HubException wrong(Token token, String what) {
    return wrong(at(token), what);
  }

  static HubException wrong(int at, String what) {
    return new HubException(
        ErrorCode.ARGUMENT_INVALID, "the query is wrong at character " + at + ", " + what);
  }

  static HubException groupOutsideCondition() {
    return new HubException(ErrorCode.ARGUMENT_INVALID, "IN_GROUP stands behind WHERE only");
  }

  private static final class ErrorListener extends BaseErrorListener {
    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        @Nullable Object symbol,
        int line,
        int column,
        String message,
        @Nullable RecognitionException problem) {
      Token token = (Token) symbol;
      if (token == null) {
        throw wrong(column + 1, "unexpected character");
      }
      throw wrong(
          token,
          token.getType() == Token.EOF
              ? "it ends too early"
              : "unexpected '" + token.getText() + "'");
    }
  }

  /** Keeps the nesting below what a stack holds. */
  private static final class DepthLimit implements ParseTreeListener {
    private int depth;

    @Override
    public void enterEveryRule(ParserRuleContext rule) {
      depth++;
      if (depth > MAX_DEPTH) {
        throw wrong(rule.getStart(), "it is nested too deeply");
      }
    }

    @Override
    public void exitEveryRule(ParserRuleContext rule) {
      depth--;
    }

    @Override
    public void visitTerminal(TerminalNode node) {}

    @Override
    public void visitErrorNode(ErrorNode node) {}
  }
}
