package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.Callers;
import dev.homeport.app.account.OfHub;
import dev.homeport.twin.group.Group;
import dev.homeport.twin.group.GroupService;
import dev.homeport.twin.query.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Saved queries over devices. */
@OfHub
@Path("/api/v1/groups")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "groups")
public final class ConsoleGroupResource {

  private final AskedHub hub;
  private final GroupService groups;
  private final DeviceDirectory directory;

  public ConsoleGroupResource(AskedHub hub, GroupService groups, DeviceDirectory directory) {
    this.hub = hub;
    this.groups = groups;
    this.directory = directory;
  }

  @GET
  @Needs(value = Action.VIEW, keepsToGroup = true)
  @Operation(operationId = "listGroups", summary = "All groups by name")
  @APIResponse(
      responseCode = "200",
      description = "The groups",
      content = @Content(schema = @Schema(implementation = GroupList.class)))
  public GroupList list(@Context ContainerRequestContext context) {
    return GroupList.of(
        groups.all(hub.name()).stream().filter(group -> maySee(group.name(), context)).toList());
  }

  /** Who is limited to a group sees that one. */
  private static boolean maySee(String name, ContainerRequestContext context) {
    String limit = Callers.of(context).group();
    return limit == null || limit.equals(name);
  }

  private static void requireMaySee(String name, ContainerRequestContext context) {
    if (!maySee(name, context)) {
      throw new HubException(ErrorCode.FORBIDDEN, "this is not the group that you may see");
    }
  }

  @GET
  @Needs(value = Action.VIEW, keepsToGroup = true)
  @Path("{name}")
  @Operation(operationId = "group", summary = "A group")
  @APIResponse(
      responseCode = "200",
      description = "The group",
      headers = @Header(name = "ETag", schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = GroupDocument.class)))
  @APIResponse(responseCode = "404", description = "No such group")
  public Response group(@PathParam("name") String name, @Context ContainerRequestContext context) {
    requireMaySee(name, context);
    return answer(groups.get(hub.name(), name));
  }

  @PUT
  @Needs(Action.ADMINISTER)
  @Path("{name}")
  @Operation(
      operationId = "saveGroup",
      summary = "Makes or changes a group; with If-None-Match: * it only makes one")
  @APIResponse(
      responseCode = "200",
      description = "The group as it is now",
      headers = @Header(name = "ETag", schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = GroupDocument.class)))
  @APIResponse(responseCode = "400", description = "The name or the condition is invalid")
  @APIResponse(
      responseCode = "412",
      description = "The group has changed since it was read, or is there already")
  public Response save(
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
      @RequestBody(required = true) @Nullable NewGroup group) {
    if (group == null || group.condition() == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "condition is missing");
    }
    String description = group.description() == null ? "" : group.description();
    if (ifNoneMatch != null) {
      if (ifMatch != null || !ifNoneMatch.trim().equals("*")) {
        throw new HubException(ErrorCode.ARGUMENT_INVALID, "If-None-Match is * here, and alone");
      }
      return answer(groups.create(hub.name(), name, description, group.condition()));
    }
    return answer(groups.save(hub.name(), name, description, group.condition(), ifMatch));
  }

  @DELETE
  @Needs(Action.ADMINISTER)
  @Path("{name}")
  @Operation(operationId = "deleteGroup", summary = "Deletes a group; its devices stay")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "400", description = "Another group names it")
  @APIResponse(responseCode = "404", description = "No such group")
  @APIResponse(responseCode = "412", description = "The group has changed since it was read")
  public void delete(
      @PathParam("name") String name, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    groups.delete(hub.name(), name, ifMatch);
  }

  @GET
  @Needs(value = Action.VIEW, keepsToGroup = true)
  @Path("{name}/devices")
  @Operation(operationId = "groupMembers", summary = "A page of a group's devices")
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content = @Content(schema = @Schema(implementation = MemberPage.class)))
  @APIResponse(responseCode = "400", description = "A parameter is invalid")
  @APIResponse(responseCode = "404", description = "No such group")
  public MemberPage members(
      @PathParam("name") String name,
      @Parameter(description = "1 to 1000") @QueryParam("pageSize") @DefaultValue("50")
          int pageSize,
      @Parameter(description = "Of the page before") @QueryParam("continuation")
          @Nullable String continuation,
      @Context ContainerRequestContext context) {
    requireMaySee(name, context);
    Page page = groups.members(hub.name(), name, pageSize, continuation);
    return new MemberPage(
        directory
            .of(hub.name())
            .byIds(page.items().stream().map(item -> item.path("deviceId").asText()).toList()),
        groups.count(hub.name(), name),
        page.continuation());
  }

  private static Response answer(Group group) {
    return Response.ok(GroupDocument.of(group))
        .header(HttpHeaders.ETAG, "\"" + group.etag() + "\"")
        .build();
  }
}
