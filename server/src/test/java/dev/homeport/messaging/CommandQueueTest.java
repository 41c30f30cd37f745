package dev.homeport.messaging;

import static dev.homeport.messaging.Commands.DEVICE;
import static dev.homeport.messaging.Commands.LOCK;
import static dev.homeport.messaging.Commands.MODULE;
import static dev.homeport.messaging.Commands.assertRefused;
import static dev.homeport.messaging.Commands.connect;
import static dev.homeport.messaging.Commands.device;
import static dev.homeport.messaging.Commands.message;
import static dev.homeport.messaging.Commands.sized;
import static dev.homeport.messaging.Commands.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.MutableClock;
import dev.homeport.TestDatabase;
import dev.homeport.eventlog.Outbox;
import dev.homeport.messaging.FeedbackQueue.FeedbackRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CommandQueueTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private CommandQueue queue = new CommandQueue(database.jdbi(), new Outbox(), clock);
  private FeedbackQueue feedback = new FeedbackQueue(database.jdbi(), clock);

  @BeforeEach
  void setUp() {
    database.register(DEVICE);
    database.register(MODULE);
    queue = new CommandQueue(database.jdbi(), new Outbox(), clock);
    feedback = new FeedbackQueue(database.jdbi(), clock);
  }

  @Test
  void handsMessagesOutOldestFirstAndKeepsTheirProperties() {
    queue.enqueue(
        DEVICE,
        new NewMessage(
            "one",
            "correlation",
            "user",
            "application/json",
            "utf-8",
            Ack.FULL,
            Map.of("colour", "ünïcode"),
            null,
            "{}".getBytes(StandardCharsets.UTF_8)));
    queue.enqueue(DEVICE, message("two"));
    connect(database, DEVICE, 7);

    List<QueuedMessage> locked = queue.lockForSession(DEVICE, 7, 10);

    assertThat(locked).extracting(QueuedMessage::messageId).containsExactly("one", "two");
    QueuedMessage first = locked.getFirst();
    assertThat(first.properties()).containsExactly(Map.entry("colour", "ünïcode"));
    assertThat(first.correlationId()).isEqualTo("correlation");
    assertThat(first.userId()).isEqualTo("user");
    assertThat(first.contentType()).isEqualTo("application/json");
    assertThat(first.contentEncoding()).isEqualTo("utf-8");
    assertThat(first.ack()).isEqualTo(Ack.FULL);
    assertThat(first.deliveryCount()).isEqualTo(1);
    assertThat(first.enqueuedAt()).isEqualTo(clock.instant());
    assertThat(first.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
    assertThat(first.to()).isEqualTo("/devices/lamp/messages/devicebound");
    assertThat(first.body()).asString(StandardCharsets.UTF_8).isEqualTo("{}");
  }

  @Test
  void announcesAMessageInTheTransactionThatQueuesIt() {
    queue.enqueue(MODULE, message("one"));

    assertThat(announced()).containsExactly("lampdimmermessageQueued");
  }

  @Test
  void announcesAMessageThatComesBackAsReturned() {
    queue.enqueue(MODULE, message("one"));
    queue.abandon(MODULE, token(queue.lock(MODULE, LOCK)));

    assertThat(announced()).containsExactly("lampdimmermessageQueued", "lampdimmermessageReturned");
  }

  private List<String> announced() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT device_id || module_id || type FROM outbox ORDER BY id")
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void keepsTheQueuesOfADeviceAndItsModuleApart() {
    queue.enqueue(MODULE, message("for the module"));

    assertThat(queue.count(DEVICE)).isZero();
    assertThat(queue.count(MODULE)).isEqualTo(1);
    assertThat(queue.lock(DEVICE, LOCK)).isEmpty();
    assertThat(queue.lock(MODULE, LOCK)).isPresent();
  }

  @Test
  void refusesTheFiftyFirstMessage() {
    for (int i = 0; i < 50; i++) {
      queue.enqueue(DEVICE, message("m" + i));
    }

    assertRefused(
        () -> queue.enqueue(DEVICE, message("m50")), ErrorCode.DEVICE_MAXIMUM_QUEUE_DEPTH_EXCEEDED);
    assertThat(queue.count(DEVICE)).isEqualTo(50);
  }

  @Test
  void keepsItsDepthWhenManySendAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> senders =
          IntStream.range(0, 80).<Callable<Boolean>>mapToObj(i -> () -> sent("m" + i)).toList();
      long accepted = 0;
      for (Future<Boolean> sender : threads.invokeAll(senders)) {
        accepted += sender.get() ? 1 : 0;
      }

      assertThat(accepted).isEqualTo(50);
      assertThat(queue.count(DEVICE)).isEqualTo(50);
    }
  }

  private boolean sent(String id) {
    try {
      queue.enqueue(DEVICE, message(id));
      return true;
    } catch (HubException e) {
      return false;
    }
  }

  @Test
  void makesRoomForANewMessageWhenOldOnesHaveExpired() {
    for (int i = 0; i < 50; i++) {
      queue.enqueue(DEVICE, message("m" + i));
    }
    clock.advance(Duration.ofHours(1));

    queue.enqueue(DEVICE, message("late"));

    assertThat(queue.count(DEVICE)).isEqualTo(1);
  }

  @Test
  void refusesAMessageToNobody() {
    assertRefused(() -> queue.enqueue(device("ghost"), message("m")), ErrorCode.DEVICE_NOT_FOUND);
    assertRefused(
        () ->
            queue.enqueue(
                new Identity(HubName.DEFAULT, DEVICE.deviceId(), new ModuleId("ghost")),
                message("m")),
        ErrorCode.MODULE_NOT_FOUND);
  }

  @Test
  void refusesWhatIsTooLargeAndWhatLivesTooLong() {
    assertThat(sized(65_000).body()).hasSize(65_000);
    assertRefused(() -> sized(256_000), ErrorCode.MESSAGE_TOO_LARGE);
    assertRefused(
        () ->
            queue.enqueue(
                DEVICE, message("m", Ack.NONE, clock.instant().plus(Duration.ofHours(49)))),
        ErrorCode.ARGUMENT_INVALID);
  }

  @Test
  void passesOverLockedMessagesUntilTheirSessionEnds() {
    queue.enqueue(DEVICE, message("one"));
    queue.enqueue(DEVICE, message("two"));
    connect(database, DEVICE, 7);
    assertThat(queue.lockForSession(DEVICE, 7, 1)).hasSize(1);

    assertThat(queue.lock(DEVICE, LOCK).map(QueuedMessage::messageId)).contains("two");
    assertThat(queue.lockForSession(DEVICE, 7, 10)).isEmpty();

    queue.releaseSession(DEVICE, 7);
    assertThat(queue.lockForSession(DEVICE, 7, 10))
        .extracting(QueuedMessage::messageId)
        .containsExactly("one");
  }

  @Test
  void unlocksTheMessagesOfASessionThatANewerOneReplaced() {
    queue.enqueue(DEVICE, message("one"));
    connect(database, DEVICE, 7);
    QueuedMessage held = queue.lockForSession(DEVICE, 7, 10).getFirst();

    connect(database, DEVICE, 8);
    queue.complete(DEVICE, held.row(), 7);

    assertThat(queue.lockForSession(DEVICE, 7, 10)).isEmpty();
    List<QueuedMessage> again = queue.lockForSession(DEVICE, 8, 10);
    assertThat(again).extracting(QueuedMessage::deliveryCount).containsExactly(2);
    queue.complete(DEVICE, held.row(), 8);
    assertThat(queue.count(DEVICE)).isZero();
  }

  @Test
  void losesALockWhenItsTimeIsOver() {
    queue.enqueue(DEVICE, message("one"));
    UUID token = lockedToken();

    clock.advance(LOCK);

    assertRefused(() -> queue.complete(DEVICE, token), ErrorCode.DEVICE_MESSAGE_LOCK_LOST);
    assertRefused(() -> queue.abandon(DEVICE, token), ErrorCode.DEVICE_MESSAGE_LOCK_LOST);
    assertThat(queue.lock(DEVICE, LOCK)).isPresent();
  }

  @Test
  void refusesLocksThatAreTooShortOrTooLong() {
    assertRefused(() -> queue.lock(DEVICE, Duration.ofSeconds(4)), ErrorCode.ARGUMENT_INVALID);
    assertRefused(() -> queue.lock(DEVICE, Duration.ofSeconds(301)), ErrorCode.ARGUMENT_INVALID);
  }

  @Test
  void givesUpAfterTenDeliveries() {
    queue.enqueue(DEVICE, message("hot potato", Ack.FULL, null));
    for (int i = 1; i <= 10; i++) {
      Optional<QueuedMessage> locked = queue.lock(DEVICE, LOCK);
      assertThat(locked.map(QueuedMessage::deliveryCount)).contains(i);
      queue.abandon(DEVICE, token(locked));
    }

    assertThat(queue.lock(DEVICE, LOCK)).isEmpty();
    assertThat(told())
        .extracting(FeedbackRecord::statusCode)
        .containsExactly("DeliveryCountExceeded");
  }

  @Test
  void sweepsExpiredMessagesButNotThoseInADeliveryUnderWay() {
    queue.enqueue(DEVICE, message("delivered", Ack.FULL, null));
    queue.enqueue(DEVICE, message("waiting", Ack.FULL, null));
    connect(database, DEVICE, 7);
    queue.lockForSession(DEVICE, 7, 1);
    clock.advance(Duration.ofHours(1));

    assertThat(new ExpirySweep(queue, feedback).sweep()).isFalse();

    assertThat(told())
        .extracting(FeedbackRecord::originalMessageId, FeedbackRecord::statusCode)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("waiting", "Expired"));
    assertThat(queue.count(DEVICE)).isEqualTo(1);
  }

  @Test
  void dropsExpiredMessagesWhenItIsRead() {
    queue.enqueue(DEVICE, message("old", Ack.NONE, clock.instant().plusSeconds(10)));
    clock.advance(Duration.ofSeconds(10));

    assertThat(queue.lock(DEVICE, LOCK)).isEmpty();
    assertThat(queue.count(DEVICE)).isZero();
  }

  @Test
  void purgesLockedMessagesToo() {
    queue.enqueue(DEVICE, message("one", Ack.NEGATIVE, null));
    queue.enqueue(DEVICE, message("two"));
    lockedToken();

    assertThat(queue.purge(DEVICE)).isEqualTo(2);
    assertThat(told()).extracting(FeedbackRecord::statusCode).containsExactly("Purged");
    assertRefused(() -> queue.purge(device("ghost")), ErrorCode.DEVICE_NOT_FOUND);
  }

  private List<FeedbackRecord> told() {
    return feedback.lock(HubName.DEFAULT).map(FeedbackQueue.Batch::records).orElse(List.of());
  }

  private UUID lockedToken() {
    return token(queue.lock(DEVICE, LOCK));
  }
}
