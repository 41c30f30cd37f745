package dev.homeport.insight;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;

/** Numbers as an array parameter, which the driver sends in binary form. */
final class NumberArray implements Argument {

  private final String type;
  private final Object[] numbers;

  private NumberArray(String type, Object[] numbers) {
    this.type = type;
    this.numbers = numbers;
  }

  static <T> NumberArray longs(Collection<T> items, ToLongFunction<T> number) {
    return new NumberArray(
        "int8", items.stream().map(item -> number.applyAsLong(item)).toArray(Long[]::new));
  }

  static <T> NumberArray doubles(Collection<T> items, ToDoubleFunction<T> number) {
    return new NumberArray(
        "float8", items.stream().map(item -> number.applyAsDouble(item)).toArray(Double[]::new));
  }

  @Override
  public void apply(int position, PreparedStatement statement, StatementContext context)
      throws SQLException {
    statement.setArray(position, context.getConnection().createArrayOf(type, numbers));
  }
}
