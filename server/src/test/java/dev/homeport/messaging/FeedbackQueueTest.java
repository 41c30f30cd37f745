package dev.homeport.messaging;

import static dev.homeport.messaging.Commands.DEVICE;
import static dev.homeport.messaging.Commands.LOCK;
import static dev.homeport.messaging.Commands.assertRefused;
import static dev.homeport.messaging.Commands.connect;
import static dev.homeport.messaging.Commands.message;
import static dev.homeport.messaging.Commands.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.ErrorCode;
import dev.homeport.HubName;
import dev.homeport.MutableClock;
import dev.homeport.TestDatabase;
import dev.homeport.eventlog.Outbox;
import dev.homeport.messaging.FeedbackQueue.FeedbackRecord;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class FeedbackQueueTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private CommandQueue queue = new CommandQueue(database.jdbi(), new Outbox(), clock);
  private FeedbackQueue feedback = new FeedbackQueue(database.jdbi(), clock);

  @BeforeEach
  void setUp() {
    database.register(DEVICE);
    queue = new CommandQueue(database.jdbi(), new Outbox(), clock);
    feedback = new FeedbackQueue(database.jdbi(), clock);
  }

  @Test
  void tellsOfACompletedMessageOnlyWhoAskedForIt() {
    connect(database, DEVICE, 7);
    for (Ack ack : Ack.values()) {
      queue.enqueue(DEVICE, message(ack.word(), ack, null));
    }

    queue
        .lockForSession(DEVICE, 7, 10)
        .forEach(message -> queue.complete(DEVICE, message.row(), 7));

    assertThat(told())
        .extracting(FeedbackRecord::originalMessageId)
        .containsExactly("positive", "full");
  }

  @Test
  void tellsOfARejectedMessageWithItsGenerationAndTime() {
    queue.enqueue(DEVICE, message("bad", Ack.NEGATIVE, null));

    queue.reject(DEVICE, lockedToken());

    assertThat(told())
        .containsExactly(
            new FeedbackRecord(
                "lamp", "bad", "Rejected", "Rejected", "generation-1", clock.instant()));
    assertThat(queue.count(DEVICE)).isZero();
  }

  @Test
  void givesFeedbackAgainUnlessItWasCompleted() {
    queue.enqueue(DEVICE, message("one", Ack.FULL, null));
    queue.complete(DEVICE, lockedToken());
    FeedbackQueue.Batch batch = feedback.lock(HubName.DEFAULT).orElseThrow();

    assertThat(feedback.lock(HubName.DEFAULT)).isEmpty();
    feedback.abandon(HubName.DEFAULT, batch.lockToken());
    FeedbackQueue.Batch again = feedback.lock(HubName.DEFAULT).orElseThrow();
    feedback.complete(HubName.DEFAULT, again.lockToken());

    assertThat(feedback.lock(HubName.DEFAULT)).isEmpty();
    assertRefused(
        () -> feedback.complete(HubName.DEFAULT, again.lockToken()),
        ErrorCode.DEVICE_MESSAGE_LOCK_LOST);
  }

  @Test
  void dropsFeedbackThatNobodyFetched() {
    queue.enqueue(DEVICE, message("one", Ack.FULL, null));
    queue.complete(DEVICE, lockedToken());
    clock.advance(FeedbackQueue.KEPT);

    assertThat(feedback.dropOld(10)).isEqualTo(1);
  }

  private List<FeedbackRecord> told() {
    return feedback.lock(HubName.DEFAULT).map(FeedbackQueue.Batch::records).orElse(List.of());
  }

  private UUID lockedToken() {
    return token(queue.lock(DEVICE, LOCK));
  }
}
