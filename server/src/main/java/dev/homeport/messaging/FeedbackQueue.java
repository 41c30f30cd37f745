package dev.homeport.messaging;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * What became of cloud-to-device messages whose sender asked to hear of it, one queue per hub.
 * Records are handed out in batches under one lock, which goes by itself after {@link #LOCK}.
 * Records that nobody fetched are dropped after {@link #KEPT}. Thread-safe.
 */
public final class FeedbackQueue {

  public static final int MAX_BATCH = 64;
  public static final Duration LOCK = Duration.ofMinutes(1);
  public static final Duration KEPT = Duration.ofDays(2);

  private final Jdbi jdbi;
  private final Clock clock;

  public FeedbackQueue(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** One message's end, in the words of the feedback body. */
  public record FeedbackRecord(
      String deviceId,
      String originalMessageId,
      String description,
      String statusCode,
      String deviceGenerationId,
      Instant enqueuedTimeUtc) {}

  /** Records under one lock. */
  public record Batch(UUID lockToken, List<FeedbackRecord> records) {}

  /** The oldest free records of the hub, or nothing. */
  public Optional<Batch> lock(HubName hub) {
    Instant now = now();
    UUID token = UUID.randomUUID();
    List<FeedbackRecord> records =
        jdbi.inTransaction(
            handle ->
                handle
                    .createQuery(
                        """
                        WITH taken AS (
                          SELECT f.id FROM feedback f
                          WHERE f.hub = :hub AND (f.locked_until IS NULL OR f.locked_until <= :now)
                          ORDER BY f.id LIMIT :max FOR UPDATE SKIP LOCKED),
                        locked AS (
                          UPDATE feedback f SET lock_token = :token, locked_until = :until
                          FROM taken WHERE f.id = taken.id
                          RETURNING f.id, f.device_id, f.original_message_id, f.description,
                                    f.status_code, f.device_generation_id, f.enqueued_at)
                        SELECT * FROM locked ORDER BY id
                        """)
                    .bind("hub", hub.value())
                    .bind("now", now)
                    .bind("until", now.plus(LOCK))
                    .bind("token", token)
                    .bind("max", MAX_BATCH)
                    .map(
                        (row, context) ->
                            new FeedbackRecord(
                                row.getString("device_id"),
                                row.getString("original_message_id"),
                                row.getString("description"),
                                row.getString("status_code"),
                                row.getString("device_generation_id"),
                                row.getTimestamp("enqueued_at").toInstant()))
                    .list());
    return records.isEmpty() ? Optional.empty() : Optional.of(new Batch(token, records));
  }

  /**
   * @throws HubException with {@link ErrorCode#DEVICE_MESSAGE_LOCK_LOST} when the lock is over
   */
  public void complete(HubName hub, UUID lockToken) {
    settle(
        """
        DELETE FROM feedback
        WHERE hub = :hub AND lock_token = :token AND locked_until > :now
        """,
        hub,
        lockToken);
  }

  /**
   * @throws HubException with {@link ErrorCode#DEVICE_MESSAGE_LOCK_LOST} when the lock is over
   */
  public void abandon(HubName hub, UUID lockToken) {
    settle(
        """
        UPDATE feedback SET lock_token = NULL, locked_until = NULL
        WHERE hub = :hub AND lock_token = :token AND locked_until > :now
        """,
        hub,
        lockToken);
  }

  private void settle(String sql, HubName hub, UUID lockToken) {
    int rows =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("hub", hub.value())
                    .bind("token", lockToken)
                    .bind("now", now())
                    .execute());
    if (rows == 0) {
      throw new HubException(
          ErrorCode.DEVICE_MESSAGE_LOCK_LOST, "the lock of the feedback is over");
    }
  }

  /** Drops records that are too old, at most {@code limit}, and says how many. */
  int dropOld(int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    DELETE FROM feedback WHERE id IN (
                      SELECT id FROM feedback WHERE enqueued_at <= :before
                      ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED)
                    """)
                .bind("before", now().minus(KEPT))
                .bind("limit", limit)
                .execute());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
