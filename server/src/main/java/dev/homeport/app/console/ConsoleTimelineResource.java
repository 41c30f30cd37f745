package dev.homeport.app.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.OfHub;
import dev.homeport.insight.Timeline;
import dev.homeport.insight.TimelineEntry;
import dev.homeport.insight.TimelinePage;
import dev.homeport.registry.RegistryService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What happened to a device. */
@OfHub
@Path("/api/v1/devices/{deviceId}/timeline")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "history")
public final class ConsoleTimelineResource {

  private static final int DEFAULT_LIMIT = 50;
  private static final Pattern POSITION = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  private final AskedHub hub;
  private final Timeline timeline;
  private final RegistryService registry;
  private final ObjectMapper json;

  public ConsoleTimelineResource(
      AskedHub hub, Timeline timeline, RegistryService registry, ObjectMapper json) {
    this.hub = hub;
    this.timeline = timeline;
    this.registry = registry;
    this.json = json;
  }

  @GET
  @Needs(Action.READ_DEVICE_LOGS)
  @Operation(operationId = "timeline", summary = "What happened to a device, newest first")
  @APIResponse(
      responseCode = "200",
      description = "A page of the time line",
      content = @Content(schema = @Schema(implementation = TimelineItems.class)))
  @APIResponse(responseCode = "400", description = "A kind, the place or the limit is invalid")
  @APIResponse(responseCode = "404", description = "No such device")
  public TimelineItems timeline(
      @PathParam("deviceId") String deviceId,
      @Parameter(description = "connection, twin, identity or message, or several; left out: all")
          @QueryParam("kind")
          List<String> kinds,
      @Parameter(description = "Of the page before; left out: the newest entries")
          @QueryParam("continuation")
          @Nullable String continuation,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "" + Timeline.MAX_ENTRIES,
                      defaultValue = "" + DEFAULT_LIMIT))
          @QueryParam("limit")
          @Nullable String limit) {
    DeviceId id = new DeviceId(deviceId);
    registry.get(Identity.device(hub.name(), id));
    return TimelineItems.of(
        timeline.page(
            hub.name(),
            id,
            kinds(kinds),
            position(continuation),
            DeviceQuery.number("limit", limit, DEFAULT_LIMIT)),
        json);
  }

  private static Set<TimelineEntry.Kind> kinds(List<String> words) {
    return words.stream()
        .map(
            word ->
                Arrays.stream(TimelineEntry.Kind.values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new HubException(
                                ErrorCode.ARGUMENT_INVALID, "no entry is of the kind " + word)))
        .collect(Collectors.toSet());
  }

  private static TimelinePage.@Nullable Position position(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    Matcher parts = POSITION.matcher(text);
    if (!parts.matches()) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the continuation is of another list");
    }
    return new TimelinePage.Position(
        Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
  }
}
