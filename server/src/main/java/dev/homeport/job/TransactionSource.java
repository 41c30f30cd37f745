package dev.homeport.job;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/**
 * A source of one connection, that of a transaction under way, so that a library that asks for a
 * {@link DataSource} takes part in it. Closing the connection leaves it open.
 */
final class TransactionSource {

  private TransactionSource() {}

  static DataSource of(Connection connection) {
    Connection shared = proxy(Connection.class, connection, "close");
    return (DataSource)
        Proxy.newProxyInstance(
            TransactionSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, method, _) -> {
              if (method.getName().equals("getConnection")) {
                return shared;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  /** Passes everything on but the method {@code withheld}. */
  private static <T> T proxy(Class<T> type, T target, String withheld) {
    return type.cast(
        Proxy.newProxyInstance(
            TransactionSource.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              if (method.getName().equals(withheld)) {
                return null;
              }
              try {
                return method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
