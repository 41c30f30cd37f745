package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.access.Action;
import dev.homeport.access.Caller;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.Callers;
import dev.homeport.app.account.OfHub;
import dev.homeport.blob.Grant;
import dev.homeport.update.deployment.DeploymentService;
import dev.homeport.update.firmware.AzureSignature;
import dev.homeport.update.firmware.Firmware;
import dev.homeport.update.firmware.FirmwareLibrary;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What devices can be updated to, and the key that it is signed with. */
@OfHub
@Path("/api/v1/firmware")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "firmware")
public final class FirmwareResource {

  private static final Duration URL_TIME = Duration.ofHours(1);

  private final AskedHub hub;
  private final FirmwareLibrary library;
  private final DeploymentService deployments;
  private final AzureSignature azure;
  private final Clock clock;

  public FirmwareResource(
      AskedHub hub,
      FirmwareLibrary library,
      DeploymentService deployments,
      AzureSignature azure,
      Clock clock) {
    this.hub = hub;
    this.library = library;
    this.deployments = deployments;
    this.azure = azure;
    this.clock = clock;
  }

  @GET
  @Needs(Action.MANAGE_UPDATES)
  @Operation(operationId = "listFirmware", summary = "The library")
  @APIResponse(
      responseCode = "200",
      description = "All versions",
      content = @Content(schema = @Schema(implementation = FirmwareList.class)))
  public FirmwareList list() {
    return new FirmwareList(library.all(hub.name()).stream().map(FirmwareItem::of).toList());
  }

  @GET
  @Path("{id}")
  @Needs(Action.MANAGE_UPDATES)
  @Operation(operationId = "firmware", summary = "A version")
  @APIResponse(
      responseCode = "200",
      description = "The version",
      content = @Content(schema = @Schema(implementation = FirmwareItem.class)))
  @APIResponse(responseCode = "404", description = "No such firmware")
  public FirmwareItem firmware(@PathParam("id") String id) {
    return FirmwareItem.of(library.firmware(hub.name(), uuid(id)));
  }

  @DELETE
  @Path("{id}")
  @Needs(Action.MANAGE_UPDATES)
  @Operation(operationId = "deleteFirmware", summary = "Deletes a version")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "404", description = "No such firmware")
  @APIResponse(responseCode = "409", description = "A deployment that is not over needs it")
  public void delete(@PathParam("id") String id) {
    library.delete(hub.name(), uuid(id), deployments);
  }

  @POST
  @Path("{id}/download")
  @Needs(Action.MANAGE_UPDATES)
  @Operation(operationId = "downloadFirmware", summary = "Gives a URL of the content")
  @APIResponse(
      responseCode = "200",
      description = "The URL, which is good for an hour",
      content = @Content(schema = @Schema(implementation = FirmwareDownload.class)))
  @APIResponse(responseCode = "404", description = "No such firmware")
  public FirmwareDownload download(@PathParam("id") String id) {
    Instant expiry = clock.instant().plus(URL_TIME).truncatedTo(ChronoUnit.SECONDS);
    Firmware firmware = library.firmware(hub.name(), uuid(id));
    // People come by the first hub's names.
    return new FirmwareDownload(
        library.url(HubName.DEFAULT, firmware, Grant.read(expiry, null)), expiry.toString());
  }

  @GET
  @Path("signing-key")
  @Needs(Action.MANAGE_UPDATES)
  @Operation(operationId = "firmwareSigningKey", summary = "The public key that devices trust")
  @APIResponse(
      responseCode = "200",
      description = "The key",
      content = @Content(schema = @Schema(implementation = SigningPublicKey.class)))
  public SigningPublicKey signingKey() {
    return SigningPublicKey.ed25519(library.publicKey(), azure.rootKey());
  }

  @PUT
  @Path("signing-key")
  @Needs(Action.MANAGE_UPDATES)
  @Operation(
      operationId = "importSigningKey",
      summary = "Signs with a key of one's own from now on, what is in all libraries, too")
  @APIResponse(
      responseCode = "200",
      description = "Its public half",
      content = @Content(schema = @Schema(implementation = SigningPublicKey.class)))
  @APIResponse(responseCode = "400", description = "It is no Ed25519 private key in PEM")
  @APIResponse(responseCode = "403", description = "The caller may only speak to another hub")
  public SigningPublicKey importKey(
      @RequestBody(required = true) @Nullable OwnSigningKey key,
      @Context ContainerRequestContext context) {
    if (isOfAnotherHub(Callers.of(context))) {
      throw new HubException(ErrorCode.FORBIDDEN, "the key is that of all hubs");
    }
    if (key == null || key.privateKey() == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "privateKey is missing");
    }
    return SigningPublicKey.ed25519(library.importKey(key.privateKey()), azure.rootKey());
  }

  private static boolean isOfAnotherHub(Caller caller) {
    HubName only =
        switch (caller) {
          case Caller.Person _ -> null;
          case Caller.Program program -> program.hub();
          case Caller.Service service -> service.hub();
        };
    return only != null && !only.equals(HubName.DEFAULT);
  }

  static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new HubException(ErrorCode.NOT_FOUND, "there is no " + id);
    }
  }
}
