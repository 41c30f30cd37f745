package dev.homeport.twin.query;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The indexes of twins, beside the hub's REST API: IoT Hub has nothing like it. */
@Path("/devices/query/indexes")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class QueryIndexResource {

  private final QueryIndexes indexes;

  public QueryIndexResource(QueryIndexes indexes) {
    this.indexes = indexes;
  }

  /** An index on the wire; the state is {@code ready}, {@code building} or {@code failed}. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record IndexDocument(@Nullable String path, @Nullable String state) {
    static IndexDocument of(QueryIndexes.QueryIndex index) {
      return new IndexDocument(index.path(), index.state().name().toLowerCase(Locale.ROOT));
    }
  }

  @GET
  public List<IndexDocument> all() {
    return indexes.all().stream().map(IndexDocument::of).toList();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public IndexDocument add(@Nullable IndexDocument wanted) {
    return IndexDocument.of(indexes.add(required(wanted == null ? null : wanted.path())));
  }

  @DELETE
  public void remove(@QueryParam("path") @Nullable String path) {
    indexes.remove(required(path));
  }

  private static String required(@Nullable String path) {
    if (path == null || path.isBlank()) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the path is missing");
    }
    return path;
  }
}
