package dev.homeport.twin.query;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The condition of a query in SQL, for the statement of a feature above over documents of its own.
 * What a user wrote goes by parameters alone, named {@code p0, p1, …}.
 */
public final class ConditionSql {

  /** True for all rows. */
  public static final ConditionSql ALL = new ConditionSql("TRUE", new Bindings());

  private final String text;
  private final Bindings bindings;

  private ConditionSql(String text, Bindings bindings) {
    this.text = text;
    this.bindings = bindings;
  }

  /**
   * Compiles the condition of a query, which may name its collection before a property.
   *
   * @param texts properties that are texts, in SQL by their names; plain columns find their index
   * @param jsons properties that are JSON, which may be asked about with all below them
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when it asks about another
   */
  public static ConditionSql of(Query query, Map<String, String> texts, Map<String, String> jsons) {
    if (query.where() == Condition.ALL) {
      return ALL;
    }
    Bindings bindings = new Bindings();
    Paths paths =
        (path, values) -> {
          boolean qualified =
              path.steps().size() > 1 && path.name(0).equalsIgnoreCase(query.collection());
          return property(
              qualified ? new Expression.Path(path.after(1)) : path, texts, jsons, values);
        };
    return new ConditionSql(
        new SqlCompiler(paths, bindings).truth(query.where().expression()), bindings);
  }

  private static Sql property(
      Expression.Path path,
      Map<String, String> texts,
      Map<String, String> jsons,
      Bindings bindings) {
    String text = texts.get(path.name(0));
    if (text != null && path.steps().size() == 1) {
      return Sql.string("(" + text + ")");
    }
    String json = jsons.get(path.name(0));
    if (json == null) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "the query cannot ask about " + path + " here");
    }
    return Paths.below("(" + json + ")", path.after(1), bindings);
  }

  /** What stands in the statement. */
  public String text() {
    return text;
  }

  /** Gives the statement the values. */
  public <S extends SqlStatement<S>> S bind(S statement) {
    return bindings.bind(statement);
  }
}
