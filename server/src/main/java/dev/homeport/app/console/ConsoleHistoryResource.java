package dev.homeport.app.console;

import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.OfHub;
import dev.homeport.insight.History;
import dev.homeport.insight.HistoryQuery;
import dev.homeport.registry.RegistryService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The numbers that a device sent, over time. */
@OfHub
@Path("/api/v1/devices/{deviceId}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "history")
public final class ConsoleHistoryResource {

  private static final int DEFAULT_POINTS = 300;
  private static final Duration DEFAULT_RANGE = Duration.ofHours(1);

  private final AskedHub hub;
  private final History history;
  private final RegistryService registry;
  private final Clock clock;

  public ConsoleHistoryResource(
      AskedHub hub, History history, RegistryService registry, Clock clock) {
    this.hub = hub;
    this.history = history;
    this.registry = registry;
    this.clock = clock;
  }

  @GET
  @Needs(Action.VIEW)
  @Path("metrics")
  @Operation(
      operationId = "metrics",
      summary = "The metrics of a device and its modules with their latest values")
  @APIResponse(
      responseCode = "200",
      description = "The metrics",
      content = @Content(schema = @Schema(implementation = MetricList.class)))
  @APIResponse(responseCode = "404", description = "No such device")
  public MetricList metrics(@PathParam("deviceId") String deviceId) {
    DeviceId id = new DeviceId(deviceId);
    registry.get(Identity.device(hub.name(), id));
    return MetricList.of(history.latest(hub.name(), id));
  }

  @GET
  @Needs(Action.VIEW)
  @Path("history")
  @Operation(
      operationId = "history",
      summary = "Least, average and greatest values in buckets of time")
  @APIResponse(
      responseCode = "200",
      description = "The buckets that have values",
      content = @Content(schema = @Schema(implementation = MetricHistory.class)))
  @APIResponse(responseCode = "400", description = "The metrics, times or points are invalid")
  @APIResponse(responseCode = "404", description = "No such device or module")
  public MetricHistory history(
      @PathParam("deviceId") String deviceId,
      @Parameter(description = "The module; left out: the device itself") @QueryParam("moduleId")
          @Nullable String moduleId,
      @Parameter(
              required = true,
              description = "A metric; up to " + HistoryQuery.MAX_METRICS + " of them")
          @QueryParam("metric")
          List<String> metrics,
      @Parameter(
              description = "Begin; left out: an hour before the end",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"))
          @QueryParam("from")
          @Nullable String from,
      @Parameter(
              description = "End; left out: now",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"))
          @QueryParam("to")
          @Nullable String to,
      @Parameter(
              description = "The most buckets of a metric",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "" + HistoryQuery.MIN_POINTS,
                      maximum = "" + HistoryQuery.MAX_POINTS,
                      defaultValue = "" + DEFAULT_POINTS))
          @QueryParam("points")
          @Nullable String points) {
    Identity identity = Identity.of(hub.name().value(), deviceId, moduleId == null ? "" : moduleId);
    registry.get(identity);
    Instant end = time("to", to, clock.instant());
    HistoryQuery query =
        new HistoryQuery(
            metrics,
            time("from", from, end.minus(DEFAULT_RANGE)),
            end,
            DeviceQuery.number("points", points, DEFAULT_POINTS));
    return MetricHistory.of(history.chart(identity, query));
  }

  private static Instant time(String name, @Nullable String text, Instant absent) {
    if (text == null || text.isEmpty()) {
      return absent;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, name + " is a time such as 2026-01-31T12:00:00Z");
    }
  }
}
