package dev.homeport.provisioning;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Enrollments of single devices in the service's own REST API. */
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class EnrollmentResource {

  private final EnrollmentCalls calls;

  public EnrollmentResource(EnrollmentService service) {
    this.calls = new EnrollmentCalls(service, EnrollmentKind.INDIVIDUAL);
  }

  @GET
  @Path("enrollments/{id}")
  public Response get(@PathParam("id") String id) {
    return calls.get(id);
  }

  /** Without If-Match a PUT makes one, with it a PUT changes one, as the SDKs use it. */
  @PUT
  @Path("enrollments/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response put(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable EnrollmentDocument document) {
    return calls.put(id, ifMatch, document);
  }

  @DELETE
  @Path("enrollments/{id}")
  public void delete(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    calls.delete(id, ifMatch);
  }

  @POST
  @Path("enrollments")
  @Consumes(MediaType.APPLICATION_JSON)
  public BulkOperation.Result change(@Nullable BulkOperation operation) {
    return calls.change(operation);
  }

  @POST
  @Path("enrollments/query")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response query(
      @HeaderParam("x-ms-max-item-count") @Nullable String maxItemCount,
      @HeaderParam("x-ms-continuation") @Nullable String continuation,
      PageRequest.@Nullable Specification asked) {
    return calls.query(asked, maxItemCount, continuation);
  }

  @POST
  @Path("enrollments/{id}/attestationmechanism")
  public AttestationDocument attestation(@PathParam("id") String id) {
    return calls.attestation(id);
  }
}
