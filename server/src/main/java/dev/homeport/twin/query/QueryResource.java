package dev.homeport.twin.query;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.registry.Hubs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Queries in the hub's own REST API (IoT Hub service REST API, Query_GetTwins). */
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class QueryResource {

  private static final int DEFAULT_PAGE = 100;

  private final Hubs hubs;
  private final TwinQueries queries;
  private final ObjectMapper json;

  public QueryResource(Hubs hubs, TwinQueries queries, ObjectMapper json) {
    this.hubs = hubs;
    this.queries = queries;
    this.json = json;
  }

  /** What a service asks. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Question(@Nullable String query) {}

  @POST
  @Path("devices/query")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response query(
      @HeaderParam("Host") @Nullable String host,
      @HeaderParam("x-ms-max-item-count") @Nullable String maxItemCount,
      @HeaderParam("x-ms-continuation") @Nullable String continuation,
      @Nullable Question question) {
    if (question == null || question.query() == null || question.query().isBlank()) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the body has no query");
    }
    Query query = Query.parse(question.query());
    String token = continuation == null || continuation.isEmpty() ? null : continuation;
    Page page = queries.page(hubs.byHost(host), query, pageSize(maxItemCount), token);
    Response.ResponseBuilder answer =
        Response.ok(json.createArrayNode().addAll(page.items()).toString())
            .header("x-ms-item-type", itemType(query));
    if (page.continuation() != null) {
      answer.header("x-ms-continuation", page.continuation());
    }
    return answer.build();
  }

  /** The service may give fewer items than are asked for, so nothing is too many. */
  private static int pageSize(@Nullable String maxItemCount) {
    if (maxItemCount == null || maxItemCount.isBlank()) {
      return DEFAULT_PAGE;
    }
    try {
      long wanted = Long.parseLong(maxItemCount.strip());
      if (wanted == -1) {
        return DEFAULT_PAGE; // how clients say that they do not mind
      }
      if (wanted >= 1) {
        return (int) Math.min(wanted, TwinQueries.MAX_PAGE);
      }
    } catch (NumberFormatException e) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "x-ms-max-item-count is a number");
    }
    throw new HubException(ErrorCode.ARGUMENT_INVALID, "x-ms-max-item-count is at least 1");
  }

  private static String itemType(Query query) {
    if (!query.selectsDocuments()) {
      return "Raw";
    }
    return query.collection().equals("devices.jobs") ? "DeviceJob" : "Twin";
  }
}
