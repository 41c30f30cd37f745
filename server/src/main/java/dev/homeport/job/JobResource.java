package dev.homeport.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Caller;
import dev.homeport.registry.Hubs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs in the hub's own REST API (IoT Hub service REST API, "Jobs", version 2). */
@Path("/jobs/v2")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class JobResource {

  private static final String CONTINUATION = "x-ms-continuation";
  private static final int DEFAULT_PAGE = 100;

  private final Hubs hubs;
  private final JobService jobs;
  private final ObjectMapper json;

  public JobResource(Hubs hubs, JobService jobs, ObjectMapper json) {
    this.hubs = hubs;
    this.jobs = jobs;
    this.json = json;
  }

  @PUT
  @Path("{jobId}")
  public Response create(
      @HeaderParam("Host") @Nullable String host,
      @PathParam("jobId") String jobId,
      byte @Nullable [] body,
      @Context ContainerRequestContext context)
      throws IOException {
    return answer(
        jobs.create(
            hubs.byHost(host),
            jobId,
            json.readTree(body == null ? new byte[0] : body),
            Caller.nameIn(context.getProperty(Caller.PROPERTY))));
  }

  @GET
  @Path("{jobId}")
  public Response get(
      @HeaderParam("Host") @Nullable String host, @PathParam("jobId") String jobId) {
    return answer(jobs.get(hubs.byHost(host), jobId));
  }

  @POST
  @Path("{jobId}/cancel")
  public Response cancel(
      @HeaderParam("Host") @Nullable String host, @PathParam("jobId") String jobId) {
    return answer(jobs.cancel(hubs.byHost(host), jobId));
  }

  /** The continuation is the number of jobs on the pages before. */
  @GET
  @Path("query")
  public Response query(
      @HeaderParam("Host") @Nullable String host,
      @HeaderParam(CONTINUATION) @Nullable String continuation,
      @HeaderParam("x-ms-max-item-count") @Nullable String pageSize,
      @QueryParam("jobType") @Nullable String type,
      @QueryParam("jobStatus") @Nullable String status) {
    long offset = number(CONTINUATION, continuation, 0, Integer.MAX_VALUE, 0);
    int limit = (int) number("x-ms-max-item-count", pageSize, 1, JobService.MAX_PAGE, DEFAULT_PAGE);
    List<Job> page =
        jobs.list(
            hubs.byHost(host),
            isEmpty(type) ? null : type(type),
            isEmpty(status) ? null : status(status),
            offset,
            limit + 1);
    ArrayNode items = json.createArrayNode();
    page.stream().limit(limit).forEach(job -> items.add(JobDocument.of(json, job)));
    Response.ResponseBuilder answer = Response.ok(items.toString());
    if (page.size() > limit) {
      answer.header(CONTINUATION, offset + limit);
    }
    return answer.build();
  }

  private static boolean isEmpty(@Nullable String text) {
    return text == null || text.isEmpty();
  }

  private static JobType type(@Nullable String wire) {
    return JobType.of(String.valueOf(wire))
        .orElseThrow(() -> new HubException(ErrorCode.ARGUMENT_INVALID, "no such jobType"));
  }

  private static JobStatus status(@Nullable String wire) {
    // The Node service client calls two of them by other names.
    return switch (String.valueOf(wire)) {
      case "queued" -> JobStatus.ENQUEUED;
      case "finished" -> JobStatus.COMPLETED;
      case String other ->
          JobStatus.of(other)
              .orElseThrow(() -> new HubException(ErrorCode.ARGUMENT_INVALID, "no such jobStatus"));
    };
  }

  private static long number(
      String name, @Nullable String text, long least, long most, long absent) {
    if (text == null || text.isEmpty()) {
      return absent;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new HubException(
        ErrorCode.ARGUMENT_INVALID, name + " is a number from " + least + " to " + most);
  }

  private Response answer(Job job) {
    return Response.ok(JobDocument.of(json, job).toString()).build();
  }
}
