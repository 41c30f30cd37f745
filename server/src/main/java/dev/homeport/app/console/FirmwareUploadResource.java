package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.Callers;
import dev.homeport.app.account.OfHub;
import dev.homeport.update.firmware.FirmwareUploads;
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
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes firmware in, in pieces of any length. */
@OfHub
@Path("/api/v1/firmware/uploads")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "firmware")
public final class FirmwareUploadResource {

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("(?i:bytes) (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

  private final AskedHub hub;
  private final FirmwareUploads uploads;

  public FirmwareUploadResource(AskedHub hub, FirmwareUploads uploads) {
    this.hub = hub;
    this.uploads = uploads;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Action.MANAGE_UPDATES)
  @Operation(operationId = "beginFirmwareUpload", summary = "Begins an upload")
  @APIResponse(
      responseCode = "201",
      description = "It can begin",
      content = @Content(schema = @Schema(implementation = FirmwareUploadState.class)))
  @APIResponse(responseCode = "400", description = "What is said of it is invalid")
  @APIResponse(responseCode = "409", description = "There is that version of that name")
  public Response begin(
      @RequestBody(required = true) @Nullable NewFirmware firmware,
      @Context ContainerRequestContext context) {
    if (firmware == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the firmware is missing");
    }
    return Response.status(Response.Status.CREATED)
        .entity(
            FirmwareUploadState.of(
                uploads.begin(hub.name(), firmware.draft(), Callers.of(context).name())))
        .build();
  }

  @GET
  @Path("{id}")
  @Needs(Action.MANAGE_UPDATES)
  @Operation(operationId = "firmwareUpload", summary = "How far an upload has come")
  @APIResponse(
      responseCode = "200",
      description = "The upload",
      content = @Content(schema = @Schema(implementation = FirmwareUploadState.class)))
  @APIResponse(responseCode = "404", description = "No such upload")
  public FirmwareUploadState upload(@PathParam("id") String id) {
    return FirmwareUploadState.of(uploads.upload(hub.name(), FirmwareResource.uuid(id)));
  }

  @PUT
  @Path("{id}/content")
  @Consumes(MediaType.WILDCARD)
  @Needs(Action.MANAGE_UPDATES)
  @Operation(
      operationId = "uploadFirmware",
      summary = "Adds a piece, which begins with the byte that is the next one")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "200",
      description = "How far the upload is now",
      content = @Content(schema = @Schema(implementation = FirmwareUploadState.class)))
  @APIResponse(responseCode = "400", description = "More than was announced")
  @APIResponse(responseCode = "404", description = "No such upload")
  @APIResponse(responseCode = "409", description = "Another byte is the next one")
  public FirmwareUploadState append(
      @PathParam("id") String id,
      @Parameter(description = "Left out: the piece begins with the first byte")
          @HeaderParam("Content-Range")
          @Nullable String range,
      @Parameter(hidden = true) InputStream piece)
      throws IOException {
    try {
      return FirmwareUploadState.of(
          uploads.append(hub.name(), FirmwareResource.uuid(id), offset(range), piece));
    } catch (HubException e) {
      // Who is still sending reads the answer only then.
      piece.transferTo(OutputStream.nullOutputStream());
      throw e;
    }
  }

  private static long offset(@Nullable String range) {
    if (range == null) {
      return 0;
    }
    Matcher form = CONTENT_RANGE.matcher(range.strip());
    if (!form.matches()) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "Content-Range has the form bytes 0-99/1000");
    }
    return Long.parseLong(form.group(1));
  }

  @POST
  @Path("{id}/complete")
  @Needs(Action.MANAGE_UPDATES)
  @Operation(
      operationId = "completeFirmwareUpload",
      summary = "Makes firmware of what has arrived; drops it when it has another hash")
  @APIResponse(
      responseCode = "201",
      description = "The version",
      content = @Content(schema = @Schema(implementation = FirmwareItem.class)))
  @APIResponse(responseCode = "400", description = "Bytes are missing, or the hash is another one")
  @APIResponse(responseCode = "404", description = "No such upload")
  @APIResponse(responseCode = "409", description = "There is that version of that name")
  public Response complete(@PathParam("id") String id) throws IOException {
    return Response.status(Response.Status.CREATED)
        .entity(FirmwareItem.of(uploads.complete(hub.name(), FirmwareResource.uuid(id))))
        .build();
  }

  @DELETE
  @Path("{id}")
  @Needs(Action.MANAGE_UPDATES)
  @Operation(operationId = "cancelFirmwareUpload", summary = "Drops an upload")
  @APIResponse(responseCode = "204", description = "Dropped")
  @APIResponse(responseCode = "404", description = "No such upload")
  public void cancel(@PathParam("id") String id) {
    uploads.cancel(hub.name(), FirmwareResource.uuid(id));
  }
}
