package dev.homeport.app.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.StorableText;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.Callers;
import dev.homeport.app.account.OfHub;
import dev.homeport.app.account.Problem;
import dev.homeport.job.Job;
import dev.homeport.job.JobService;
import dev.homeport.job.JobStatus;
import dev.homeport.job.JobType;
import dev.homeport.job.Target;
import dev.homeport.job.TargetStatus;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Jobs: list, make, cancel, and what became of each device. */
@OfHub
@Path("/api/v1/jobs")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "jobs")
@APIResponse(
    responseCode = "401",
    description = "Not signed in",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public final class ConsoleJobResource {

  private static final String PROBLEM = Problem.MEDIA_TYPE;

  private final AskedHub hub;
  private final JobService jobs;
  private final ObjectMapper json;

  public ConsoleJobResource(AskedHub hub, JobService jobs, ObjectMapper json) {
    this.hub = hub;
    this.jobs = jobs;
    this.json = json;
  }

  @GET
  @Needs(Action.VIEW)
  @Operation(operationId = "listJobs", summary = "A page of the jobs, the newest first")
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content = @Content(schema = @Schema(implementation = JobPage.class)))
  @APIResponse(
      responseCode = "400",
      description = "A parameter is invalid",
      content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
  public JobPage list(
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"scheduleDeviceMethod", "scheduleUpdateTwin"}))
          @QueryParam("type")
          @Nullable String type,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {
                        "scheduled",
                        "enqueued",
                        "running",
                        "completed",
                        "failed",
                        "cancelled"
                      }))
          @QueryParam("status")
          @Nullable String status,
      @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "0", defaultValue = "0"))
          @QueryParam("page")
          @Nullable String page,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "500",
                      defaultValue = "50"))
          @QueryParam("pageSize")
          @Nullable String pageSize) {
    JobType wantedType = word("type", type, JobType::of);
    JobStatus wantedStatus = word("status", status, JobStatus::of);
    int number = DeviceQuery.page(page);
    int size = DeviceQuery.pageSize(pageSize);
    List<JobSummary> items =
        jobs.list(hub.name(), wantedType, wantedStatus, (long) number * size, size).stream()
            .map(JobSummary::of)
            .toList();
    return new JobPage(items, jobs.count(hub.name(), wantedType, wantedStatus), number, size);
  }

  @PUT
  @Needs(Action.OPERATE_DEVICES)
  @Path("{jobId}")
  @Operation(operationId = "createJob", summary = "Makes a job and schedules it")
  @APIResponse(
      responseCode = "200",
      description = "The job",
      content = @Content(schema = @Schema(implementation = JobDetail.class)))
  @APIResponse(
      responseCode = "400",
      description = "The job is invalid",
      content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "409",
      description = "The job exists already",
      content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
  public JobDetail create(
      @PathParam("jobId") String jobId,
      @RequestBody(
              required = true,
              description = "A JobRequest of IoT Hub's service API",
              content =
                  @Content(
                      schema =
                          @Schema(type = SchemaType.OBJECT, additionalProperties = Object.class)))
          @Nullable JsonNode request,
      @Context ContainerRequestContext context) {
    if (request == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the job is missing");
    }
    return detail(jobs.create(hub.name(), jobId, request, Callers.of(context).name()));
  }

  @GET
  @Needs(Action.VIEW)
  @Path("{jobId}")
  @Operation(operationId = "job", summary = "All about one job")
  @APIResponse(
      responseCode = "200",
      description = "The job",
      content = @Content(schema = @Schema(implementation = JobDetail.class)))
  @APIResponse(
      responseCode = "404",
      description = "No such job",
      content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
  public JobDetail job(@PathParam("jobId") String jobId) {
    return detail(jobs.get(hub.name(), jobId));
  }

  @POST
  @Needs(Action.OPERATE_DEVICES)
  @Path("{jobId}/cancel")
  @Operation(operationId = "cancelJob", summary = "Takes up no more devices")
  @APIResponse(
      responseCode = "200",
      description = "The job as it is now",
      content = @Content(schema = @Schema(implementation = JobDetail.class)))
  @APIResponse(
      responseCode = "404",
      description = "No such job",
      content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
  public JobDetail cancel(@PathParam("jobId") String jobId) {
    return detail(jobs.cancel(hub.name(), jobId));
  }

  @GET
  @Needs(Action.VIEW)
  @Path("{jobId}/devices")
  @Operation(operationId = "jobDevices", summary = "What became of the devices of a job")
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content = @Content(schema = @Schema(implementation = JobTargetPage.class)))
  @APIResponse(
      responseCode = "400",
      description = "A parameter is invalid",
      content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "404",
      description = "No such job",
      content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
  public JobTargetPage devices(
      @PathParam("jobId") String jobId,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"pending", "running", "completed", "failed", "cancelled"}))
          @QueryParam("status")
          @Nullable String status,
      @Parameter(description = "Part of the device id, whatever its case") @QueryParam("search")
          @Nullable String search,
      @Parameter(description = "The next of the page before") @QueryParam("after")
          @Nullable String after,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "500",
                      defaultValue = "50"))
          @QueryParam("pageSize")
          @Nullable String pageSize) {
    int size = DeviceQuery.pageSize(pageSize);
    StorableText.require("search", search);
    List<Target> found =
        jobs.targets(
            hub.name(),
            jobId,
            word("status", status, TargetStatus::of),
            search == null ? "" : search.strip(),
            identity(hub.name(), after),
            size + 1);
    List<Target> page = found.subList(0, Math.min(size, found.size()));
    return new JobTargetPage(
        page.stream().map(this::target).toList(),
        found.size() > size ? page.getLast().identity().path() : null);
  }

  private static <T> @Nullable T word(
      String name, @Nullable String text, Function<String, Optional<T>> reader) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    return reader
        .apply(text)
        .orElseThrow(() -> new HubException(ErrorCode.ARGUMENT_INVALID, "no such " + name));
  }

  /** {@code device} or {@code device/module}. */
  static @Nullable Identity identity(HubName hub, @Nullable String path) {
    if (path == null || path.isEmpty()) {
      return null;
    }
    int slash = path.indexOf('/');
    return slash < 0
        ? Identity.device(hub, new DeviceId(path))
        : new Identity(
            hub, new DeviceId(path.substring(0, slash)), new ModuleId(path.substring(slash + 1)));
  }

  private JobDetail detail(Job job) {
    return new JobDetail(JobSummary.of(job), parsed(job.work()));
  }

  private JobTarget target(Target target) {
    String payload = target.methodPayload();
    return new JobTarget(
        target.identity().deviceId().value(),
        target.identity().isModule() ? target.identity().moduleColumn() : null,
        target.status().wire(),
        text(target.startedAt()),
        text(target.endedAt()),
        target.methodStatus(),
        payload == null ? null : parsed(payload),
        target.errorCode(),
        target.errorDescription());
  }

  /** A device's answer may be JSON that this reader takes for none, with a name twice. */
  private JsonNode parsed(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
