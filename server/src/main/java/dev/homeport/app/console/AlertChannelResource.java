package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.alert.ChannelState;
import dev.homeport.alert.Channels;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.OfHub;
import dev.homeport.mail.Mailer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How people and programs are told of alerts. */
@OfHub
@Path("/api/v1/alert-channels")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "alerts")
public final class AlertChannelResource {

  private final AskedHub hub;
  private final Channels channels;
  private final Mailer mailer;

  public AlertChannelResource(AskedHub hub, Channels channels, Mailer mailer) {
    this.hub = hub;
    this.channels = channels;
    this.mailer = mailer;
  }

  @GET
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "listAlertChannels", summary = "All channels by name")
  @APIResponse(
      responseCode = "200",
      description = "The channels",
      content = @Content(schema = @Schema(implementation = AlertChannelList.class)))
  public AlertChannelList list() {
    return new AlertChannelList(
        channels.all(hub.name()).stream().map(AlertChannel::of).toList(), mailer.isSetUp());
  }

  @PUT
  @Path("{name}")
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "saveAlertChannel", summary = "Makes or changes a channel")
  @APIResponse(
      responseCode = "200",
      description = "The channel as it is now",
      content = @Content(schema = @Schema(implementation = AlertChannel.class)))
  @APIResponse(responseCode = "400", description = "The channel is invalid")
  public AlertChannel save(
      @PathParam("name") String name,
      @RequestBody(required = true) @Nullable NewAlertChannel channel) {
    if (channel == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the channel is missing");
    }
    return AlertChannel.of(
        channels.save(
            hub.name(),
            channel.named(name, channels.find(hub.name(), name).map(ChannelState::channel))));
  }

  @DELETE
  @Path("{name}")
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "deleteAlertChannel", summary = "Deletes a channel")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "404", description = "No such channel")
  public void delete(@PathParam("name") String name) {
    channels.delete(hub.name(), name);
  }

  @POST
  @Path("{name}/test")
  @Needs(Action.ADMINISTER)
  @Operation(operationId = "testAlertChannel", summary = "Sends a message that says it is a test")
  @APIResponse(
      responseCode = "200",
      description = "The channel, with what became of the message",
      content = @Content(schema = @Schema(implementation = AlertChannel.class)))
  @APIResponse(responseCode = "404", description = "No such channel")
  public AlertChannel test(@PathParam("name") String name) {
    return AlertChannel.of(channels.test(hub.name(), name));
  }
}
