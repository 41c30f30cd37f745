package dev.homeport.messaging;

import dev.homeport.registry.Hubs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Hands feedback to services (service REST API, "Receive feedback notification"). */
@Path("/messages/{bound:(?i)servicebound}/{kind:(?i)feedback}")
@RunOnVirtualThread
public final class FeedbackResource {

  private final Hubs hubs;
  private final FeedbackQueue feedback;

  public FeedbackResource(Hubs hubs, FeedbackQueue feedback) {
    this.hubs = hubs;
    this.feedback = feedback;
  }

  /** A record on the wire. */
  public record Line(
      String deviceId,
      String originalMessageId,
      String description,
      String statusCode,
      String deviceGenerationId,
      String enqueuedTimeUtc) {

    static Line of(FeedbackQueue.FeedbackRecord record) {
      return new Line(
          record.deviceId(),
          record.originalMessageId(),
          record.description(),
          record.statusCode(),
          record.deviceGenerationId(),
          record.enqueuedTimeUtc().toString());
    }
  }

  @GET
  public Response receive(@HeaderParam("Host") @Nullable String host) {
    return feedback
        .lock(hubs.byHost(host))
        .map(
            batch ->
                Response.ok(
                        batch.records().stream().map(Line::of).toList(),
                        MediaType.APPLICATION_JSON_TYPE)
                    .tag(new EntityTag(batch.lockToken().toString())))
        .orElseGet(Response::noContent)
        .build();
  }

  @DELETE
  @Path("{lockToken}")
  public Response complete(
      @HeaderParam("Host") @Nullable String host, @PathParam("lockToken") String lockToken) {
    feedback.complete(hubs.byHost(host), MessageHeaders.lockToken(lockToken));
    return Response.noContent().build();
  }

  @POST
  @Path("{lockToken}/{abandon:(?i)abandon}")
  public Response abandon(
      @HeaderParam("Host") @Nullable String host, @PathParam("lockToken") String lockToken) {
    feedback.abandon(hubs.byHost(host), MessageHeaders.lockToken(lockToken));
    return Response.noContent().build();
  }
}
