package dev.homeport.transfer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.registry.Hubs;
import dev.homeport.twin.TwinJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Up to a hundred changes of the registry in one call of the hub's REST API and one transaction; an
 * item that is refused is told so by itself, the others stand.
 */
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class BulkResource {

  /** Items of one call, as IoT Hub. */
  private static final int MAX_ITEMS = 100;

  private final Hubs hubs;
  private final BatchWriter writer;
  private final ObjectMapper json;

  public BulkResource(Hubs hubs, BatchWriter writer, ObjectMapper json) {
    this.hubs = hubs;
    this.writer = writer;
    this.json = json;
  }

  /** Why one item was refused. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ItemError(
      @Nullable String deviceId, @Nullable String moduleId, String errorCode, String errorStatus) {}

  /** What became of the call. */
  public record Result(
      @JsonProperty("isSuccessful") boolean isSuccessful,
      List<ItemError> errors,
      List<String> warnings) {}

  @POST
  @Path("devices")
  public Response change(@HeaderParam("Host") @Nullable String host, byte @Nullable [] body) {
    JsonNode items = TwinJson.read(json, body);
    if (!items.isArray() || items.isEmpty() || items.size() > MAX_ITEMS) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "the body is an array of 1 to " + MAX_ITEMS + " items");
    }
    List<Entry> entries = entries(hubs.byHost(host), items);
    List<Wish> wishes = entries.stream().map(Entry::wish).filter(Objects::nonNull).toList();
    Iterator<Outcome> outcomes =
        (wishes.isEmpty() ? List.<Outcome>of() : writer.apply(wishes)).iterator();
    List<ItemError> errors = new ArrayList<>();
    for (Entry entry : entries) {
      Outcome outcome = entry.why() == null ? outcomes.next() : new Outcome.Refused(entry.why());
      if (outcome instanceof Outcome.Refused(HubException why)) {
        errors.add(error(entry.item(), why));
      }
    }
    Result result = new Result(errors.isEmpty(), errors, List.of());
    return Response.status(result.isSuccessful() ? 200 : 400).entity(result).build();
  }

  /** An item: a wish, or why it is none. */
  private record Entry(JsonNode item, @Nullable Wish wish, @Nullable HubException why) {}

  private List<Entry> entries(HubName hub, JsonNode items) {
    List<Entry> entries = new ArrayList<>();
    Set<Identity> seen = new HashSet<>();
    for (JsonNode item : items) {
      try {
        Wish wish = Wish.of(json, hub, item, ImportMode.CREATE);
        if (!seen.add(wish.identity())) {
          throw new HubException(
              ErrorCode.DEVICE_DEFINED_MULTIPLE_TIMES,
              wish.identity().path() + " stands in an item before");
        }
        entries.add(new Entry(item, wish, null));
      } catch (HubException e) {
        entries.add(new Entry(item, null, e));
      }
    }
    return entries;
  }

  private static ItemError error(JsonNode item, HubException why) {
    return new ItemError(
        item.path("id").textValue(),
        item.path("moduleId").textValue(),
        why.code().code(),
        why.getMessage());
  }
}
