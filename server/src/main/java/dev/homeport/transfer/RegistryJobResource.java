package dev.homeport.transfer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.homeport.access.Caller;
import dev.homeport.registry.Hubs;
import dev.homeport.twin.TwinJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Registry jobs in the hub's own REST API (IoT Hub service REST API, "Jobs", version 1). */
@Path("/jobs")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class RegistryJobResource {

  private final Hubs hubs;
  private final RegistryJobs jobs;
  private final ObjectMapper json;

  public RegistryJobResource(Hubs hubs, RegistryJobs jobs, ObjectMapper json) {
    this.hubs = hubs;
    this.jobs = jobs;
    this.json = json;
  }

  @POST
  @Path("create")
  public Response create(
      @HeaderParam("Host") @Nullable String host,
      byte @Nullable [] body,
      @Context ContainerRequestContext context) {
    return answer(
        jobs.create(
            hubs.byHost(host),
            TwinJson.read(json, body),
            Caller.nameIn(context.getProperty(Caller.PROPERTY))));
  }

  @GET
  public Response all(@HeaderParam("Host") @Nullable String host) {
    ArrayNode all = json.createArrayNode();
    jobs.all(hubs.byHost(host)).forEach(job -> all.add(job.document(json)));
    return Response.ok(all.toString()).build();
  }

  @GET
  @Path("{jobId}")
  public Response get(
      @HeaderParam("Host") @Nullable String host, @PathParam("jobId") String jobId) {
    return answer(jobs.job(hubs.byHost(host), jobId));
  }

  @DELETE
  @Path("{jobId}")
  public Response cancel(
      @HeaderParam("Host") @Nullable String host, @PathParam("jobId") String jobId) {
    return answer(jobs.cancel(hubs.byHost(host), jobId));
  }

  private Response answer(RegistryJob job) {
    return Response.ok(job.document(json).toString()).build();
  }
}
