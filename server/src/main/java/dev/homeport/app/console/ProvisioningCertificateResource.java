package dev.homeport.app.console;

import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.access.ca.CaScope;
import dev.homeport.access.ca.CertificateAuthorities;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The certificate authorities of the provisioning service, with their proof of possession. */
@Path("/api/v1/provisioning/certificates")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "provisioning")
public final class ProvisioningCertificateResource {

  private final CertificateCalls calls;

  public ProvisioningCertificateResource(CertificateAuthorities authorities) {
    this.calls = new CertificateCalls(authorities);
  }

  @GET
  @Needs(Action.ADMINISTER)
  @Operation(
      operationId = "listProvisioningCertificates",
      summary = "The provisioning service's certificate authorities by name")
  @APIResponse(
      responseCode = "200",
      description = "The certificates",
      content = @Content(schema = @Schema(implementation = CaCertificateList.class)))
  public CaCertificateList list() {
    return calls.list(CaScope.PROVISIONING);
  }

  @POST
  @Needs(Action.ADMINISTER)
  @Operation(
      operationId = "addProvisioningCertificate",
      summary = "Takes up a certificate authority")
  @APIResponse(
      responseCode = "201",
      description = "The certificate",
      content = @Content(schema = @Schema(implementation = CaCertificateItem.class)))
  @APIResponse(responseCode = "400", description = "It cannot be an authority's")
  @APIResponse(responseCode = "403", description = "There are as many as there may be")
  @APIResponse(responseCode = "409", description = "The name or the certificate is there already")
  public Response add(@RequestBody(required = true) @Nullable NewCaCertificate wanted) {
    return calls.add(CaScope.PROVISIONING, wanted);
  }

  @POST
  @Path("{name}/verification-code")
  @Needs(Action.ADMINISTER)
  @Operation(
      operationId = "createProvisioningVerificationCode",
      summary = "Makes a new code for the proof that somebody holds the authority's key")
  @APIResponse(
      responseCode = "200",
      description = "The certificate with its code",
      content = @Content(schema = @Schema(implementation = CaCertificateItem.class)))
  @APIResponse(responseCode = "400", description = "It is verified already")
  @APIResponse(responseCode = "404", description = "No such certificate")
  public CaCertificateItem askForProof(@PathParam("name") String name) {
    return calls.askForProof(CaScope.PROVISIONING, name);
  }

  @POST
  @Path("{name}/verify")
  @Needs(Action.ADMINISTER)
  @Operation(
      operationId = "verifyProvisioningCertificate",
      summary = "Takes the proof: a certificate named by the code, signed by the authority")
  @APIResponse(
      responseCode = "200",
      description = "The certificate, verified",
      content = @Content(schema = @Schema(implementation = CaCertificateItem.class)))
  @APIResponse(responseCode = "400", description = "It proves nothing")
  @APIResponse(responseCode = "404", description = "No such certificate")
  public CaCertificateItem verify(
      @PathParam("name") String name,
      @RequestBody(required = true) @Nullable PossessionProof proof) {
    return calls.verify(CaScope.PROVISIONING, name, proof);
  }

  @PATCH
  @Path("{name}")
  @Needs(Action.ADMINISTER)
  @Operation(
      operationId = "updateProvisioningCertificate",
      summary = "Has the authority count, or count no longer")
  @APIResponse(
      responseCode = "200",
      description = "The certificate as it is now",
      content = @Content(schema = @Schema(implementation = CaCertificateItem.class)))
  @APIResponse(responseCode = "400", description = "Nothing is to change")
  @APIResponse(responseCode = "404", description = "No such certificate")
  public CaCertificateItem update(
      @PathParam("name") String name,
      @RequestBody(required = true) @Nullable CaCertificatePatch patch) {
    return calls.update(CaScope.PROVISIONING, name, patch);
  }

  @DELETE
  @Path("{name}")
  @Needs(Action.ADMINISTER)
  @Operation(
      operationId = "deleteProvisioningCertificate",
      summary = "Removes the authority; devices of groups that name it are refused from now on")
  @APIResponse(responseCode = "204", description = "Removed")
  @APIResponse(responseCode = "404", description = "No such certificate")
  public void delete(@PathParam("name") String name) {
    calls.delete(CaScope.PROVISIONING, name);
  }
}
