package dev.homeport;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Long texts as an array parameter. The driver sends an array of strings as it is; what JDBI makes
 * of a list it writes as one quoted literal, which for JSON doubles the work.
 */
public final class TextArray implements Argument {

  private final String[] texts;

  public TextArray(Collection<String> texts) {
    this.texts = texts.toArray(String[]::new);
  }

  @Override
  public void apply(int position, PreparedStatement statement, StatementContext context)
      throws SQLException {
    statement.setArray(position, context.getConnection().createArrayOf("text", texts));
  }
}
