package dev.homeport.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ErrorCode;
import dev.homeport.FirmwareVersion;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.twin.query.Page;
import dev.homeport.twin.query.Query;
import dev.homeport.twin.query.TwinQueries;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Makes reports of a hub's devices, in the order of their ids where there is a row for each. Each
 * page of devices is read by queries of its own, so no transaction stays open while rows are
 * written, and what changes meanwhile is in it or not. Thread-safe; blocks.
 */
public final class Reports {

  /** Combinations of model and firmware, or of model and health, of one report. */
  static final int MAX_COMBINATIONS = 50_000;

  /** The most rows of health over time. */
  static final int MAX_DAYS = 366;

  private static final int PAGE = TwinQueries.MAX_PAGE;
  private static final Query IDS = Query.parse("SELECT deviceId FROM devices");
  private static final Query FIRMWARE =
      Query.parse(
          """
          SELECT properties.reported.model AS model, properties.reported.firmware.version AS value,
            COUNT() AS devices FROM devices
          GROUP BY properties.reported.model, properties.reported.firmware.version
          """);
  private static final Query HEALTH =
      Query.parse(
          """
          SELECT properties.reported.model AS model, properties.reported.health.status AS value,
            COUNT() AS devices FROM devices
          GROUP BY properties.reported.model, properties.reported.health.status
          """);

  private final Jdbi jdbi;
  private final TwinQueries queries;
  private final Clock clock;
  private final ReportStore store = new ReportStore();

  public Reports(Jdbi jdbi, TwinQueries queries, Clock clock) {
    this.jdbi = jdbi;
    this.queries = queries;
    this.clock = clock;
  }

  /**
   * Fails when a report cannot be made as it is asked for, before any of it is written.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} for a group that is not there
   */
  public void check(HubName hub, ReportRequest request) {
    queries.expanded(hub, request.condition());
  }

  /**
   * Writes a report; the caller closes the table.
   *
   * @throws HubException with {@link ErrorCode#GATEWAY_TIMEOUT} when the condition takes too long
   */
  public void write(HubName hub, ReportRequest request, Table table) throws IOException {
    List<String> columns = new ArrayList<>(request.report().columns());
    request.tags().forEach(tag -> columns.add("tags." + tag));
    table.begin(columns);
    switch (request.report()) {
      case INVENTORY -> inventory(hub, request, table);
      case COMPLIANCE -> compliance(hub, request, table);
      case OUTDATED -> outdated(hub, request, table);
      case HEALTH -> health(hub, request, table);
      case HEALTH_HISTORY -> healthHistory(hub, request, table);
      case PROVISIONING -> provisioning(hub, request, table);
    }
  }

  /** Takes the ids of devices, a page at a time. */
  private interface Ids {
    void take(List<String> ids) throws IOException;
  }

  private void eachPage(HubName hub, ReportRequest request, Table table, Ids work)
      throws IOException {
    Query query = IDS.where(request.condition());
    String continuation = null;
    do {
      Page page = queries.page(hub, query, PAGE, continuation);
      if (!page.items().isEmpty()) {
        work.take(page.items().stream().map(item -> item.path("deviceId").asText()).toList());
      }
      continuation = page.continuation();
    } while (continuation != null && !table.isFull());
  }

  private void inventory(HubName hub, ReportRequest request, Table table) throws IOException {
    eachPage(
        hub,
        request,
        table,
        ids -> {
          for (ReportStore.Device device :
              jdbi.withHandle(handle -> store.devices(handle, hub, ids, request.tags()))) {
            table.row(inventoryRow(device));
          }
        });
  }

  private static List<Cell> inventoryRow(ReportStore.Device device) {
    List<Cell> row =
        new ArrayList<>(
            List.of(
                Cell.text(device.deviceId()),
                status(device),
                connection(device),
                Cell.time(device.lastActivityAt()),
                Cell.time(device.createdAt()),
                Cell.text(device.model()),
                Cell.text(device.firmware()),
                Cell.text(device.health()),
                Cell.decimal(device.latitude()),
                Cell.decimal(device.longitude()),
                Cell.text(device.authentication())));
    row.addAll(device.tags());
    return row;
  }

  private static Cell status(ReportStore.Device device) {
    return Cell.text(device.enabled() ? "enabled" : "disabled");
  }

  private static Cell connection(ReportStore.Device device) {
    return Cell.text(device.connected() ? "Connected" : "Disconnected");
  }

  /** Devices of a model that have the same value; {@code ""} where a device reports none. */
  private record Share(String model, String value, long devices) {}

  private List<Share> shares(HubName hub, ReportRequest request, Query grouped) {
    Query query = grouped.where(request.condition());
    List<Share> shares = new ArrayList<>();
    String continuation = null;
    do {
      Page page = queries.page(hub, query, PAGE, continuation);
      for (ObjectNode item : page.items()) {
        shares.add(
            new Share(
                text(item.path("model")), text(item.path("value")), item.path("devices").asLong()));
      }
      if (shares.size() > MAX_COMBINATIONS) {
        throw new HubException(
            ErrorCode.ARGUMENT_INVALID,
            "the devices report too many different models and values; a condition may help");
      }
      continuation = page.continuation();
    } while (continuation != null);
    return shares;
  }

