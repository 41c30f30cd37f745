package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.OfHub;
import dev.homeport.twin.query.Condition;
import dev.homeport.twin.query.Page;
import dev.homeport.twin.query.Query;
import dev.homeport.twin.query.TwinKind;
import dev.homeport.twin.query.TwinQueries;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** IoT Hub's query language. */
@OfHub
@Path("/api/v1/query")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "queries")
@APIResponse(responseCode = "400", description = "The query is wrong; the message says where")
@APIResponse(responseCode = "504", description = "It took too long")
public final class ConsoleQueryResource {

  private static final int PAGE_SIZE = 100;

  private final AskedHub hub;
  private final TwinQueries queries;

  public ConsoleQueryResource(AskedHub hub, TwinQueries queries) {
    this.hub = hub;
    this.queries = queries;
  }

  @POST
  @Needs(Action.VIEW)
  @Operation(operationId = "query", summary = "A page of a query's results")
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content = @Content(schema = @Schema(implementation = QueryPage.class)))
  public QueryPage query(@RequestBody(required = true) @Nullable QueryRequest request) {
    if (request == null || request.query() == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "query is missing");
    }
    Page page =
        queries.page(
            hub.name(),
            Query.parse(request.query()),
            request.pageSize() == null ? PAGE_SIZE : request.pageSize(),
            request.continuation());
    return new QueryPage(page.items(), page.continuation());
  }

  @POST
  @Needs(Action.VIEW)
  @Path("count")
  @Operation(operationId = "countDevices", summary = "How many devices a condition is true for")
  @APIResponse(
      responseCode = "200",
      description = "The number",
      content = @Content(schema = @Schema(implementation = MatchCount.class)))
  public MatchCount count(@RequestBody(required = true) @Nullable ConditionRequest request) {
    if (request == null || request.condition() == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "condition is missing");
    }
    Condition condition = Condition.parse(request.condition());
    return new MatchCount(queries.count(hub.name(), condition, TwinKind.DEVICES));
  }
}
