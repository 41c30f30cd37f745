package dev.homeport.app.console;

import dev.homeport.ConfigurationId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.OfHub;
import dev.homeport.app.account.Problem;
import dev.homeport.configuration.ConfigurationReports;
import dev.homeport.configuration.ConfigurationService;
import dev.homeport.configuration.DraftCheck;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Automatic configurations: list, make, change, delete, and where each wins or loses. */
@OfHub
@Path("/api/v1")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "configurations")
@APIResponse(
    responseCode = "401",
    description = "Not signed in",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public final class ConsoleConfigurationResource {

  private final AskedHub hub;
  private final ConfigurationService configurations;
  private final ConfigurationReports reports;

  public ConsoleConfigurationResource(
      AskedHub hub, ConfigurationService configurations, ConfigurationReports reports) {
    this.hub = hub;
    this.configurations = configurations;
    this.reports = reports;
  }

  @GET
  @Needs(Action.VIEW)
  @Path("configurations")
  @Operation(operationId = "listConfigurations", summary = "All configurations by id")
  @APIResponse(
      responseCode = "200",
      description = "The configurations",
      content = @Content(schema = @Schema(implementation = ConfigurationList.class)))
  public ConfigurationList list() {
    return new ConfigurationList(
        reports.all(hub.name()).stream().map(ConfigurationSummary::of).toList());
  }

  @GET
  @Needs(Action.VIEW)
  @Path("configurations/{id}")
  @Operation(operationId = "configuration", summary = "A configuration, and where it wins or loses")
  @APIResponse(
      responseCode = "200",
      description = "The configuration",
      headers = @Header(name = "ETag", schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = ConfigurationDetail.class)))
  @APIResponse(responseCode = "404", description = "No such configuration")
  public Response configuration(@PathParam("id") String id) {
    return answer(new ConfigurationId(id));
  }

  @PUT
  @Needs(Action.MANAGE_UPDATES)
  @Path("configurations/{id}")
  @Operation(
      operationId = "saveConfiguration",
      summary = "Makes a configuration; with If-Match changes one, but for its content")
  @APIResponse(
      responseCode = "200",
      description = "The configuration as it is now",
      headers = @Header(name = "ETag", schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = ConfigurationDetail.class)))
  @APIResponse(responseCode = "400", description = "Something in it is invalid")
  @APIResponse(responseCode = "404", description = "No such configuration to change")
  @APIResponse(responseCode = "409", description = "There is one of that id already")
  @APIResponse(responseCode = "412", description = "It has changed since it was read")
  public Response save(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @RequestBody(required = true) @Nullable NewConfiguration configuration) {
    if (configuration == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the configuration is missing");
    }
    ConfigurationId name = new ConfigurationId(id);
    if (ifMatch == null) {
      configurations.create(hub.name(), name, configuration.wanted());
    } else {
      configurations.replace(hub.name(), name, configuration.wanted(), ifMatch);
    }
    return answer(name);
  }

  @DELETE
  @Needs(Action.MANAGE_UPDATES)
  @Path("configurations/{id}")
  @Operation(
      operationId = "deleteConfiguration",
      summary = "Deletes a configuration; its values stay until others take their place")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "404", description = "No such configuration")
  @APIResponse(responseCode = "412", description = "It has changed since it was read")
  public void delete(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    configurations.delete(hub.name(), new ConfigurationId(id), ifMatch);
  }

  @GET
  @Needs(Action.VIEW)
  @Path("configurations/{id}/targets")
  @Operation(operationId = "configurationTargets", summary = "A page of whom it targets")
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content = @Content(schema = @Schema(implementation = ConfigurationTargetPage.class)))
  @APIResponse(responseCode = "400", description = "A parameter is invalid")
  @APIResponse(responseCode = "404", description = "No such configuration")
  public ConfigurationTargetPage targets(
      @PathParam("id") String id,
      @Parameter(
              description = "Only where it has a say, has none, or has lost something to others",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"applied", "notApplied", "overridden"}))
          @QueryParam("only")
          @Nullable String only,
      @Parameter(description = "The next of the page before") @QueryParam("after")
          @Nullable String after,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "500",
                      defaultValue = "50"))
          @QueryParam("pageSize")
          @Nullable String pageSize) {
    int size = DeviceQuery.pageSize(pageSize);
    return ConfigurationTargetPage.of(
        reports.targets(
            hub.name(),
            new ConfigurationId(id),
            choice(only),
            ConsoleJobResource.identity(hub.name(), after),
            size + 1),
        size);
  }

  @POST
  @Needs(Action.VIEW)
  @Path("configuration-checks")
  @Operation(
      operationId = "checkConfiguration",
      summary = "What is wrong with a draft, and how many it would be for")
  @APIResponse(
      responseCode = "200",
      description = "What was found",
      content = @Content(schema = @Schema(implementation = ConfigurationFindings.class)))
  @APIResponse(responseCode = "400", description = "There is no draft, or too much in it")
  public ConfigurationFindings check(
      @RequestBody(required = true) @Nullable ConfigurationDraft draft) {
    if (draft == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the draft is missing");
    }
    return ConfigurationFindings.of(
        reports.check(
            hub.name(),
            DraftCheck.Draft.of(draft.content(), draft.targetCondition(), draft.metrics())));
  }

  private static ConfigurationReports.Choice choice(@Nullable String only) {
    return switch (only == null ? "" : only) {
      case "" -> ConfigurationReports.Choice.ALL;
      case "applied" -> ConfigurationReports.Choice.APPLIED;
      case "notApplied" -> ConfigurationReports.Choice.NOT_APPLIED;
      case "overridden" -> ConfigurationReports.Choice.OVERRIDDEN;
      default ->
          throw new HubException(
              ErrorCode.ARGUMENT_INVALID, "only is applied, notApplied or overridden");
    };
  }

  private Response answer(ConfigurationId id) {
    ConfigurationDetail detail = ConfigurationDetail.of(reports.get(hub.name(), id));
    return Response.ok(detail)
        .header(HttpHeaders.ETAG, "\"" + detail.configuration().etag() + "\"")
        .build();
  }
}
