package dev.homeport;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Texts, of which some may be null, as an array parameter. The driver sends an array of strings as
 * it is; what JDBI makes of a list it writes as one quoted literal, which for JSON doubles the
 * work.
 */
public final class TextArray implements Argument {

  private final @Nullable String[] texts;

  public TextArray(Collection<? extends @Nullable String> texts) {
    this.texts = texts.toArray(new @Nullable String[0]);
  }

  @Override
  public void apply(int position, PreparedStatement statement, StatementContext context)
      throws SQLException {
    statement.setArray(position, context.getConnection().createArrayOf("text", texts));
  }
}
