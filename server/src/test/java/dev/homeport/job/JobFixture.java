package dev.homeport.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.MutableClock;
import dev.homeport.TestDatabase;
import dev.homeport.eventlog.Outbox;
import dev.homeport.messaging.MethodService;
import dev.homeport.registry.NewIdentity;
import dev.homeport.registry.RegistryService;
import dev.homeport.twin.TwinJson;
import dev.homeport.twin.TwinService;
import dev.homeport.twin.query.Condition;
import dev.homeport.twin.query.Page;
import dev.homeport.twin.query.Query;
import dev.homeport.twin.query.TwinQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Jobs over a test's database and fake devices. Nothing runs unless a test says so. */
final class JobFixture implements AutoCloseable {

  static final HubName HUB = HubName.DEFAULT;

  final MutableClock clock = new MutableClock(Instant.now());
  final ObjectMapper json = TwinJson.mapper();
  final FakeDevices devices = new FakeDevices();
  final Jdbi jdbi;
  final Outbox outbox = new Outbox();
  final RegistryService registry;
  final TwinService twins;
  final TwinQueries queries;
  final JobRunner runner;
  final JobScheduler scheduler;
  final JobService jobs;

  JobFixture(TestDatabase database) {
    this(database, new JobSettings(100, 10));
  }

  JobFixture(TestDatabase database, JobSettings settings) {
    jdbi = database.jdbi();
    registry = new RegistryService(jdbi, outbox, clock);
    twins = new TwinService(jdbi, outbox, registry, json, clock);
    queries =
        new TwinQueries(
            jdbi,
            twins,
            json,
            Duration.ofSeconds(10),
            (_, group) ->
                group.equals("north")
                    ? Optional.of(Condition.parse("tags.site = 'north'"))
                    : Optional.empty(),
            List.of(DeviceJobs.source()),
            Map.of());
    MethodService methods =
        new MethodService(devices, identity -> registry.find(identity).isPresent());
    runner = new JobRunner(jdbi, outbox, json, clock, queries, registry, methods, settings);
    scheduler = scheduler(database, "node");
    jobs = new JobService(jdbi, outbox, clock, scheduler, queries);
  }

  JobScheduler scheduler(TestDatabase database, String node) {
    return new JobScheduler(
        database.dataSource(),
        node,
        runner,
        new JobHistory(jdbi, clock, Duration.ofDays(30)),
        4,
        List.of());
  }

  static Identity device(String deviceId) {
    return Identity.device(HUB, new DeviceId(deviceId));
  }

  /** Registers {@code device-00}, {@code device-01} and so on, all of them online. */
  void register(int count) {
    for (int i = 0; i < count; i++) {
      register("device-%02d".formatted(i));
    }
  }

  void register(String deviceId) {
    registry.create(
        device(deviceId),
        new NewIdentity(true, null, NewIdentity.sas(null, null), null, false, null, List.of()));
    devices.online.add(device(deviceId));
  }

  Job patch(String jobId, String condition, String twin) {
    return create(
        jobId, "{'type':'scheduleUpdateTwin','updateTwin':%s}".formatted(twin), condition);
  }

  Job call(String jobId, String condition) {
    return create(
        jobId,
        "{'type':'scheduleDeviceMethod','cloudToDeviceMethod':{'methodName':'ring'}}",
        condition);
  }

  /**
   * @param request JSON with single quotes
   */
  Job create(String jobId, String request, String condition) {
    ObjectNode body = object(request);
    body.put("queryCondition", condition);
    return jobs.create(HUB, jobId, body, "ada");
  }

  ObjectNode object(String text) {
    try {
      return (ObjectNode) json.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  Optional<Duration> run(String jobId) {
    return runner.run(new JobKey(HUB, jobId), () -> false);
  }

  Job job(String jobId) {
    return jobs.get(HUB, jobId);
  }

  Target target(String jobId, String deviceId) {
    return jobs.targets(HUB, jobId, null, "", null, 1_000).stream()
        .filter(target -> target.identity().equals(device(deviceId)))
        .findFirst()
        .orElseThrow();
  }

  Page query(String text) {
    return queries.page(HUB, Query.parse(text), 100, null);
  }

  @Override
  public void close() {
    twins.close();
  }
}
