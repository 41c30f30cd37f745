package dev.homeport.onboarding;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.StorableText;
import dev.homeport.webhook.SignedPost;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Keeps those who are told how far devices have come, and tells them: messages are rows, written
 * with what they tell, and one node at a time sends what is due. One that is not taken is tried
 * again after growing pauses, {@link #ATTEMPTS} times, and is dead then, until it is replayed. A
 * node that dies between a message and its note makes it come twice, with the same {@code
 * X-Homeport-Delivery}. Thread-safe; blocks.
 */
public final class StatusHooks {

  public static final int ATTEMPTS = 8;
  public static final int MAX_HOOKS = 50;
  public static final int MAX_DELIVERIES = 500;

  private static final TaskDescriptor<Void> SEND = TaskDescriptor.of("status-send");
  private static final Duration SEND_EVERY = Duration.ofSeconds(3);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
  private static final int GROWTH = 4;
  private static final Duration LONGEST_RETRY = Duration.ofHours(6);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final int AT_ONCE = 200;
  private static final int MAX_ERROR = 500;

  private final Jdbi jdbi;
  private final SignedPost posts;
  private final Clock clock;
  private final StatusStore store = new StatusStore();

  public StatusHooks(Jdbi jdbi, SignedPost posts, Clock clock) {
    this.jdbi = jdbi;
    this.posts = posts;
    this.clock = clock;
  }

  public List<StatusHook> all() {
    return jdbi.withHandle(store::hooks);
  }

  /**
   * @throws HubException with {@link ErrorCode#NOT_FOUND}
   */
  public StatusHook get(String name) {
    StorableText.require("name", name);
    return jdbi.withHandle(handle -> store.hook(handle, name)).orElseThrow(() -> none(name));
  }

  /** Makes a hook or changes it. */
  public void save(StatusHook hook) {
    jdbi.useTransaction(
        handle -> {
          boolean isNew = store.hook(handle, hook.name()).isEmpty();
          if (isNew && store.hooks(handle).size() >= MAX_HOOKS) {
            throw new HubException(
                ErrorCode.ARGUMENT_INVALID, "there are at most " + MAX_HOOKS + " status hooks");
          }
          store.save(handle, hook, now());
        });
  }

  /**
   * Deletes a hook with its messages.
   *
   * @throws HubException with {@link ErrorCode#NOT_FOUND}
   */
  public void delete(String name) {
    StorableText.require("name", name);
    if (!jdbi.inTransaction(handle -> store.delete(handle, name))) {
      throw none(name);
    }
  }

  /** The latest messages to a hook, at most {@link #MAX_DELIVERIES}. */
  public List<StatusDelivery> deliveries(String name, StatusDelivery.@Nullable State state) {
    get(name);
    return jdbi.withHandle(handle -> store.of(handle, name, state, MAX_DELIVERIES));
  }

  /**
   * Has messages sent again.
   *
   * @param delivery the only one; null: all that are dead
   * @return how many
   */
  public int replay(String name, @Nullable UUID delivery) {
    get(name);
    return jdbi.inTransaction(handle -> store.replay(handle, name, delivery, now()));
  }

  private static HubException none(String name) {
    return new HubException(ErrorCode.NOT_FOUND, "there is no status hook " + name);
  }

  /** The task for the scheduler of every node. */
  public RecurringTask<?> task() {
    return Tasks.recurring(SEND, FixedDelay.of(SEND_EVERY))
        .execute((_, context) -> send(context.getSchedulerState()::isShuttingDown));
  }

  /** Sends what is due, to each hook in turn, to different ones at the same time. */
  void send(BooleanSupplier stopping) {
    List<StatusDelivery> due = jdbi.withHandle(handle -> store.due(handle, now(), AT_ONCE));
    Map<String, List<StatusDelivery>> byHook =
        due.stream().collect(Collectors.groupingBy(StatusDelivery::hook));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      byHook.forEach((hook, messages) -> threads.execute(() -> send(hook, messages, stopping)));
    }
    jdbi.useTransaction(handle -> store.dropOld(handle, now(), KEPT));
  }

  /** After one that is not taken, the others of this hook wait for their own next time. */
  private void send(String name, List<StatusDelivery> messages, BooleanSupplier stopping) {
    StatusHook hook = jdbi.withHandle(handle -> store.hook(handle, name)).orElse(null);
    if (hook == null) {
      return;
    }
    for (StatusDelivery message : messages) {
      if (stopping.getAsBoolean()) {
        return;
      }
      String error = posts.post(hook.to(), message.id().toString(), message.body());
      jdbi.useTransaction(
          handle -> {
            if (error == null) {
              store.delivered(handle, message.id(), now());
            } else {
              store.failed(
                  handle,
                  message.id(),
                  error.substring(0, Math.min(error.length(), MAX_ERROR)),
                  next(message.attempts() + 1));
            }
          });
      if (error != null) {
        return;
      }
    }
  }

  /**
   * @param made attempts that were made
   */
  private @Nullable Instant next(int made) {
    if (made >= ATTEMPTS) {
      return null;
    }
    Duration pause = FIRST_RETRY.multipliedBy((long) Math.pow(GROWTH, made - 1));
    return now().plus(pause.compareTo(LONGEST_RETRY) < 0 ? pause : LONGEST_RETRY);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
