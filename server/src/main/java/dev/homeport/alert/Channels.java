package dev.homeport.alert;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Saves channels. Thread-safe; blocks. */
public final class Channels {

  /** The most channels of a hub. */
  public static final int MAX_CHANNELS = 100;

  private final Jdbi jdbi;
  private final Notifier notifier;
  private final Clock clock;
  private final ChannelStore store = new ChannelStore();

  public Channels(Jdbi jdbi, Notifier notifier, Clock clock) {
    this.jdbi = jdbi;
    this.notifier = notifier;
    this.clock = clock;
  }

  /** All of a hub, by name. */
  public List<ChannelState> all(HubName hub) {
    return jdbi.withHandle(handle -> store.all(handle, hub));
  }

  /** Makes a channel or changes it. */
  public ChannelState save(HubName hub, Channel channel) {
    return jdbi.inTransaction(
        handle -> {
          boolean isNew = store.find(handle, hub, channel.name()).isEmpty();
          if (isNew && store.all(handle, hub).size() >= MAX_CHANNELS) {
            throw new HubException(
                ErrorCode.ARGUMENT_INVALID, "a hub has at most " + MAX_CHANNELS + " channels");
          }
          store.save(handle, hub, channel);
          return store.find(handle, hub, channel.name()).orElseThrow();
        });
  }

  public Optional<ChannelState> find(HubName hub, String name) {
    return jdbi.withHandle(handle -> store.find(handle, hub, name));
  }

  private ChannelState get(HubName hub, String name) {
    return find(hub, name)
        .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "there is no channel " + name));
  }

  /**
   * Deletes a channel; rules that name it pass it over.
   *
   * @throws HubException with {@link ErrorCode#NOT_FOUND}
   */
  public void delete(HubName hub, String name) {
    if (!jdbi.withHandle(handle -> store.delete(handle, hub, name))) {
      throw new HubException(ErrorCode.NOT_FOUND, "there is no channel " + name);
    }
  }

  /**
   * Sends a message that says it is a test, and notes what became of it.
   *
   * @throws HubException with {@link ErrorCode#NOT_FOUND}
   */
  public ChannelState test(HubName hub, String name) {
    ChannelState state = get(hub, name);
    Instant now = clock.instant();
    Notice notice =
        new Notice(
            hub.value(),
            "test",
            "test",
            Severity.WARNING.wire(),
            now,
            1,
            List.of("test"),
            List.of("This is a test of the channel " + name));
    @Nullable String error = notifier.send(state.channel(), notice, "test");
    jdbi.useHandle(handle -> store.note(handle, hub, name, now, error));
    return get(hub, name);
  }
}
