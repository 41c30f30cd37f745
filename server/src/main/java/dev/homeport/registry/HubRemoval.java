package dev.homeport.registry;

import dev.homeport.HubName;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the data of hubs that {@link Hubs#remove} ended, bit by bit: each bit is a transaction of
 * its own, so what a crash leaves is taken up again, by any node. The row of the hub goes last and
 * takes along what refers to it. Thread-safe.
 */
public final class HubRemoval {

  /** By then no node serves it any more. */
  static final Duration AFTER = Duration.ofSeconds(5);

  private static final Logger LOGGER = LoggerFactory.getLogger(HubRemoval.class);
  private static final int DEVICES_AT_ONCE = 5_000;

  /** What is outside of the database. */
  @FunctionalInterface
  public interface Rest {
    /** Removes it; nothing happens where it is gone already. */
    void remove(HubName hub);
  }

  private final Jdbi jdbi;
  private final Clock clock;
  private final List<String> tables;
  private final Rest rest;

  /**
   * @param tables with a column {@code hub} that does not refer to the hub's row
   */
  public HubRemoval(Jdbi jdbi, Clock clock, List<String> tables, Rest rest) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.tables = List.copyOf(tables);
    this.rest = rest;
  }

  /** Removes what has to be, unless another node is at it. */
  public void run() {
    for (HubName hub : due()) {
      boolean mine = jdbi.withHandle(handle -> whileLocked(handle, hub));
      if (mine) {
        LOGGER.atInfo().addKeyValue("hub", hub).log("hub removed");
      }
    }
  }

  private List<HubName> due() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT hub FROM hub WHERE removed_at <= :limit ORDER BY hub")
                .bind("limit", clock.instant().minus(AFTER))
                .map((row, _) -> new HubName(row.getString(1)))
                .list());
  }

  /** The lock is the connection's, so it goes with a node that dies. */
  private boolean whileLocked(Handle handle, HubName hub) {
    if (!lock(handle, "pg_try_advisory_lock", hub)) {
      return false;
    }
    try {
      remove(handle, hub);
      return true;
    } finally {
      lock(handle, "pg_advisory_unlock", hub);
    }
  }

  private static boolean lock(Handle handle, String function, HubName hub) {
    return handle
        .createQuery("SELECT <function>(hashtext('hub removal'), hashtext(:hub))")
        .define("function", function)
        .bind("hub", hub.value())
        .mapTo(Boolean.class)
        .one();
  }

  private void remove(Handle handle, HubName hub) {
    int deleted = DEVICES_AT_ONCE;
    while (deleted == DEVICES_AT_ONCE) {
      deleted =
          handle
              .createUpdate(
                  """
                  DELETE FROM identity WHERE (hub, device_id, module_id) IN (
                    SELECT hub, device_id, module_id FROM identity WHERE hub = :hub LIMIT :most)
                  """)
              .bind("hub", hub.value())
              .bind("most", DEVICES_AT_ONCE)
              .execute();
    }
    for (String table : tables) {
      handle
          .createUpdate("DELETE FROM <table> WHERE hub = :hub")
          .define("table", table)
          .bind("hub", hub.value())
          .execute();
    }
    rest.remove(hub);
    handle.createUpdate("DELETE FROM hub WHERE hub = :hub").bind("hub", hub.value()).execute();
  }
}
