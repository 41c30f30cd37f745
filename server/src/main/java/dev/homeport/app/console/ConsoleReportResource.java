package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.Callers;
import dev.homeport.app.account.OfHub;
import dev.homeport.report.FirstRows;
import dev.homeport.report.Report;
import dev.homeport.report.ReportFormat;
import dev.homeport.report.ReportRequest;
import dev.homeport.report.Reports;
import dev.homeport.report.Table;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reports about the fleet, as files and as a page to print. */
@OfHub
@Path("/api/v1/reports")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "reports")
public final class ConsoleReportResource {

  private static final int PRINTED_ROWS = 2_000;

  private final AskedHub hub;
  private final Reports reports;
  private final Clock clock;

  public ConsoleReportResource(AskedHub hub, Reports reports, Clock clock) {
    this.hub = hub;
    this.reports = reports;
    this.clock = clock;
  }

  /** What is to be in the report. */
  public static final class Choice {
    @Parameter(description = "What devices have to meet, in the query language")
    @QueryParam("condition")
    @Nullable String condition;

    @Parameter(description = "The group that devices have to be in")
    @QueryParam("group")
    @Nullable String group;

    @Parameter(description = "A path below tags that gets a column of an inventory")
    @QueryParam("tag")
    List<String> tags = new ArrayList<>();

    @Parameter(
        description = "The firmware version to compare with; left out: the newest of each model")
    @QueryParam("version")
    @Nullable String version;

    ReportRequest of(String name, ContainerRequestContext context) {
      Report report =
          Report.of(name)
              .orElseThrow(
                  () ->
                      new HubException(
                          ErrorCode.NOT_FOUND, "there is no such report, but " + names()));
      return new ReportRequest(
          report,
          ReportRequest.limited(condition, group, Callers.of(context).group()),
          tags,
          version == null || version.isEmpty() ? null : version);
    }

    private static String names() {
      return Arrays.stream(Report.values()).map(Report::wire).collect(Collectors.joining(", "));
    }
  }

  @GET
  @Path("{name: [^.]+}")
  @Needs(value = Action.DOWNLOAD_REPORTS, keepsToGroup = true)
  @Operation(
      operationId = "report",
      summary = "The first " + PRINTED_ROWS + " rows of a report, for a page to print")
  @APIResponse(
      responseCode = "200",
      description = "The rows",
      content = @Content(schema = @Schema(implementation = ReportPage.class)))
  @APIResponse(responseCode = "400", description = "The condition or a parameter is wrong")
  @APIResponse(responseCode = "404", description = "No such report")
  @APIResponse(responseCode = "504", description = "It took too long")
  public ReportPage report(
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {
                        "inventory",
                        "compliance",
                        "outdated",
                        "health",
                        "health-history",
                        "provisioning"
                      }))
          @PathParam("name")
          String name,
      @BeanParam Choice choice,
      @Context ContainerRequestContext context)
      throws IOException {
    ReportRequest request = choice.of(name, context);
    try (FirstRows rows = new FirstRows(PRINTED_ROWS)) {
      reports.write(hub.name(), request, rows);
      return ReportPage.of(request.report(), clock.instant(), rows);
    }
  }

  @GET
  @Path("{name: [^.]+}.{format: csv|xlsx}")
  @Produces(MediaType.WILDCARD)
  @Needs(value = Action.DOWNLOAD_REPORTS, keepsToGroup = true)
  @Operation(hidden = true, operationId = "downloadReport")
  public Response download(
      @PathParam("name") String name,
      @PathParam("format") String format,
      @BeanParam Choice choice,
      @Context ContainerRequestContext context,
      @Context HttpServerRequest request) {
    ReportRequest asked = choice.of(name, context);
    HubName of = hub.name(); // nobody asks for it any more while the answer is written
    reports.check(of, asked);
    ReportFormat form = ReportFormat.of(format).orElseThrow();
    StreamingOutput file =
        out -> {
          try {
            Table table = form.open(out, asked.report());
            reports.write(of, asked, table);
            table.close();
          } catch (RuntimeException e) {
            // An answer that only ends would be taken for the whole report.
            request.response().reset();
            throw e;
          }
        };
    String day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
    return Response.ok(file)
        .type(form.mediaType())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"%s-%s.%s\"".formatted(asked.report().wire(), day, form.wire()))
        .build();
  }
}
