package dev.homeport;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What each test of a class gets anew, over a database of its own, and is closed after it. */
public final class PerTest<T extends AutoCloseable>
    implements BeforeEachCallback, AfterEachCallback {

  private final TestDatabase database = new TestDatabase();
  private final Function<TestDatabase, T> maker;
  private @Nullable T made;

  public PerTest(Function<TestDatabase, T> maker) {
    this.maker = maker;
  }

  /** That of the running test. */
  public T get() {
    return Objects.requireNonNull(made);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    database.beforeEach(context);
    made = maker.apply(database);
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    try {
      get().close();
    } finally {
      database.afterEach(context);
    }
  }
}
