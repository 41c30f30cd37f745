package dev.homeport.app.console;

import dev.homeport.HubName;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.provisioning.EnrollmentService;
import dev.homeport.provisioning.ProvisioningAccess;
import dev.homeport.provisioning.Registration;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The provisioning service itself, and which device it assigned to which hub. */
@Path("/api/v1/provisioning")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "provisioning")
public final class ConsoleRegistrationResource {

  private final EnrollmentService service;
  private final ProvisioningAccess access;

  public ConsoleRegistrationResource(EnrollmentService service, ProvisioningAccess access) {
    this.service = service;
    this.access = access;
  }

  @GET
  @Needs(Action.VIEW)
  @Operation(operationId = "provisioning", summary = "How devices reach the provisioning service")
  @APIResponse(
      responseCode = "200",
      description = "What they name",
      content = @Content(schema = @Schema(implementation = ProvisioningInfo.class)))
  public ProvisioningInfo info() {
    return new ProvisioningInfo(access.idScope(), service.hubHost(HubName.DEFAULT));
  }

  @GET
  @Needs(Action.VIEW)
  @Path("registrations")
  @Operation(operationId = "listRegistrations", summary = "A page of registrations by id")
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content = @Content(schema = @Schema(implementation = RegistrationPage.class)))
  @APIResponse(responseCode = "400", description = "A parameter is invalid")
  public RegistrationPage list(
      @Parameter(description = "How their ids begin") @QueryParam("search") @Nullable String search,
      @Parameter(description = "Only those of that enrollment group") @QueryParam("group")
          @Nullable String group,
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
    String of = EnrollmentPage.name("group", group);
    List<Registration> rows =
        service.registrations(
            of.isEmpty() ? null : of,
            EnrollmentPage.name("search", search),
            EnrollmentPage.name("after", after),
            size + 1);
    List<Registration> items = rows.subList(0, Math.min(size, rows.size()));
    return new RegistrationPage(
        items.stream().map(this::summary).toList(),
        rows.size() > size ? items.getLast().registrationId() : null);
  }

  @GET
  @Needs(Action.VIEW)
  @Path("registrations/{id}")
  @Operation(operationId = "registration", summary = "A registration")
  @APIResponse(
      responseCode = "200",
      description = "It is there",
      headers = @Header(name = "ETag", schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = RegistrationSummary.class)))
  @APIResponse(responseCode = "404", description = "There is none")
  public Response get(@PathParam("id") String id) {
    Registration registration = service.registration(id);
    return Response.ok(summary(registration))
        .header(HttpHeaders.ETAG, "\"" + registration.etag() + "\"")
        .build();
  }

  @DELETE
  @Needs(Action.ADMINISTER)
  @Path("registrations/{id}")
  @Operation(
      operationId = "deleteRegistration",
      summary = "Forgets a registration: its device is assigned anew when it asks again")
  @APIResponse(responseCode = "204", description = "Forgotten")
  @APIResponse(responseCode = "404", description = "There is none")
  @APIResponse(responseCode = "412", description = "It has changed since it was read")
  public void delete(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    service.deleteRegistration(id, ifMatch);
  }

  private RegistrationSummary summary(Registration registration) {
    return RegistrationSummary.of(registration, service.document(registration));
  }
}
