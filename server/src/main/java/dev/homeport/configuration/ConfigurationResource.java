package dev.homeport.configuration;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.ConfigurationId;
import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.registry.Hubs;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Automatic configurations in the hub's own REST API. */
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class ConfigurationResource {

  private final Hubs hubs;
  private final ConfigurationService configurations;

  public ConfigurationResource(Hubs hubs, ConfigurationService configurations) {
    this.hubs = hubs;
    this.configurations = configurations;
  }

  @GET
  @Path("configurations")
  public List<ConfigurationDocument> list(
      @HeaderParam("Host") @Nullable String host, @QueryParam("top") @Nullable Integer top) {
    if (top != null && top < 1) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "top is at least 1");
    }
    int most = ConfigurationService.MAX_CONFIGURATIONS;
    return configurations.list(hubs.byHost(host), top == null ? most : Math.min(top, most)).stream()
        .map(ConfigurationDocument::of)
        .toList();
  }

  @GET
  @Path("configurations/{id}")
  public Response get(@HeaderParam("Host") @Nullable String host, @PathParam("id") String id) {
    return answer(200, configurations.get(hubs.byHost(host), new ConfigurationId(id)));
  }

  /** Without If-Match a PUT creates, with it a PUT changes, as the SDKs use it. */
  @PUT
  @Path("configurations/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response put(
      @HeaderParam("Host") @Nullable String host,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @PathParam("id") String id,
      @Nullable ConfigurationDocument document) {
    if (document == null) {
      throw noBody();
    }
    if (document.id() != null && !document.id().equals(id)) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "id differs from the path's");
    }
    ConfigurationId name = new ConfigurationId(id);
    HubName hub = hubs.byHost(host);
    if (ifMatch == null) {
      configurations.create(hub, name, document.wanted());
      return answer(201, configurations.get(hub, name));
    }
    configurations.replace(hub, name, document.wanted(), ifMatch);
    return answer(200, configurations.get(hub, name));
  }

  @DELETE
  @Path("configurations/{id}")
  public void delete(
      @HeaderParam("Host") @Nullable String host,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @PathParam("id") String id) {
    configurations.delete(hubs.byHost(host), new ConfigurationId(id), ifMatch);
  }

  /** Queries to be tested (IoT Hub service REST API, ConfigurationQueriesTestInput). */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record TestInput(
      @Nullable String targetCondition,
      @Nullable Map<String, @Nullable String> customMetricQueries) {}

  /** What is wrong with them; what is right is missing. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record TestResult(
      @Nullable String targetConditionError, Map<String, String> customMetricQueryErrors) {}

  @POST
  @Path("configurations/testQueries")
  @Consumes(MediaType.APPLICATION_JSON)
  public TestResult test(@HeaderParam("Host") @Nullable String host, @Nullable TestInput input) {
    if (input == null) {
      throw noBody();
    }
    var problems =
        configurations.test(
            hubs.byHost(host),
            input.targetCondition(),
            Wanted.withoutNulls(input.customMetricQueries()));
    return new TestResult(problems.target(), problems.metrics());
  }

  @POST
  @Path("devices/{deviceId}/applyConfigurationContent")
  @Consumes(MediaType.APPLICATION_JSON)
  public void apply(
      @HeaderParam("Host") @Nullable String host,
      @PathParam("deviceId") String deviceId,
      @Nullable JsonNode content) {
    if (content == null) {
      throw noBody();
    }
    configurations.apply(Identity.device(hubs.byHost(host), new DeviceId(deviceId)), content);
  }

  private static HubException noBody() {
    return new HubException(ErrorCode.ARGUMENT_INVALID, "the request has no body");
  }

  private static Response answer(int status, ConfigurationService.Counted counted) {
    return Response.status(status)
        .entity(ConfigurationDocument.of(counted))
        .header("ETag", "\"" + counted.configuration().etag() + "\"")
        .build();
  }
}
