package dev.homeport.app.console;

import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.provisioning.EnrollmentKind;
import dev.homeport.provisioning.EnrollmentService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
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

/** Enrollment groups: list, make, change, disable, delete. */
@Path("/api/v1/provisioning/groups")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "provisioning")
public final class ConsoleEnrollmentGroupResource {

  private final EnrollmentCalls calls;

  public ConsoleEnrollmentGroupResource(EnrollmentService service) {
    this.calls = new EnrollmentCalls(service, EnrollmentKind.GROUP);
  }

  @GET
  @Needs(Action.VIEW)
  @Operation(operationId = "listEnrollmentGroups", summary = "A page of enrollment groups by id")
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content = @Content(schema = @Schema(implementation = EnrollmentPage.class)))
  @APIResponse(responseCode = "400", description = "A parameter is invalid")
  public EnrollmentPage list(
      @Parameter(description = "How their ids begin") @QueryParam("search") @Nullable String search,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"enabled", "disabled"}))
          @QueryParam("status")
          @Nullable String status,
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
    return calls.list(search, status, after, pageSize);
  }

  @GET
  @Needs(Action.VIEW)
  @Path("{id}")
  @Operation(operationId = "enrollmentGroup", summary = "An enrollment group, without its keys")
  @APIResponse(
      responseCode = "200",
      description = "It is there",
      headers = @Header(name = "ETag", schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = EnrollmentDetail.class)))
  @APIResponse(responseCode = "404", description = "There is none")
  public Response get(@PathParam("id") String id) {
    return calls.get(id);
  }

  @PUT
  @Needs(Action.ADMINISTER)
  @Path("{id}")
  @Operation(
      operationId = "saveEnrollmentGroup",
      summary = "Makes an enrollment group; with If-Match changes one")
  @APIResponse(
      responseCode = "200",
      description = "As it is now",
      headers = @Header(name = "ETag", schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = EnrollmentDetail.class)))
  @APIResponse(responseCode = "400", description = "Something in it is invalid")
  @APIResponse(responseCode = "404", description = "There is none to change")
  @APIResponse(responseCode = "409", description = "There is one of that id already")
  @APIResponse(responseCode = "412", description = "It has changed since it was read")
  public Response save(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @RequestBody(required = true) @Nullable EnrollmentDraft draft) {
    return calls.save(id, ifMatch, draft);
  }

  @PATCH
  @Needs(Action.ADMINISTER)
  @Path("{id}")
  @Operation(
      operationId = "updateEnrollmentGroup",
      summary = "Enables or disables an enrollment group")
  @APIResponse(
      responseCode = "200",
      description = "As it is now",
      headers = @Header(name = "ETag", schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = EnrollmentDetail.class)))
  @APIResponse(responseCode = "400", description = "There is no status")
  @APIResponse(responseCode = "404", description = "There is none")
  @APIResponse(responseCode = "412", description = "It has changed since it was read")
  public Response update(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @RequestBody(required = true) @Nullable EnrollmentPatch patch) {
    return calls.update(id, ifMatch, patch);
  }

  @DELETE
  @Needs(Action.ADMINISTER)
  @Path("{id}")
  @Operation(
      operationId = "deleteEnrollmentGroup",
      summary = "Deletes an enrollment group with its registrations; devices stay on their hubs")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "404", description = "There is none")
  @APIResponse(responseCode = "412", description = "It has changed since it was read")
  public void delete(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    calls.delete(id, ifMatch);
  }

  @GET
  @Needs(Action.ADMINISTER)
  @Path("{id}/keys")
  @Operation(
      operationId = "enrollmentGroupKeys",
      summary = "How its devices prove themselves, with keys")
  @APIResponse(
      responseCode = "200",
      description = "The attestation",
      content = @Content(schema = @Schema(implementation = EnrollmentAttestation.class)))
  @APIResponse(responseCode = "404", description = "There is none")
  public EnrollmentAttestation keys(@PathParam("id") String id) {
    return calls.keys(id);
  }
}
