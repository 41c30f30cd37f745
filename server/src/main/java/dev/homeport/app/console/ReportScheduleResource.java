package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.Callers;
import dev.homeport.app.account.OfHub;
import dev.homeport.mail.Mailer;
import dev.homeport.report.Schedules;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reports that are mailed from time to time. */
@OfHub
@Path("/api/v1/report-schedules")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "reports")
public final class ReportScheduleResource {

  private final AskedHub hub;
  private final Schedules schedules;
  private final Mailer mailer;

  public ReportScheduleResource(AskedHub hub, Schedules schedules, Mailer mailer) {
    this.hub = hub;
    this.schedules = schedules;
    this.mailer = mailer;
  }

  @GET
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "listReportSchedules", summary = "All schedules by name")
  @APIResponse(
      responseCode = "200",
      description = "The schedules",
      content = @Content(schema = @Schema(implementation = ReportScheduleList.class)))
  public ReportScheduleList list() {
    return new ReportScheduleList(
        schedules.all(hub.name()).stream().map(ReportSchedule::of).toList(), mailer.isSetUp());
  }

  @PUT
  @Path("{name}")
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "saveReportSchedule", summary = "Makes or changes a schedule")
  @APIResponse(
      responseCode = "200",
      description = "The schedule as it is now",
      content = @Content(schema = @Schema(implementation = ReportSchedule.class)))
  @APIResponse(responseCode = "400", description = "The schedule is invalid")
  public ReportSchedule save(
      @PathParam("name") String name,
      @RequestBody(required = true) @Nullable NewReportSchedule schedule,
      @Context ContainerRequestContext context) {
    if (schedule == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the schedule is missing");
    }
    return ReportSchedule.of(
        schedules.save(hub.name(), schedule.named(name), Callers.of(context).name()));
  }

  @DELETE
  @Path("{name}")
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "deleteReportSchedule", summary = "Deletes a schedule")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "404", description = "No such schedule")
  public void delete(@PathParam("name") String name) {
    schedules.delete(hub.name(), name);
  }

  @POST
  @Path("{name}/send")
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "sendReport", summary = "Has the report mailed within seconds")
  @APIResponse(responseCode = "204", description = "It is due")
  @APIResponse(responseCode = "400", description = "The schedule is disabled")
  @APIResponse(responseCode = "404", description = "No such schedule")
  public void send(@PathParam("name") String name) {
    schedules.sendNow(hub.name(), name);
  }
}
