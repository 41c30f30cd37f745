package dev.homeport;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

/**
 * What was logged while a test ran: lines of Homeport, and warnings of Netty, which tell of
 * exceptions that nobody handled and of buffers that nobody released. Thread-safe.
 */
public final class LoggedLines implements AutoCloseable {

  private static final List<String> CATEGORIES = List.of("dev.homeport", "io.netty");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final ExtHandler handler =
      new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord record) {
          note(record);
        }
      };

  private LoggedLines() {
    handler.setLevel(Level.INFO);
    CATEGORIES.forEach(category -> Logger.getLogger(category).addHandler(handler));
  }

  /** Listens from now on until it is closed. */
  public static LoggedLines listen() {
    return new LoggedLines();
  }

  private void note(ExtLogRecord record) {
    boolean ours = record.getLoggerName().startsWith("dev.homeport");
    int threshold = ours ? Level.ERROR.intValue() : Level.WARN.intValue();
    if (ours) {
      lines.add(record.getMessage());
    }
    if (record.getLevel().intValue() >= threshold || (ours && record.getThrown() != null)) {
      faults.add(record.getLoggerName() + ": " + record.getMessage() + " " + record.getThrown());
    }
  }

  /** Homeport's lines of level INFO and above. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** What was logged as a fault of the hub's own: errors, and anything with a stack trace. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /** Forgets what was logged so far. */
  public void clear() {
    lines.clear();
    faults.clear();
  }

  @Override
  public void close() {
    CATEGORIES.forEach(category -> Logger.getLogger(category).removeHandler(handler));
  }
}
