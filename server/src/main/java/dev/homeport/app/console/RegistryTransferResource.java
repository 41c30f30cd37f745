package dev.homeport.app.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.Callers;
import dev.homeport.registry.Hubs;
import dev.homeport.transfer.Exporter;
import dev.homeport.transfer.ImportMode;
import dev.homeport.transfer.Importer;
import dev.homeport.transfer.Refusal;
import dev.homeport.transfer.Tally;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hub's devices and modules, with keys and twins, as lines of JSON: all out, or in
 * (docs/moving-a-fleet.md). Not in the OpenAPI document: the clients that are generated from it
 * cannot read an answer while they send.
 */
@Path("/api/v1/hubs/{hub}/registry")
@RunOnVirtualThread
public final class RegistryTransferResource {

  private static final Logger LOGGER = LoggerFactory.getLogger(RegistryTransferResource.class);
  private static final String LINES = "application/x-ndjson";
  private static final Duration BETWEEN_PROGRESS = Duration.ofMillis(500);

  private final Hubs hubs;
  private final Exporter exporter;
  private final Importer importer;
  private final ObjectMapper json;

  public RegistryTransferResource(
      Hubs hubs, Exporter exporter, Importer importer, ObjectMapper json) {
    this.hubs = hubs;
    this.exporter = exporter;
    this.importer = importer;
    this.json = json;
  }

  @GET
  @Needs(Action.ADMINISTER)
  @Path("export")
  @Produces(LINES)
  @Operation(hidden = true, operationId = "exportRegistry")
  public Response export(
      @PathParam("hub") String hub,
      @QueryParam("keys") @DefaultValue("true") boolean keys,
      @Context ContainerRequestContext context,
      @Context HttpServerRequest request) {
    HubName name = hubs.named(hub);
    String by = by(context);
    StreamingOutput lines =
        out -> {
          try {
            log(exporter.write(name, keys, out), name, by, "registry exported");
          } catch (IOException e) {
            log(0, name, by, "export broken off by the client");
          } catch (RuntimeException e) {
            // An answer that only ends would be taken for the whole registry.
            request.response().reset();
            throw e;
          }
        };
    return Response.ok(lines).header("Homeport-Count", exporter.count(name)).build();
  }

  @POST
  @Needs(Action.ADMINISTER)
  @Path("import")
  @Consumes(MediaType.WILDCARD)
  @Produces(LINES)
  @Operation(hidden = true, operationId = "importRegistry")
  public StreamingOutput load(
      @PathParam("hub") String hub,
      @QueryParam("mode") @DefaultValue("createOrUpdate") String mode,
      InputStream lines,
      @Context ContainerRequestContext context) {
    HubName name = hubs.named(hub);
    ImportMode otherwise = ImportMode.of(mode);
    String by = by(context);
    return out -> load(name, otherwise, lines, new Narrator(out), by);
  }

  private void load(
      HubName hub, ImportMode otherwise, InputStream lines, Narrator narrator, String by)
      throws IOException {
    try {
      importer.run(hub, lines, otherwise, narrator);
      narrator.say("done");
      log(narrator.lines(), hub, by, "registry imported");
    } catch (IOException e) {
      log(narrator.lines(), hub, by, "import broken off by the client");
    } catch (HubException e) {
      throw e; // refused before its begin
    } catch (RuntimeException e) {
      LOGGER.atError().addKeyValue("hub", hub).setCause(e).log("an import failed");
      narrator.say("aborted");
      log(narrator.lines(), hub, by, "import aborted");
      drain(lines);
    }
  }

  /**
   * Reads what a client still sends, perhaps before it reads the answer; else it would be stuck.
   */
  private static void drain(InputStream lines) {
    try {
      lines.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      LOGGER.atDebug().addKeyValue("cause", e.toString()).log("the client has gone");
    }
  }

  private static void log(long count, HubName hub, String by, String message) {
    LOGGER
        .atInfo()
        .addKeyValue("hub", hub)
        .addKeyValue("by", by)
        .addKeyValue("count", count)
        .log(message);
  }

  private static String by(ContainerRequestContext context) {
    return Callers.of(context).name();
  }

  /** A line of the answer that was not granted. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ImportFailure(
      String type,
      long line,
      @Nullable String id,
      @Nullable String moduleId,
      String code,
      int number,
      String message) {}

  /** How far an import has come; {@code lines} of them are durable or refused. */
  public record ImportProgress(
      String type,
      long lines,
      long created,
      long updated,
      long unchanged,
      long deleted,
      long failed,
      double seconds) {}

  /** Tells the client line by line. Confined to its call. */
  private final class Narrator implements Importer.Listener {

    private final OutputStream out;
    private final long begin = System.nanoTime();
    private long lastProgress = begin;
    private Tally tally = Tally.NONE;

    Narrator(OutputStream out) {
      this.out = out;
    }

    /** How many are done with. */
    long lines() {
      return tally.lines();
    }

    @Override
    public void refused(Refusal refusal) throws IOException {
      HubException why = refusal.why();
      line(
          new ImportFailure(
              "failure",
              refusal.line(),
              refusal.deviceId(),
              refusal.moduleId(),
              why.code().code(),
              why.code().number(),
              why.getMessage()));
    }

    @Override
    public void progressed(Tally now) throws IOException {
      tally = now;
      long time = System.nanoTime();
      if (time - lastProgress >= BETWEEN_PROGRESS.toNanos()) {
        lastProgress = time;
        say("progress");
      }
    }

    void say(String type) throws IOException {
      line(
          new ImportProgress(
              type,
              tally.lines(),
              tally.created(),
              tally.updated(),
              tally.unchanged(),
              tally.deleted(),
              tally.failed(),
              Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1e3));
      out.flush();
    }

    private void line(Object line) throws IOException {
      out.write(json.writeValueAsBytes(line));
      out.write('\n');
    }
  }
}