  private static String text(JsonNode value) {
    return value.isContainerNode() ? value.toString() : value.asText("");
  }

  private static Map<String, Long> totals(List<Share> shares) {
    Map<String, Long> totals = new HashMap<>();
    shares.forEach(share -> totals.merge(share.model(), share.devices(), Long::sum));
    return totals;
  }

  private static Cell percent(Share share, Map<String, Long> totals) {
    long total = totals.getOrDefault(share.model(), share.devices());
    return new Cell.Decimal(Math.round(share.devices() * 1_000.0 / total) / 10.0);
  }

  /** The version that the devices of each model should have. */
  private static Map<String, FirmwareVersion> targets(
      List<Share> shares, @Nullable String version) {
    Map<String, FirmwareVersion> targets = new HashMap<>();
    for (Share share : shares) {
      if (version != null) {
        targets.put(share.model(), new FirmwareVersion(version));
      } else if (!share.value().isEmpty()) {
        targets.merge(
            share.model(),
            new FirmwareVersion(share.value()),
            (a, b) -> a.compareTo(b) >= 0 ? a : b);
      }
    }
    return targets;
  }

  private void compliance(HubName hub, ReportRequest request, Table table) throws IOException {
    List<Share> shares = shares(hub, request, FIRMWARE);
    Map<String, FirmwareVersion> targets = targets(shares, request.version());
    Map<String, Long> totals = totals(shares);
    shares.sort(
        Comparator.comparing(Share::model)
            .thenComparing(share -> new FirmwareVersion(share.value()), Comparator.reverseOrder())
            .thenComparing(Share::value));
    for (Share share : shares) {
      FirmwareVersion target = targets.get(share.model());
      String upToDate =
          share.value().isEmpty() || target == null
              ? "unknown"
              : new FirmwareVersion(share.value()).compareTo(target) >= 0 ? "yes" : "no";
      table.row(
          List.of(
              known(share.model()),
              known(share.value()),
              new Cell.Count(share.devices()),
              percent(share, totals),
              target == null ? Cell.EMPTY : Cell.text(target.text()),
              Cell.text(upToDate)));
    }
  }

  private static Cell known(String text) {
    return text.isEmpty() ? Cell.EMPTY : Cell.text(text);
  }

  private void outdated(HubName hub, ReportRequest request, Table table) throws IOException {
    Map<String, FirmwareVersion> targets =
        targets(shares(hub, request, FIRMWARE), request.version());
    eachPage(
        hub,
        request,
        table,
        ids -> {
          for (ReportStore.Device device :
              jdbi.withHandle(handle -> store.devices(handle, hub, ids, List.of()))) {
            String model = device.model();
            String firmware = device.firmware();
            FirmwareVersion target = targets.get(model == null ? "" : model);
            if (firmware != null
                && target != null
                && new FirmwareVersion(firmware).compareTo(target) < 0) {
              table.row(
                  List.of(
                      Cell.text(device.deviceId()),
                      Cell.text(model),
                      Cell.text(firmware),
                      Cell.text(target.text()),
                      status(device),
                      connection(device),
                      Cell.time(device.lastActivityAt())));
            }
          }
        });
  }

  private void health(HubName hub, ReportRequest request, Table table) throws IOException {
    List<Share> shares = shares(hub, request, HEALTH);
    Map<String, Long> totals = totals(shares);
    shares.sort(Comparator.comparing(Share::model).thenComparing(Share::value));
    for (Share share : shares) {
      table.row(
          List.of(
              known(share.model()),
              known(share.value()),
              new Cell.Count(share.devices()),
              percent(share, totals)));
    }
  }

  private void healthHistory(HubName hub, ReportRequest request, Table table) throws IOException {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate first =
        jdbi.withHandle(handle -> store.firstDayOfHealth(handle, hub))
            .filter(day -> day.isBefore(today))
            .orElse(today);
    LocalDate longAgo = today.minusDays(MAX_DAYS - 1);
    HealthDays days = new HealthDays(first.isBefore(longAgo) ? longAgo : first, today);
    eachPage(
        hub,
        request,
        table,
        ids -> jdbi.useHandle(handle -> store.health(handle, hub, ids).forEach(days::add)));
    for (HealthDays.Row row : days.rows()) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.text(row.day().toString())));
      row.devices().forEach(devices -> cells.add(new Cell.Count(devices)));
      cells.add(new Cell.Decimal(row.percentHealthy()));
      cells.add(new Cell.Count(row.becameCritical()));
      table.row(cells);
    }
  }

  private void provisioning(HubName hub, ReportRequest request, Table table) throws IOException {
    Map<LocalDate, Long> days = new TreeMap<>();
    eachPage(
        hub,
        request,
        table,
        ids ->
            jdbi.withHandle(handle -> store.madeByDay(handle, hub, ids))
                .forEach((day, devices) -> days.merge(day, devices, Long::sum)));
    long total = 0;
    for (Map.Entry<LocalDate, Long> day : days.entrySet()) {
      total += day.getValue();
      table.row(
          List.of(
              Cell.text(day.getKey().toString()),
              new Cell.Count(day.getValue()),
              new Cell.Count(total)));
    }
  }
}
