package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.Callers;
import dev.homeport.onboarding.RecordImport;
import dev.homeport.onboarding.RecordPage;
import dev.homeport.onboarding.RecordSearch;
import dev.homeport.onboarding.Records;
import dev.homeport.onboarding.RegistrationStatus;
import dev.homeport.onboarding.RowError;
import dev.homeport.report.CsvTable;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Manufacturing records: what was built, and to whom it was sold (docs/onboarding.md). */
@Path("/api/v1/records")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "records")
public final class ManufacturingRecordResource {

  private static final String CSV = "text/csv";

  private final Records records;
  private final RecordImport imports;

  public ManufacturingRecordResource(Records records, RecordImport imports) {
    this.records = records;
    this.imports = imports;
  }

  @GET
  @Needs(Action.VIEW)
  @Operation(operationId = "listRecords", summary = "A page of the manufacturing records")
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content = @Content(schema = @Schema(implementation = ManufacturingRecordPage.class)))
  @APIResponse(responseCode = "400", description = "A parameter is invalid")
  public ManufacturingRecordPage list(
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
                      enumeration = {"waiting", "enrolled", "active", "gone"}))
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
    RecordSearch asked = search(search, customer, null, status, page, pageSize);
    RecordPage found = records.page(asked);
    return new ManufacturingRecordPage(
        found.items().stream().map(ManufacturingRecordItem::of).toList(),
        found.total(),
        asked.page(),
        asked.pageSize());
  }

  @GET
  @Needs(Action.VIEW)
  @Path("{serial}")
  @Operation(operationId = "record", summary = "A manufacturing record")
  @APIResponse(
      responseCode = "200",
      description = "The record",
      content = @Content(schema = @Schema(implementation = ManufacturingRecordItem.class)))
  @APIResponse(responseCode = "404", description = "No such record")
  public ManufacturingRecordItem record(@PathParam("serial") String serial) {
    return ManufacturingRecordItem.of(records.get(serial));
  }

  @PUT
  @Needs(Action.ADMINISTER)
  @Path("{serial}")
  @Operation(operationId = "saveRecord", summary = "Makes or replaces a manufacturing record")
  @APIResponse(
      responseCode = "200",
      description = "The record as it is now",
      content = @Content(schema = @Schema(implementation = ManufacturingRecordItem.class)))
  @APIResponse(responseCode = "400", description = "The record is invalid")
  @APIResponse(responseCode = "409", description = "Another record has the MAC address")
  public ManufacturingRecordItem save(
      @PathParam("serial") String serial,
      @RequestBody(required = true) @Nullable NewManufacturingRecord record) {
    if (record == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the record is missing");
    }
    return ManufacturingRecordItem.of(records.save(record.of(serial)));
  }

  @DELETE
  @Needs(Action.ADMINISTER)
  @Path("{serial}")
  @Operation(operationId = "deleteRecord", summary = "Deletes a manufacturing record")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "404", description = "No such record")
  @APIResponse(responseCode = "409", description = "Its device was onboarded")
  public void delete(@PathParam("serial") String serial) {
    records.delete(serial);
  }

  @POST
  @Needs(Action.ADMINISTER)
  @Path("import")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "importRecords",
      summary =
          "Makes and changes manufacturing records from a CSV file, which is read as a stream")
  @RequestBody(
      required = true,
      content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(
      responseCode = "200",
      description = "What became of the rows",
      content = @Content(schema = @Schema(implementation = RecordImportSummary.class)))
  @APIResponse(responseCode = "400", description = "It is no CSV file, or names wrong columns")
  @APIResponse(responseCode = "413", description = "It has too many rows")
  @APIResponse(responseCode = "429", description = "Other imports are under way")
  public RecordImportSummary load(InputStream csv, @Context ContainerRequestContext context)
      throws IOException {
    try {
      return RecordImportSummary.of(imports.run(csv, Callers.of(context).name()));
    } catch (HubException e) {
      // A client that still sends would not read the answer.
      csv.transferTo(OutputStream.nullOutputStream());
      throw e;
    }
  }

  @GET
  @Needs(Action.ADMINISTER)
  @Path("imports/{id}")
  @Operation(operationId = "recordImport", summary = "One of the latest imports")
  @APIResponse(
      responseCode = "200",
      description = "What became of its rows",
      content = @Content(schema = @Schema(implementation = RecordImportSummary.class)))
  @APIResponse(responseCode = "404", description = "No such import")
  public RecordImportSummary imported(@PathParam("id") String id) {
    return RecordImportSummary.of(imports.get(id(id)));
  }

  @GET
  @Needs(Action.ADMINISTER)
  @Path("imports/{id}/errors.csv")
  @Produces(MediaType.WILDCARD)
  @Operation(hidden = true, operationId = "recordImportErrors")
  public Response errors(@PathParam("id") String id) {
    UUID named = id(id);
    imports.get(named);
    List<RowError> errors = imports.errors(named);
    StreamingOutput file =
        out -> {
          out.write(CsvTable.line(List.of("line", "serial", "code", "message")));
          for (RowError error : errors) {
            out.write(
                CsvTable.line(
                    List.of(
                        Long.toString(error.line()),
                        error.serial(),
                        error.code(),
                        error.message())));
          }
        };
    return Response.ok(file)
        .type(CSV + "; charset=utf-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"refused-rows.csv\"")
        .build();
  }

  /**
   * What is looked for.
   *
   * @param onboarded null for all records
   */
  static RecordSearch search(
      @Nullable String search,
      @Nullable String customer,
      @Nullable Boolean onboarded,
      @Nullable String status,
      @Nullable String page,
      @Nullable String pageSize) {
    return new RecordSearch(
        search == null ? "" : search,
        customer == null || customer.isEmpty() ? null : customer,
        onboarded,
        status(status),
        DeviceQuery.page(page),
        DeviceQuery.pageSize(pageSize));
  }

  private static @Nullable RegistrationStatus status(@Nullable String word) {
    return word == null || word.isEmpty()
        ? null
        : RegistrationStatus.of(word)
            .orElseThrow(
                () -> new HubException(ErrorCode.ARGUMENT_INVALID, "there is no status " + word));
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new HubException(ErrorCode.NOT_FOUND, "there is no such import");
    }
  }
}
