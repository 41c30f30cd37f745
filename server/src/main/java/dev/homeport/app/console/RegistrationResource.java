package dev.homeport.app.console;

import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.onboarding.RecordPage;
import dev.homeport.onboarding.RecordSearch;
import dev.homeport.onboarding.Records;
import dev.homeport.report.CsvTable;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which device went to which hub, and whose it is (docs/onboarding.md). */
@Path("/api/v1")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "registrations")
public final class RegistrationResource {

  private static final int MAX_CUSTOMERS = 500;

  private final Records records;

  public RegistrationResource(Records records) {
    this.records = records;
  }

  @GET
  @Path("registrations")
  @Needs(Action.VIEW)
  @Operation(
      operationId = "listOnboardedDevices",
      summary = "A page of the devices that have come from their records to a hub")
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content = @Content(schema = @Schema(implementation = OnboardedDevicePage.class)))
  @APIResponse(responseCode = "400", description = "A parameter is invalid")
  public OnboardedDevicePage list(
      @Parameter(
              description =
                  "Part of a serial number, MAC address, model, customer, order or buyer, whatever its case")
          @QueryParam("search")
          @Nullable String search,
      @Parameter(description = "The only customer") @QueryParam("customer")
          @Nullable String customer,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"enrolled", "active", "gone"}))
          @QueryParam("status")
          @Nullable String status,
      @Parameter(
              description = "Which page, counted from 0",
              schema = @Schema(type = SchemaType.INTEGER, minimum = "0", defaultValue = "0"))
          @QueryParam("page")
          @Nullable String page,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "" + DeviceQuery.MAX_PAGE_SIZE,
                      defaultValue = "" + DeviceQuery.DEFAULT_PAGE_SIZE))
          @QueryParam("pageSize")
          @Nullable String pageSize) {
    RecordSearch asked =
        ManufacturingRecordResource.search(search, customer, true, status, page, pageSize);
    RecordPage found = records.page(asked);
    return new OnboardedDevicePage(
        found.items().stream().map(RegistrationRow::of).toList(),
        found.total(),
        asked.page(),
        asked.pageSize());
  }

  @GET
  @Path("registrations.csv")
  @Produces(MediaType.WILDCARD)
  @Needs(Action.DOWNLOAD_REPORTS)
  @Operation(hidden = true, operationId = "exportOnboardedDevices")
  public Response export(
      @QueryParam("search") @Nullable String search,
      @QueryParam("customer") @Nullable String customer,
      @QueryParam("status") @Nullable String status,
      @Context HttpServerRequest request) {
    RecordSearch asked =
        ManufacturingRecordResource.search(search, customer, true, status, null, null);
    StreamingOutput file =
        out -> {
          try {
            out.write(CsvTable.line(RegistrationRow.HEAD));
            records.each(
                asked,
                record -> {
                  try {
                    out.write(CsvTable.line(RegistrationRow.of(record).cells()));
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
          } catch (UncheckedIOException e) {
            throw e.getCause();
          } catch (RuntimeException e) {
            // An answer that only ends would be taken for the whole file.
            request.response().reset();
            throw e;
          }
        };
    return Response.ok(file)
        .type("text/csv; charset=utf-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"registrations.csv\"")
        .build();
  }

  @GET
  @Path("customers")
  @Needs(Action.VIEW)
  @Operation(
      operationId = "listCustomers",
      summary = "Who ordered devices, and how far those have come; 500 at most")
  @APIResponse(
      responseCode = "200",
      description = "The customers",
      content = @Content(schema = @Schema(implementation = CustomerList.class)))
  public CustomerList customers(
      @Parameter(description = "Part of a name, whatever its case") @QueryParam("search")
          @Nullable String search,
      @Parameter(description = "The name to go on after") @QueryParam("after")
          @Nullable String after) {
    return CustomerList.of(
        records.customers(search == null ? "" : search, after == null ? "" : after, MAX_CUSTOMERS));
  }
}
