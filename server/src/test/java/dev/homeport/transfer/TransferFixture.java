package dev.homeport.transfer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.MutableClock;
import dev.homeport.TestDatabase;
import dev.homeport.eventlog.Outbox;
import dev.homeport.registry.RegisteredIdentity;
import dev.homeport.registry.RegistryService;
import dev.homeport.twin.TwinJson;
import dev.homeport.twin.TwinService;
import dev.homeport.twin.query.TwinQueries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The services of a transfer over a test's database. */
final class TransferFixture implements AutoCloseable {

  static final HubName HUB = HubName.DEFAULT;
  static final String KEY = "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXowMTIzNDU=";
  static final String OTHER_KEY = "MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3BxcnN0dXY=";

  final ObjectMapper json = TwinJson.mapper();
  final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
  final Jdbi jdbi;
  final RegistryService registry;
  final TwinService twins;
  final Importer importer;
  final Exporter exporter;
  final FleetChange change;

  TransferFixture(TestDatabase database) {
    jdbi = database.jdbi();
    Outbox outbox = new Outbox();
    registry = new RegistryService(jdbi, outbox, clock);
    twins = new TwinService(jdbi, outbox, registry, json, clock);
    BatchWriter writer = new BatchWriter(jdbi, outbox, json, clock);
    importer = new Importer(writer, json);
    exporter = new Exporter(jdbi, json);
    change = new FleetChange(writer, queries(), json);
  }

  private TwinQueries queries() {
    return new TwinQueries(
        jdbi, twins, json, Duration.ofSeconds(10), (_, _) -> Optional.empty(), List.of(), Map.of());
  }

  /** What an import told. */
  record Told(Tally tally, List<Refusal> refusals, List<Tally> progress) {

    /** As {@code "2 DeviceNotFound"}. */
    List<String> codes() {
      return refusals.stream().map(r -> r.line() + " " + r.why().code().code()).toList();
    }
  }

  Told load(String lines) {
    return load(lines.getBytes(StandardCharsets.UTF_8), ImportMode.CREATE_OR_UPDATE);
  }

  Told load(String lines, ImportMode otherwise) {
    return load(lines.getBytes(StandardCharsets.UTF_8), otherwise);
  }

  Told load(byte[] lines, ImportMode otherwise) {
    List<Refusal> refusals = new ArrayList<>();
    List<Tally> progress = new ArrayList<>();
    Importer.Listener listener =
        new Importer.Listener() {
          @Override
          public void refused(Refusal refusal) {
            refusals.add(refusal);
          }

          @Override
          public void progressed(Tally tally) {
            progress.add(tally);
          }
        };
    try {
      return new Told(
          importer.run(HUB, new ByteArrayInputStream(lines), otherwise, listener),
          refusals,
          progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String export(boolean keys) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      exporter.write(HUB, keys, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  RegisteredIdentity identity(String device) {
    return registry.get(device(device));
  }

  ObjectNode twin(Identity identity) {
    return twins.get(identity);
  }

  static Identity device(String id) {
    return Identity.device(HUB, new DeviceId(id));
  }

  static Identity module(String device, String module) {
    return new Identity(HUB, new DeviceId(device), new ModuleId(module));
  }

  /** Types and names of the events that wait for Kafka, as {@code "createIdentity a/m"}. */
  List<String> takeEvents() {
    return jdbi.inTransaction(
        handle -> {
          List<String> events =
              handle
                  .createQuery(
                      """
                      SELECT type || ' ' || device_id
                        || CASE WHEN module_id = '' THEN '' ELSE '/' || module_id END
                      FROM outbox ORDER BY id
                      """)
                  .mapTo(String.class)
                  .list();
          handle.execute("DELETE FROM outbox");
          return events;
        });
  }

  @Override
  public void close() {
    twins.close();
  }
}
