package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.alert.AlertRules;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.Callers;
import dev.homeport.app.account.OfHub;
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

/** What is worth an alert. */
@OfHub
@Path("/api/v1/alert-rules")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "alerts")
public final class AlertRuleResource {

  private final AskedHub hub;
  private final AlertRules rules;

  public AlertRuleResource(AskedHub hub, AlertRules rules) {
    this.hub = hub;
    this.rules = rules;
  }

  @GET
  @Needs(Action.VIEW)
  @Operation(operationId = "listAlertRules", summary = "All rules by name")
  @APIResponse(
      responseCode = "200",
      description = "The rules",
      content = @Content(schema = @Schema(implementation = AlertRuleList.class)))
  public AlertRuleList list() {
    return new AlertRuleList(rules.all(hub.name()).stream().map(AlertRuleItem::of).toList());
  }

  @PUT
  @Path("{name}")
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "saveAlertRule", summary = "Makes or changes a rule")
  @APIResponse(
      responseCode = "200",
      description = "The rule as it is now",
      content = @Content(schema = @Schema(implementation = AlertRuleItem.class)))
  @APIResponse(responseCode = "400", description = "The rule is invalid")
  public AlertRuleItem save(
      @PathParam("name") String name,
      @RequestBody(required = true) @Nullable NewAlertRule rule,
      @Context ContainerRequestContext context) {
    if (rule == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the rule is missing");
    }
    return AlertRuleItem.of(rules.save(hub.name(), rule.named(name), Callers.of(context).name()));
  }

  @DELETE
  @Path("{name}")
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "deleteAlertRule", summary = "Deletes a rule; its alerts end")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "404", description = "No such rule")
  public void delete(@PathParam("name") String name) {
    rules.delete(hub.name(), name);
  }

  @POST
  @Path("{name}/mute")
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "muteAlertRule", summary = "Makes no messages of the rule for a while")
  @APIResponse(responseCode = "204", description = "Muted")
  @APIResponse(responseCode = "400", description = "The time is invalid")
  @APIResponse(responseCode = "404", description = "No such rule")
  public void mute(
      @PathParam("name") String name,
      @RequestBody(required = true) @Nullable MuteRequest request,
      @Context ContainerRequestContext context) {
    rules.mute(hub.name(), name, MuteRequest.span(request), Callers.of(context).name());
  }
}
