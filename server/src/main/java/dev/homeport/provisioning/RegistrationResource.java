package dev.homeport.provisioning;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Registrations in the service's own REST API. */
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class RegistrationResource {

  private final EnrollmentService service;

  public RegistrationResource(EnrollmentService service) {
    this.service = service;
  }

  @GET
  @Path("registrations/{id}")
  public Response get(@PathParam("id") String id) {
    Registration registration = service.registration(id);
    return Response.ok(service.document(registration))
        .header(HttpHeaders.ETAG, "\"" + registration.etag() + "\"")
        .build();
  }

  @DELETE
  @Path("registrations/{id}")
  public void delete(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    service.deleteRegistration(id, ifMatch);
  }

  @POST
  @Path("registrations/{id}/query")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response query(
      @PathParam("id") String group,
      @HeaderParam("x-ms-max-item-count") @Nullable String maxItemCount,
      @HeaderParam("x-ms-continuation") @Nullable String continuation,
      PageRequest.@Nullable Specification query) {
    service.get(EnrollmentKind.GROUP, group);
    PageRequest page =
        PageRequest.of(
            query == null ? PageRequest.Specification.ALL : query, maxItemCount, continuation);
    return page.answer(
        "deviceRegistration",
        service.registrations(group, page),
        Registration::registrationId,
        service::document);
  }
}
