package dev.homeport.app.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.access.audit.AuditPage;
import dev.homeport.access.audit.AuditReader;
import dev.homeport.access.audit.AuditSearch;
import dev.homeport.access.audit.AuditUpkeep;
import dev.homeport.access.audit.AuditVerifier;
import dev.homeport.access.audit.Outcome;
import dev.homeport.access.audit.Verdict;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.LongConsumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The audit log: found page by page, exported, checked. */
@Path("/api/v1/audit")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
public final class ConsoleAuditResource {

  private static final String LINES = "application/x-ndjson";

  private final AuditReader reader;
  private final AuditVerifier verifier;
  private final AuditUpkeep upkeep;
  private final ObjectMapper json;

  public ConsoleAuditResource(
      AuditReader reader, AuditVerifier verifier, AuditUpkeep upkeep, ObjectMapper json) {
    this.reader = reader;
    this.verifier = verifier;
    this.upkeep = upkeep;
    this.json = json;
  }

  /** What entries are looked for. */
  public static final class Filters {
    @Parameter(description = "The first moment", schema = @Schema(format = "date-time"))
    @QueryParam("from")
    @Nullable String from;

    @Parameter(
        description = "The first moment that is too late",
        schema = @Schema(format = "date-time"))
    @QueryParam("to")
    @Nullable String to;

    @Parameter(description = "The name of a user, token or policy")
    @QueryParam("who")
    @Nullable String who;

    @QueryParam("action")
    @Nullable String action;

    @Parameter(description = "As devices/{deviceId}, jobs/{jobId}")
    @QueryParam("target")
    @Nullable String target;

    @Parameter(
        schema =
            @Schema(
                type = SchemaType.STRING,
                enumeration = {"succeeded", "denied", "failed"}))
    @QueryParam("outcome")
    @Nullable String outcome;

    @Parameter(description = "Part of any of the entry's texts, whatever its case")
    @QueryParam("text")
    @Nullable String text;

    AuditSearch search() {
      String word = given(outcome);
      return new AuditSearch(
          time("from", given(from)),
          time("to", given(to)),
          given(who),
          given(action),
          given(target),
          word == null
              ? null
              : Outcome.of(word)
                  .orElseThrow(
                      () -> new HubException(ErrorCode.ARGUMENT_INVALID, "no such outcome")),
          given(text));
    }

    private static @Nullable String given(@Nullable String text) {
      return text == null || text.isEmpty() ? null : text;
    }

    private static @Nullable Instant time(String name, @Nullable String text) {
      try {
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        throw new HubException(
            ErrorCode.ARGUMENT_INVALID, name + " is a time such as 2026-01-15T08:30:00Z");
      }
    }
  }

  @GET
  @Needs(Action.READ_AUDIT)
  @Operation(operationId = "listAudit", summary = "A page of the audit log, the newest first")
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content = @Content(schema = @Schema(implementation = AuditItemPage.class)))
  @APIResponse(responseCode = "400", description = "A parameter is invalid")
  public AuditItemPage list(
      @BeanParam Filters filters,
      @Parameter(description = "Of the page before") @QueryParam("continuation")
          @Nullable String continuation,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "" + AuditReader.MAX_PAGE,
                      defaultValue = "50"))
          @QueryParam("pageSize")
          @Nullable String pageSize) {
    AuditPage page =
        reader.page(filters.search(), Filters.given(continuation), DeviceQuery.pageSize(pageSize));
    return new AuditItemPage(
        page.entries().stream().map(AuditItem::of).toList(), page.continuation());
  }

  @GET
  @Path("actions")
  @Needs(Action.READ_AUDIT)
  @Operation(operationId = "listAuditActions", summary = "The actions that the audit log holds")
  @APIResponse(
      responseCode = "200",
      description = "The actions",
      content = @Content(schema = @Schema(implementation = AuditActions.class)))
  public AuditActions actions() {
    return new AuditActions(reader.actions());
  }

  @GET
  @Path("export")
  @Produces(MediaType.WILDCARD)
  @Needs(Action.READ_AUDIT)
  @Operation(hidden = true, operationId = "exportAudit")
  public Response export(
      @BeanParam Filters filters,
      @QueryParam("format") @DefaultValue("ndjson") String format,
      @Context HttpServerRequest request) {
    AuditSearch search = filters.search();
    AuditExport form = AuditExport.of(format);
    StreamingOutput lines =
        out -> {
          try {
            form.begin(out);
            reader.each(search, entry -> form.write(out, AuditItem.of(entry), json));
          } catch (RuntimeException e) {
            // An answer that only ends would be taken for the whole log.
            request.response().reset();
            throw e;
          }
        };
    return Response.ok(lines)
        .type(form.mediaType())
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + form.fileName() + "\"")
        .build();
  }

  @POST
  @Path("verification")
  @Needs(Action.READ_AUDIT)
  @Operation(operationId = "verifyAudit", summary = "Checks that nobody has been at the log")
  @APIResponse(
      responseCode = "200",
      description = "What was found",
      content = @Content(schema = @Schema(implementation = AuditCheck.class)))
  public AuditCheck verify() {
    return check(_ -> {});
  }

  /** The same with a line from time to time, for logs that take long. */
  @POST
  @Path("verification")
  @Produces(LINES)
  @Needs(Action.READ_AUDIT)
  @Operation(operationId = "verifyAudit", hidden = true)
  public StreamingOutput verifyTelling() {
    return out -> line(out, check(entries -> line(out, AuditCheck.progress(entries))));
  }

  private AuditCheck check(LongConsumer progress) {
    Verdict verdict = verifier.verify(progress);
    if (verdict instanceof Verdict.Intact) {
      upkeep.checkpoint();
    }
    return AuditCheck.of(verdict);
  }

  private void line(OutputStream out, AuditCheck line) {
    try {
      out.write(json.writeValueAsBytes(line));
      out.write('\n');
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
