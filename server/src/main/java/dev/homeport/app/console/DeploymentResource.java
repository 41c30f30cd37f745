package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.StorableText;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.Callers;
import dev.homeport.app.account.OfHub;
import dev.homeport.update.deployment.DeploymentService;
import dev.homeport.update.deployment.DeploymentStatus;
import dev.homeport.update.deployment.DevicePage;
import dev.homeport.update.deployment.DeviceQuery;
import dev.homeport.update.deployment.UpdateStatus;
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
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Rollouts of firmware. */
@OfHub
@Path("/api/v1/deployments")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "deployments")
public final class DeploymentResource {

  private static final int PAGE_SIZE = 50;
  private static final int MAX_PAGE_SIZE = 500;
  private static final int MAX_PAGE = 1_000_000;

  private final AskedHub hub;
  private final DeploymentService deployments;

  public DeploymentResource(AskedHub hub, DeploymentService deployments) {
    this.hub = hub;
    this.deployments = deployments;
  }

  @GET
  @Needs(Action.MANAGE_UPDATES)
  @Operation(operationId = "listDeployments", summary = "Deployments, the newest first")
  @APIResponse(
      responseCode = "200",
      description = "A page of them, without failures by reason",
      content = @Content(schema = @Schema(implementation = DeploymentList.class)))
  @APIResponse(responseCode = "400", description = "A parameter is wrong")
  public DeploymentList list(
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {
                        "scheduled",
                        "running",
                        "paused",
                        "cancelling",
                        "completed",
                        "failed",
                        "cancelled"
                      }))
          @QueryParam("status")
          @Nullable String status,
      @Parameter(description = "Counted from 0") @QueryParam("page") @Nullable Integer page,
      @Parameter(description = "At most 500, default 50") @QueryParam("pageSize")
          @Nullable Integer pageSize) {
    DeploymentStatus of =
        status == null || status.isEmpty()
            ? null
            : DeploymentStatus.of(status).orElseThrow(() -> invalid("there is no such status"));
    int size = between("pageSize", pageSize, PAGE_SIZE, 1, MAX_PAGE_SIZE);
    int number = between("page", page, 0, 0, MAX_PAGE);
    return new DeploymentList(
        deployments.page(hub.name(), of, number * size, size).stream()
            .map(DeploymentItem::of)
            .toList(),
        deployments.count(hub.name(), of));
  }

  private static HubException invalid(String message) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, message);
  }

  private static int between(String name, @Nullable Integer value, int usual, int least, int most) {
    int number = value == null ? usual : value;
    if (number < least || number > most) {
      throw invalid("%s is between %d and %d".formatted(name, least, most));
    }
    return number;
  }

  @POST
  @Path("preview")
  @Needs(Action.MANAGE_UPDATES)
  @Operation(
      operationId = "previewDeployment",
      summary = "Who would be updated, and who left out and why")
  @APIResponse(
      responseCode = "200",
      description = "What would happen",
      content = @Content(schema = @Schema(implementation = DeploymentPreview.class)))
  @APIResponse(responseCode = "400", description = "The target or the plan is invalid")
  @APIResponse(responseCode = "404", description = "No such firmware")
  public DeploymentPreview preview(
      @RequestBody(required = true) @Nullable DeploymentRequest wanted) {
    DeploymentRequest request = given(wanted);
    return DeploymentPreview.of(
        deployments.preview(hub.name(), request.firmware(), request.devices(), request.rollout()));
  }

  private static DeploymentRequest given(@Nullable DeploymentRequest wanted) {
    if (wanted == null) {
      throw invalid("the deployment is missing");
    }
    return wanted;
  }

  @POST
  @Needs(Action.MANAGE_UPDATES)
  @Operation(operationId = "createDeployment", summary = "Makes a deployment")
  @APIResponse(
      responseCode = "201",
      description = "Made; it begins within seconds of its start time",
      content = @Content(schema = @Schema(implementation = DeploymentItem.class)))
  @APIResponse(responseCode = "400", description = "The target or the plan is invalid")
  @APIResponse(responseCode = "404", description = "No such firmware")
  public Response create(
      @RequestBody(required = true) @Nullable DeploymentRequest wanted,
      @Context ContainerRequestContext context) {
    return created(
        DeploymentItem.of(
            deployments.create(
                hub.name(), given(wanted).deployment(), Callers.of(context).name())));
  }

  private static Response created(DeploymentItem made) {
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  @GET
  @Path("{id}")
  @Needs(Action.MANAGE_UPDATES)
  @Operation(operationId = "deployment", summary = "A deployment with how far it is")
  @APIResponse(
      responseCode = "200",
      description = "The deployment",
      content = @Content(schema = @Schema(implementation = DeploymentItem.class)))
  @APIResponse(responseCode = "404", description = "No such deployment")
  public DeploymentItem deployment(@PathParam("id") String id) {
    return DeploymentItem.of(deployments.state(hub.name(), FirmwareResource.uuid(id)));
  }

  @GET
  @Path("{id}/devices")
  @Needs(Action.MANAGE_UPDATES)
  @Operation(operationId = "deploymentDevices", summary = "What has become of its devices")
  @APIResponse(
      responseCode = "200",
      description = "A page of them",
      content = @Content(schema = @Schema(implementation = DeviceUpdatePage.class)))
  @APIResponse(responseCode = "400", description = "A parameter is wrong")
  @APIResponse(responseCode = "404", description = "No such deployment")
  public DeviceUpdatePage devices(
      @PathParam("id") String id,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {
                        "Queued",
                        "InProgress",
                        "Completed",
                        "Failed",
                        "Skipped",
                        "Cancelled"
                      }))
          @QueryParam("status")
          @Nullable String status,
      @Parameter(description = "Part of a device id") @QueryParam("search") @Nullable String search,
      @Parameter(description = "Why it failed or was left out") @QueryParam("reason")
          @Nullable String reason,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"deviceId", "status", "wave", "updatedAt", "reason"}))
          @QueryParam("sort")
          @Nullable String sort,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"asc", "desc"}))
          @QueryParam("order")
          @Nullable String order,
      @Parameter(description = "Counted from 0") @QueryParam("page") @Nullable Integer page,
      @Parameter(description = "At most 500, default 50") @QueryParam("pageSize")
          @Nullable Integer pageSize) {
    StorableText.require("search", search);
    StorableText.require("reason", reason);
    DevicePage found =
        deployments.devices(
            hub.name(),
            FirmwareResource.uuid(id),
            new DeviceQuery(
                status == null || status.isEmpty()
                    ? null
                    : UpdateStatus.of(status).orElseThrow(() -> invalid("there is no such status")),
                search == null ? "" : search,
                reason == null || reason.isEmpty() ? null : reason,
                sort(sort),
                !"desc".equals(order),
                between("page", page, 0, 0, MAX_PAGE),
                between("pageSize", pageSize, PAGE_SIZE, 1, MAX_PAGE_SIZE)));
    return new DeviceUpdatePage(
        found.items().stream().map(DeviceUpdateItem::of).toList(), found.total());
  }

  private static DeviceQuery.Sort sort(@Nullable String word) {
    return word == null || word.isEmpty()
        ? DeviceQuery.Sort.DEVICE_ID
        : Arrays.stream(DeviceQuery.Sort.values())
            .filter(sort -> sort.word().equals(word))
            .findFirst()
            .orElseThrow(() -> invalid("devices cannot be sorted by " + word));
  }

  @POST
  @Path("{id}/pause")
  @Needs(Action.MANAGE_UPDATES)
  @Operation(operationId = "pauseDeployment", summary = "Tells no more devices for now")
  @APIResponse(
      responseCode = "200",
      description = "The deployment",
      content = @Content(schema = @Schema(implementation = DeploymentItem.class)))
  @APIResponse(responseCode = "404", description = "No such deployment")
  @APIResponse(responseCode = "409", description = "It is not running")
  public DeploymentItem pause(
      @PathParam("id") String id, @Context ContainerRequestContext context) {
    return DeploymentItem.of(
        deployments.pause(hub.name(), FirmwareResource.uuid(id), Callers.of(context).name()));
  }

  @POST
  @Path("{id}/resume")
  @Needs(Action.MANAGE_UPDATES)
  @Operation(
      operationId = "resumeDeployment",
      summary = "Goes on, in spite of the failures that there are")
  @APIResponse(
      responseCode = "200",
      description = "The deployment",
      content = @Content(schema = @Schema(implementation = DeploymentItem.class)))
  @APIResponse(responseCode = "404", description = "No such deployment")
  @APIResponse(responseCode = "409", description = "It is not paused")
  public DeploymentItem resume(@PathParam("id") String id) {
    return DeploymentItem.of(deployments.resume(hub.name(), FirmwareResource.uuid(id)));
  }

  @POST
  @Path("{id}/cancel")
  @Needs(Action.MANAGE_UPDATES)
  @Operation(
      operationId = "cancelDeployment",
      summary = "Ends it; devices past the point of return are waited for")
  @APIResponse(
      responseCode = "200",
      description = "The deployment",
      content = @Content(schema = @Schema(implementation = DeploymentItem.class)))
  @APIResponse(responseCode = "404", description = "No such deployment")
  @APIResponse(responseCode = "409", description = "It is over")
  public DeploymentItem cancel(
      @PathParam("id") String id, @Context ContainerRequestContext context) {
    return DeploymentItem.of(
        deployments.cancel(hub.name(), FirmwareResource.uuid(id), Callers.of(context).name()));
  }

  @POST
  @Path("{id}/rollback")
  @Needs(Action.MANAGE_UPDATES)
  @Operation(
      operationId = "rollBackDeployment",
      summary = "Gives devices back the version that they had before")
  @APIResponse(
      responseCode = "201",
      description = "The deployment that does so",
      content = @Content(schema = @Schema(implementation = DeploymentItem.class)))
  @APIResponse(responseCode = "404", description = "No such deployment")
  @APIResponse(responseCode = "409", description = "No device has got the version by it")
  public Response rollBack(@PathParam("id") String id, @Context ContainerRequestContext context) {
    return created(
        DeploymentItem.of(
            deployments.rollBack(
                hub.name(), FirmwareResource.uuid(id), Callers.of(context).name())));
  }
}
