package dev.homeport.app.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.HubName;
import dev.homeport.eventlog.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveFeedTest {

  private static final HubName NORTH = new HubName("north");
  private static final String TELEMETRY = "homeport.main.telemetry";

  private final FakeLogs logs = new FakeLogs();
  private final List<Collection<String>> loads = new CopyOnWriteArrayList<>();
  private final Set<String> existing = ConcurrentHashMap.newKeySet();
  private boolean databaseIsAway;
  private final LiveFeed feed = feed(HubName.DEFAULT);
  private final FakeWire wire = new FakeWire();

  private LiveFeed feed(HubName hub) {
    return new LiveFeed(
        this::load,
        () ->
            new Overview(
                hub.value(),
                List.of(),
                new DeviceCounts(1, 1, 0, 0),
                new Breakdown(List.of(), List.of()),
                new HealthCounts(1, 0, 0, 0),
                new AlertCounts(0, 0),
                2.5,
                0),
        logs,
        hub,
        new ObjectMapper());
  }

  private List<DeviceSummary> load(Collection<String> ids) {
    if (databaseIsAway) {
      throw new IllegalStateException("away");
    }
    loads.add(ids);
    return ids.stream().filter(existing::contains).map(LiveFeedTest::row).toList();
  }

  @AfterEach
  void closeTheFeed() {
    feed.close();
  }

  @Test
  void gathersChangesOfATickIntoOneQueryAndOneMessage() {
    subscribed("socket", wire);
    existing.add("lamp");

    changed("lamp");
    changed("lamp");
    changed("gone");
    feed.tick();

    assertThat(loads).containsExactly(List.of("lamp", "gone"));
    String message = wire.awaitMessage(1);
    assertThat(message)
        .contains("\"type\":\"devices\"", "\"deviceId\":\"lamp\"", "\"removed\":[\"gone\"]");
  }

  @Test
  void loadsNothingWhileNobodyLooks() {
    changed("lamp");
    feed.tick();

    assertThat(loads).isEmpty();
  }

  @Test
  void tellsOfAHubThoseWhoLookAtItAlone() {
    LiveFeeds feeds = new LiveFeeds(this::feed, logs);
    feeds.start();
    feeds.begin(HubName.DEFAULT);
    feeds.begin(NORTH);
    LiveFeed main = feeds.of(HubName.DEFAULT).orElseThrow();
    LiveFeed north = feeds.of(NORTH).orElseThrow();
    FakeWire there = new FakeWire();
    subscribed(main, "main", wire);
    subscribed(north, "north", there, "lamp");
    existing.add("lamp");

    logs.event(event("north", "lamp"));
    logs.event(event("no-hub-of-ours", "lamp"));
    logs.event(
        progress("north", "deploymentId", "d", "deploymentProgressed", "{\"deploymentId\":\"d\"}"));
    logs.event(event("main", "door"));

    there.awaitText("\"type\":\"devices\"", "\"deviceId\":\"lamp\"");
    there.awaitText("\"type\":\"deployments\"", "\"deploymentId\":\"d\"");
    wire.awaitText("\"type\":\"devices\"", "\"removed\":[\"door\"]");
    there.awaitText("\"type\":\"overview\"", "\"hub\":\"north\"");
    wire.awaitText("\"type\":\"overview\"", "\"hub\":\"main\"");
    assertThat(wire.sent).noneMatch(text -> text.contains("lamp") || text.contains("deployments"));
    assertThat(there.sent).noneMatch(text -> text.contains("door"));
    assertThat(logs.handlers)
        .containsKey(Topics.telemetry(NORTH))
        .doesNotContainKey(Topics.telemetry(HubName.DEFAULT));
    feeds.close();
  }

  @Test
  void closesTheSocketsOfAHubThatIsRemoved() {
    LiveFeeds feeds = new LiveFeeds(this::feed, logs);
    feeds.begin(NORTH);
    LiveFeed north = feeds.of(NORTH).orElseThrow();
    subscribed(north, "socket", wire, "lamp");

    feeds.end(NORTH);
    FakeWire late = new FakeWire();
    north.open("late", late, () -> true);

    await().until(() -> wire.closed && late.closed);
    await().until(logs.handlers::isEmpty);
    assertThat(feeds.of(NORTH)).isEmpty();
  }

  @Test
  void tellsHowFarJobsHaveComeTheLatestOnly() {
    subscribed("socket", wire);

    feed.event(jobEvent("j", "{\"jobId\":\"j\",\"status\":\"running\"}"));
    feed.event(jobEvent("k", "{\"jobId\":\"k\"}"));
    feed.event(jobEvent("j", "{\"jobId\":\"j\",\"status\":\"completed\"}"));
    feed.tick();

    assertThat(wire.awaitMessage(1))
        .isEqualTo(
            "{\"type\":\"jobs\",\"changed\":[{\"jobId\":\"j\",\"status\":\"completed\"},"
                + "{\"jobId\":\"k\"}]}");
    assertThat(loads).isEmpty();
  }

  @Test
  void hasEverybodyLoadAgainWhenMoreJobsHaveComeFurtherThanItTells() {
    subscribed("socket", wire);

    for (int i = 0; i <= LiveProgress.MAX_PENDING; i++) {
      feed.event(jobEvent("j" + i, "{}"));
    }
    feed.tick();

    assertThat(wire.awaitMessage(1)).contains("\"type\":\"resync\"");
  }

  @Test
  void tellsASocketThatComesBackWhatItMissed() {
    subscribed("first", wire);
    String cursor = cursor(wire.awaitMessage(0));
    feed.close("first");
    existing.add("lamp");
    changed("lamp");
    feed.tick();

    FakeWire second = new FakeWire();
    feed.open("second", second, () -> true);
    feed.subscribe("second", List.of(), cursor);

    assertThat(second.awaitMessage(1)).contains("\"type\":\"devices\"", "\"deviceId\":\"lamp\"");
  }

  @Test
  void tellsWhatChangedBetweenTheGreetingAndTheSubscription() {
    feed.open("socket", wire, () -> true);
    existing.add("lamp");
    changed("lamp");
    feed.tick();

    feed.subscribe("socket", List.of(), null);

    assertThat(wire.awaitMessage(1)).contains("\"deviceId\":\"lamp\"");
  }

  @Test
  void asksToLoadAgainWhenACursorIsUnknown() {
    feed.open("socket", wire, () -> true);
    feed.subscribe("socket", List.of(), "another-node.17");

    assertThat(wire.awaitMessage(1)).contains("\"type\":\"resync\"");
  }

  @Test
  void asksToLoadAgainWhenTooMuchChangedAtOnce() {
    subscribed("socket", wire);
    IntStream.rangeClosed(0, LiveFeed.MAX_CHANGED).forEach(i -> changed("lamp-" + i));
    feed.tick();

    assertThat(wire.awaitMessage(1)).contains("\"type\":\"resync\"");
    assertThat(loads).isEmpty();
  }

  @Test
  void asksToLoadAgainWhenRowsCouldNotBeLoaded() {
    subscribed("socket", wire);
    databaseIsAway = true;
    changed("lamp");
    feed.tick();

    assertThat(wire.awaitMessage(1)).contains("\"type\":\"resync\"");
  }

  @Test
  void followsTelemetryOnlyWhileADeviceIsWatched() {
    subscribed("socket", wire);
    assertThat(logs.handlers).doesNotContainKey(TELEMETRY);

    feed.subscribe("socket", List.of("lamp"), null);
    assertThat(logs.handlers).containsKey(TELEMETRY);

    feed.subscribe("socket", List.of(), null);
    await().until(() -> !logs.handlers.containsKey(TELEMETRY));
  }

  @Test
  void sendsTelemetryOfWatchedDevicesOnly() {
    FakeWire other = new FakeWire();
    subscribed("socket", wire, "lamp");
    subscribed("other", other, "fan");

    logs.telemetry("lamp", "{\"n\":1}");
    logs.telemetry("door", "{\"n\":2}");
    feed.tick();

    assertThat(wire.awaitMessage(1)).contains("\"type\":\"telemetry\"", "{\"n\":1}");
    assertThat(other.sent).hasSize(1);
  }

  @Test
  void keepsTheLatestTelemetryWhenThereIsTooMuch() {
    subscribed("socket", wire, "lamp");
    IntStream.range(0, LiveTelemetry.MAX_PENDING + 5)
        .forEach(i -> logs.telemetry("lamp", "{\"n\":" + i + "}"));
    feed.tick();

    assertThat(wire.awaitMessage(1)).doesNotContain("{\"n\":4}").contains("{\"n\":5}");
  }

  @Test
  void sendsAnOverviewEveryTwoSeconds() {
    feed.open("socket", wire, () -> true);
    for (int i = 0; i < 8; i++) {
      feed.tick();
    }

    assertThat(wire.awaitMessage(1)).contains("\"type\":\"overview\"", "\"messagesPerSecond\":2.5");
    assertThat(wire.sent).hasSize(2);
  }

  @Test
  void closesTheSocketOfASessionThatEnded() {
    feed.open("socket", wire, () -> false);
    for (int i = 0; i < 120; i++) {
      feed.tick();
    }

    await().until(() -> wire.closed);
  }

  @Test
  void keepsABoundedQueueForASlowSocketAndTellsItToLoadAgain() {
    LiveClient client = new LiveClient(wire, () -> true, "cursor");
    for (int i = 0; i <= LiveClient.QUEUE; i++) {
      client.send("message " + i, () -> "load again");
    }
    for (int i = 0; i < 100; i++) {
      client.sendDroppable("telemetry " + i);
    }

    assertThat(client.waiting()).isEqualTo(LiveClient.QUEUE_FOR_DROPPABLE);
    client.start("slow");
    assertThat(wire.awaitMessage(0)).isEqualTo("load again");
    client.close();
  }

  @Test
  void forgetsASocketWhoseWireBroke() {
    FakeWire broken = new FakeWire();
    broken.fails = true;
    feed.open("broken", broken, () -> true);
    await().until(() -> broken.closed);
    feed.tick();

    changed("lamp");
    feed.tick();

    assertThat(loads).isEmpty();
  }

  @Test
  void knowsWhichCursorsItCanServe() {
    ChangeLog log = new ChangeLog(3);
    String start = log.cursor();
    String one = log.add(Set.of("a"));
    log.add(List.of("b", "c"));

    assertThat(log.since(start)).contains(Set.of("a", "b", "c"));
    assertThat(log.since(one)).contains(Set.of("b", "c"));
    assertThat(log.since(log.cursor())).contains(Set.of());

    log.add(Set.of("d"));
    assertThat(log.since(start)).isEmpty();
    assertThat(log.since(one)).contains(Set.of("b", "c", "d"));

    log.add(Set.of("e"));
    assertThat(log.since(one)).isEmpty();

    String last = log.cursor();
    log.restart();
    assertThat(log.since(last)).isEmpty();
    assertThat(log.since("nonsense")).isEqualTo(Optional.empty());
  }

  private void subscribed(String id, FakeWire to, String... telemetryOf) {
    subscribed(feed, id, to, telemetryOf);
  }

  private static void subscribed(LiveFeed feed, String id, FakeWire to, String... telemetryOf) {
    feed.open(id, to, () -> true);
    feed.subscribe(id, List.of(telemetryOf), null);
    to.awaitMessage(0);
  }

  private void changed(String deviceId) {
    feed.event(event("main", deviceId));
  }

  private static ConsumerRecord<byte[], byte[]> event(String hub, String deviceId) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("hub", hub.getBytes(UTF_8));
    headers.add("deviceId", deviceId.getBytes(UTF_8));
    headers.add("moduleId", new byte[0]);
    headers.add("type", "updateTwin".getBytes(UTF_8));
    return record("homeport.events", hub + "/" + deviceId, "{}", headers);
  }

  private static ConsumerRecord<byte[], byte[]> jobEvent(String jobId, String body) {
    return progress("main", "jobId", jobId, "jobChanged", body);
  }

  private static ConsumerRecord<byte[], byte[]> progress(
      String hub, String idHeader, String id, String type, String body) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("hub", hub.getBytes(UTF_8));
    headers.add(idHeader, id.getBytes(UTF_8));
    headers.add("type", type.getBytes(UTF_8));
    return record("homeport.events", hub + "/" + id, body, headers);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String topic, String key, String body, RecordHeaders headers) {
    return new ConsumerRecord<>(
        topic,
        0,
        0,
        1_000,
        TimestampType.CREATE_TIME,
        key.length(),
        body.length(),
        key.getBytes(UTF_8),
        body.getBytes(UTF_8),
        headers,
        Optional.empty());
  }

  private static String cursor(String message) {
    return message.replaceAll(".*\"cursor\":\"([^\"]+)\".*", "$1");
  }

  private static DeviceSummary row(String deviceId) {
    return new DeviceSummary(
        deviceId,
        DeviceStatus.ENABLED,
        ConnectionState.CONNECTED,
        null,
        null,
        null,
        null,
        AuthenticationType.SAS,
        "unknown");
  }

  private static final class FakeLogs implements LogFollower {

    final Map<String, Consumer<ConsumerRecord<byte[], byte[]>>> handlers =
        new ConcurrentHashMap<>();

    @Override
    public Following follow(String topic, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
      handlers.put(topic, handler);
      return () -> handlers.remove(topic);
    }

    void event(ConsumerRecord<byte[], byte[]> record) {
      Objects.requireNonNull(handlers.get(Topics.EVENTS), "nobody follows events").accept(record);
    }

    void telemetry(String deviceId, String body) {
      Consumer<ConsumerRecord<byte[], byte[]>> handler = handlers.get(TELEMETRY);
      Objects.requireNonNull(handler, "nobody follows telemetry")
          .accept(record(TELEMETRY, deviceId, body, new RecordHeaders()));
    }
  }

  private static final class FakeWire implements LiveClient.Wire {

    final List<String> sent = new CopyOnWriteArrayList<>();
    volatile boolean closed;
    volatile boolean fails;

    @Override
    public void send(String text) {
      if (fails) {
        throw new IllegalStateException("broken");
      }
      sent.add(text);
    }

    @Override
    public void close() {
      closed = true;
    }

    String awaitMessage(int index) {
      await().until(() -> sent.size() > index);
      return sent.get(index);
    }

    void awaitText(String... parts) {
      await()
          .until(() -> sent.stream().anyMatch(text -> Stream.of(parts).allMatch(text::contains)));
    }
  }
}
