package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.alert.AlertFilter;
import dev.homeport.alert.AlertPage;
import dev.homeport.alert.Alerts;
import dev.homeport.alert.Severity;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.Callers;
import dev.homeport.app.account.OfHub;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Alerts: found, acknowledged, muted. */
@OfHub
@Path("/api/v1/alerts")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "alerts")
public final class ConsoleAlertResource {

  private final AskedHub hub;
  private final Alerts alerts;

  public ConsoleAlertResource(AskedHub hub, Alerts alerts) {
    this.hub = hub;
    this.alerts = alerts;
  }

  @GET
  @Needs(Action.VIEW)
  @Operation(operationId = "listAlerts", summary = "A page of alerts, the newest first")
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content = @Content(schema = @Schema(implementation = AlertItemPage.class)))
  @APIResponse(responseCode = "400", description = "A parameter is invalid")
  public AlertItemPage list(
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"open", "acknowledged", "muted", "resolved"},
                      defaultValue = "open"))
          @QueryParam("state")
          @Nullable String state,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"warning", "critical"}))
          @QueryParam("severity")
          @Nullable String severity,
      @QueryParam("rule") @Nullable String rule,
      @Parameter(description = "A device's id, an address, or server") @QueryParam("subject")
          @Nullable String subject,
      @Parameter(description = "Of the page before") @QueryParam("continuation")
          @Nullable String continuation,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "" + Alerts.MAX_PAGE,
                      defaultValue = "50"))
          @QueryParam("pageSize")
          @Nullable String pageSize) {
    String asked = given(state);
    String least = given(severity);
    AlertFilter filter =
        new AlertFilter(
            asked == null
                ? AlertFilter.State.OPEN
                : AlertFilter.State.of(asked).orElseThrow(() -> invalid("there is no such state")),
            least == null
                ? null
                : Severity.of(least).orElseThrow(() -> invalid("there is no such severity")),
            given(rule),
            given(subject));
    String after = given(continuation);
    AlertPage page =
        alerts.page(
            hub.name(),
            filter,
            after == null ? null : place(after),
            DeviceQuery.pageSize(pageSize));
    Long before = page.before();
    return new AlertItemPage(
        page.items().stream().map(AlertItem::of).toList(),
        before == null ? null : before.toString());
  }

  private static long place(String continuation) {
    if (!continuation.matches("\\d{1,18}")) {
      throw invalid("the continuation is none");
    }
    return Long.parseLong(continuation);
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }

  @POST
  @Path("{id}/acknowledge")
  @Needs(Action.OPERATE_DEVICES)
  @Operation(operationId = "acknowledgeAlert", summary = "Notes that somebody sees to an alert")
  @APIResponse(
      responseCode = "200",
      description = "The alert as it is now",
      content = @Content(schema = @Schema(implementation = AlertItem.class)))
  @APIResponse(responseCode = "404", description = "No such alert")
  public AlertItem acknowledge(
      @PathParam("id") String id, @Context ContainerRequestContext context) {
    return AlertItem.of(alerts.acknowledge(hub.name(), number(id), Callers.of(context).name()));
  }

  @POST
  @Path("{id}/mute")
  @Needs(Action.OPERATE_DEVICES)
  @Operation(
      operationId = "muteAlert",
      summary = "Makes no messages of the rule about this subject for a while")
  @APIResponse(
      responseCode = "200",
      description = "The alert as it is now",
      content = @Content(schema = @Schema(implementation = AlertItem.class)))
  @APIResponse(responseCode = "400", description = "The time is invalid")
  @APIResponse(responseCode = "404", description = "No such alert")
  public AlertItem mute(
      @PathParam("id") String id,
      @RequestBody(required = true) @Nullable MuteRequest request,
      @Context ContainerRequestContext context) {
    return AlertItem.of(
        alerts.mute(hub.name(), number(id), MuteRequest.span(request), Callers.of(context).name()));
  }

  private static long number(String id) {
    if (!id.matches("\\d{1,18}")) {
      throw new HubException(ErrorCode.NOT_FOUND, "there is no alert " + id);
    }
    return Long.parseLong(id);
  }
}
