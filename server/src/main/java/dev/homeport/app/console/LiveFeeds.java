package dev.homeport.app.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.HubName;
import dev.homeport.eventlog.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A {@link LiveFeed} for each hub. Follows the log of events, once for all of them, and hands each
 * event to the feed of its hub. Thread-safe.
 */
public final class LiveFeeds implements AutoCloseable {

  private final Function<HubName, LiveFeed> make;
  private final LogFollower logs;
  private final Map<HubName, LiveFeed> feeds = new ConcurrentHashMap<>();
  private LogFollower.@Nullable Following events;

  public LiveFeeds(
      DeviceDirectory directory, Overviews overviews, LogFollower logs, ObjectMapper json) {
    this(
        hub -> new LiveFeed(directory.of(hub)::byIds, () -> overviews.now(hub), logs, hub, json),
        logs);
  }

  LiveFeeds(Function<HubName, LiveFeed> make, LogFollower logs) {
    this.make = make;
    this.logs = logs;
  }

  void start() {
    events = logs.follow(Topics.EVENTS, this::event);
  }

  /** There is a hub to tell of. */
  public void begin(HubName hub) {
    feeds.computeIfAbsent(hub, make).start();
  }

  /** The hub is gone, and the sockets about it are closed. */
  public void end(HubName hub) {
    LiveFeed feed = feeds.remove(hub);
    if (feed != null) {
      feed.close();
    }
  }

  /** The feed of a hub; empty when the hub is not there. */
  Optional<LiveFeed> of(HubName hub) {
    return Optional.ofNullable(feeds.get(hub));
  }

  private void event(ConsumerRecord<byte[], byte[]> record) {
    Header hub = record.headers().lastHeader("hub");
    if (hub != null) {
      of(new HubName(new String(hub.value(), StandardCharsets.UTF_8)))
          .ifPresent(feed -> feed.event(record));
    }
  }

  @Override
  public void close() {
    LogFollower.Following following = events;
    if (following != null) {
      following.close();
    }
    feeds.keySet().forEach(this::end);
  }
}
