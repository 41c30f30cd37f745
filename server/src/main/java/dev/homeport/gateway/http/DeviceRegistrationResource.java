package dev.homeport.gateway.http;

import dev.homeport.access.ca.Certificates;
import dev.homeport.provisioning.Attested;
import dev.homeport.provisioning.Credentials;
import dev.homeport.provisioning.Operation;
import dev.homeport.provisioning.ProvisioningService;
import dev.homeport.provisioning.RegistrationDocument;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Registration of devices by HTTPS (DPS device API); each request proves the device anew. */
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class DeviceRegistrationResource {

  private static final int ACCEPTED = 202;

  private final ProvisioningService provisioning;

  public DeviceRegistrationResource(ProvisioningService provisioning) {
    this.provisioning = provisioning;
  }

  /** The key that a device with a TPM has to open, and its name in tokens. */
  record Challenge(String authenticationKey, String keyName) {}

  @PUT
  @Path("{idScope}/registrations/{registrationId}/register")
  public Response register(
      @PathParam("idScope") String idScope,
      @PathParam("registrationId") String registrationId,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token,
      @Context HttpServerRequest request,
      byte @Nullable [] body) {
    Credentials credentials = credentials(idScope, registrationId, token, request);
    Optional<String> challenge = provisioning.challenge(credentials, body);
    return challenge.isPresent()
        ? Response.status(Response.Status.UNAUTHORIZED)
            .entity(new Challenge(challenge.get(), "registration"))
            .build()
        : answer(provisioning.register(provisioning.attest(credentials), body));
  }

  @GET
  @Path("{idScope}/registrations/{registrationId}/operations/{operationId}")
  public Response status(
      @PathParam("idScope") String idScope,
      @PathParam("registrationId") String registrationId,
      @PathParam("operationId") String operationId,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token,
      @Context HttpServerRequest request) {
    return answer(
        provisioning.status(attest(idScope, registrationId, token, request), operationId));
  }

  @POST
  @Path("{idScope}/registrations/{registrationId}")
  public RegistrationDocument state(
      @PathParam("idScope") String idScope,
      @PathParam("registrationId") String registrationId,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token,
      @Context HttpServerRequest request) {
    return provisioning.state(attest(idScope, registrationId, token, request));
  }

  private Attested attest(
      String idScope, String registrationId, @Nullable String token, HttpServerRequest request) {
    return provisioning.attest(credentials(idScope, registrationId, token, request));
  }

  private static Credentials credentials(
      String idScope, String registrationId, @Nullable String token, HttpServerRequest request) {
    String address = request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
    return new Credentials(
        idScope,
        registrationId,
        token,
        request.sslSession() == null ? List.of() : Certificates.shown(request.sslSession()),
        address == null ? "" : address);
  }

  private static Response answer(Operation operation) {
    return operation.isOver()
        ? Response.ok(operation).build()
        : Response.status(ACCEPTED)
            .header(HttpHeaders.RETRY_AFTER, Operation.RETRY_AFTER_SECONDS)
            .entity(operation)
            .build();
  }
}
