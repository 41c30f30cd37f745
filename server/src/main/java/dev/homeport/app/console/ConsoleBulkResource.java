package dev.homeport.app.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.Callers;
import dev.homeport.app.account.OfHub;
import dev.homeport.transfer.FleetChange;
import dev.homeport.transfer.Tally;
import dev.homeport.twin.query.Condition;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enables, disables or deletes all devices that a condition finds, and tells line by line how far
 * it has come and which devices failed (docs/jobs.md). It ends when the client goes away. Not in
 * the OpenAPI document: the clients that are generated from it cannot read an answer as it comes.
 */
@OfHub
@Path("/api/v1/bulk/devices")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
public final class ConsoleBulkResource {

  private static final Logger LOGGER = LoggerFactory.getLogger(ConsoleBulkResource.class);

  private final AskedHub hub;
  private final FleetChange change;
  private final ObjectMapper json;

  public ConsoleBulkResource(AskedHub hub, FleetChange change, ObjectMapper json) {
    this.hub = hub;
    this.change = change;
    this.json = json;
  }

  /** A device that was left as it is. */
  public record BulkFailure(String type, String deviceId, String code, String message) {}

  /**
   * How far a change has come.
   *
   * @param type {@code progress}, and at the end {@code done} or {@code aborted}
   * @param total devices that the condition found at the beginning
   * @param done devices whose turn has come: changed, unchanged or failed
   * @param unchanged devices that were so already
   */
  public record BulkProgress(
      String type, long total, long done, long changed, long unchanged, long failed) {

    static BulkProgress of(String type, long total, Tally tally) {
      return new BulkProgress(
          type,
          total,
          tally.lines(),
          tally.updated() + tally.deleted(),
          tally.unchanged(),
          tally.failed());
    }
  }

  @POST
  @Needs(Action.ADMINISTER)
  @Produces("application/x-ndjson")
  @Operation(hidden = true, operationId = "changeMatchingDevices")
  public StreamingOutput change(
      @Nullable BulkRequest request, @Context ContainerRequestContext context) {
    if (request == null || request.condition() == null || request.condition().isBlank()) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "condition is missing; * stands for all devices");
    }
    FleetChange.Action action = FleetChange.Action.of(request.action());
    Condition condition = Condition.parse(request.condition());
    HubName of = hub.name(); // nobody asks for it any more while the answer is written
    long total = change.count(of, condition, request.expected());
    String by = Callers.of(context).name();
    return out -> run(of, action, condition, request.expected(), new Narrator(out, total), by);
  }

  private void run(
      HubName of,
      FleetChange.Action action,
      Condition condition,
      @Nullable Long expected,
      Narrator narrator,
      String by)
      throws IOException {
    String end = "aborted";
    try {
      change.run(of, condition, action, expected == null ? Long.MAX_VALUE : expected, narrator);
      end = "done";
      narrator.say(end);
    } catch (IOException e) {
      end = "broken off by the client";
    } catch (HubException e) {
      if (narrator.tally.equals(Tally.NONE)) {
        throw e; // refused before its begin
      }
      narrator.say(end);
    } catch (RuntimeException e) {
      LOGGER.atError().setCause(e).log("a change of many devices failed");
      narrator.say(end);
    } finally {
      LOGGER
          .atInfo()
          .addKeyValue("hub", of)
          .addKeyValue("by", by)
          .addKeyValue("action", action.name().toLowerCase(Locale.ROOT))
          .addKeyValue("count", narrator.tally.lines())
          .addKeyValue("failed", narrator.tally.failed())
          .addKeyValue("end", end)
          .log("many devices changed");
    }
  }

  /** Tells the client line by line. Confined to its call. */
  private final class Narrator implements FleetChange.Listener {

    private final OutputStream out;
    private final long total;
    private Tally tally = Tally.NONE;

    Narrator(OutputStream out, long total) {
      this.out = out;
      this.total = total;
    }

    @Override
    public void refused(Identity device, HubException why) throws IOException {
      line(
          new BulkFailure(
              "failure", device.deviceId().value(), why.code().code(), why.getMessage()));
    }

    @Override
    public void progressed(Tally now) throws IOException {
      tally = now;
      say("progress");
    }

    void say(String type) throws IOException {
      line(BulkProgress.of(type, total, tally));
      out.flush();
    }

    private void line(Object line) throws IOException {
      out.write(json.writeValueAsBytes(line));
      out.write('\n');
    }
  }
}
