package dev.homeport.eventlog;

import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.TextArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Events on their way to Kafka, written in the transaction that made them true. Thread-safe.
 *
 * <p>The ids of one identity's rows rise in the order of its changes, because whoever writes them
 * holds the lock on that identity's row.
 */
public final class Outbox {

  /** A row as the relay sees it. */
  record Row(long id, Event event) {}

  private final Semaphore written = new Semaphore(0);

  /**
   * Adds {@code events} to the transaction of {@code handle}; call {@link #wake} after the commit.
   */
  public void append(Handle handle, List<? extends Event> events) {
    if (events.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            INSERT INTO outbox
              (hub, device_id, module_id, job_id, deployment_id, type, body, created_at)
            SELECT hub, device_id, module_id, job_id, deployment_id, type, body,
                   CAST(created_at AS timestamptz)
            FROM unnest(:hubs, :devices, :modules, :jobs, :deployments, :types, :bodies, :times)
              WITH ORDINALITY
              AS u (hub, device_id, module_id, job_id, deployment_id, type, body, created_at, number)
            ORDER BY number
            """)
        .bindArray("hubs", String.class, column(events, e -> e.hub().value()))
        .bindArray("devices", String.class, column(events, Outbox::deviceId))
        .bindArray("modules", String.class, column(events, Outbox::moduleId))
        .bindArray("jobs", String.class, column(events, Outbox::jobId))
        .bindArray("deployments", String.class, column(events, Outbox::deploymentId))
        .bindArray("types", String.class, column(events, Event::type))
        .bind("bodies", new TextArray(column(events, Event::body)))
        .bindArray("times", String.class, column(events, e -> e.time().toString()))
        .execute();
  }

  private static List<String> column(List<? extends Event> events, Function<Event, String> value) {
    return events.stream().map(value).toList();
  }

  private static String deviceId(Event event) {
    return event instanceof Event.OfIdentity of ? of.identity().deviceId().value() : "";
  }

  private static String moduleId(Event event) {
    return event instanceof Event.OfIdentity of ? of.identity().moduleColumn() : "";
  }

  private static String jobId(Event event) {
    return event instanceof Event.JobChanged job ? job.jobId() : "";
  }

  private static String deploymentId(Event event) {
    return event instanceof Event.DeploymentChanged deployment ? deployment.deploymentId() : "";
  }

  /** Tells this node's relay that a transaction with events was committed. */
  public void wake() {
    if (written.availablePermits() == 0) {
      written.release();
    }
  }

  /** Waits for {@link #wake} or until {@code millis} have passed. */
  void awaitWake(long millis) throws InterruptedException {
    boolean woken = written.tryAcquire(millis, TimeUnit.MILLISECONDS);
    if (woken) {
      written.drainPermits();
    }
  }

  /** The oldest rows, at most {@code limit}. */
  List<Row> oldest(Handle handle, int limit) {
    return handle
        .createQuery(
            """
            SELECT id, hub, device_id, module_id, job_id, deployment_id, type, body, created_at
            FROM outbox ORDER BY id LIMIT :limit
            """)
        .bind("limit", limit)
        .map((row, _) -> new Row(row.getLong("id"), event(row)))
        .list();
  }

  private static Event event(ResultSet row) throws SQLException {
    Instant time = row.getTimestamp("created_at").toInstant();
    String jobId = row.getString("job_id");
    if (!jobId.isEmpty()) {
      HubName hub = new HubName(row.getString("hub"));
      return new Event.JobChanged(hub, jobId, time, row.getString("body"));
    }
    String deploymentId = row.getString("deployment_id");
    if (!deploymentId.isEmpty()) {
      return new Event.DeploymentChanged(
          new HubName(row.getString("hub")),
          deploymentId,
          time,
          Event.DeploymentChange.of(row.getString("type")),
          row.getString("body"));
    }
    return Event.of(
        Identity.of(row.getString("hub"), row.getString("device_id"), row.getString("module_id")),
        time,
        row.getString("type"),
        row.getString("body"));
  }

  void delete(Handle handle, List<Row> rows) {
    List<Long> ids = new ArrayList<>(rows.size());
    rows.forEach(row -> ids.add(row.id()));
    handle
        .createUpdate("DELETE FROM outbox WHERE id = ANY(:ids)")
        .bindArray("ids", Long.class, ids.toArray())
        .execute();
  }
}
