package dev.homeport.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.HubName;
import dev.homeport.twin.TwinService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.ResultIterator;
import org.jspecify.annotations.Nullable;

/**
 * Writes the devices and modules of a hub as lines of JSON, in the shape of IoT Hub's export job
 * and in the order of their ids, each device before its modules. It reads page by page and holds no
 * connection while it writes, so what changes meanwhile is in it or not. Thread-safe.
 */
public final class Exporter {

  private static final int PAGE_ROWS = 1_000;
  private static final int PAGE_BYTES = 1 << 20;

  private final Jdbi jdbi;
  private final ObjectMapper json;
  private final ExportStore store = new ExportStore();

  public Exporter(Jdbi jdbi, ObjectMapper json) {
    this.jdbi = jdbi;
    this.json = json;
  }

  /** Devices and modules that an export begun now would write. */
  public long count(HubName hub) {
    return jdbi.withHandle(handle -> store.count(handle, hub));
  }

  /**
   * Writes all lines.
   *
   * @param keys whether symmetric keys are in them; otherwise they are null
   * @return how many
   */
  public long write(HubName hub, boolean keys, OutputStream out) throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream(PAGE_BYTES);
    long lines = 0;
    Cursor cursor = new Cursor("", "", 0);
    while (true) {
      Cursor from = cursor;
      cursor = jdbi.inTransaction(handle -> page(handle, hub, from, keys, page));
      if (cursor.lines() == 0) {
        return lines;
      }
      lines += cursor.lines();
      page.writeTo(out);
      page.reset();
    }
  }

  /** Where a page ended, and how many lines it has. */
  private record Cursor(String deviceId, String moduleId, int lines) {}

  private Cursor page(
      Handle handle, HubName hub, Cursor from, boolean keys, ByteArrayOutputStream page) {
    Cursor end = new Cursor(from.deviceId(), from.moduleId(), 0);
    try (ResultIterator<ExportStore.Row> rows =
            store.after(handle, hub, from.deviceId(), from.moduleId(), PAGE_ROWS);
        JsonGenerator line = json.getFactory().createGenerator(page)) {
      line.setRootValueSeparator(null);
      while (rows.hasNext() && page.size() < PAGE_BYTES) {
        ExportStore.Row row = rows.next();
        write(line, row, keys);
        line.writeRaw('\n');
        line.flush();
        end = new Cursor(row.deviceId(), row.moduleId(), end.lines() + 1);
      }
      return end;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // never of memory
    }
  }

  private static void write(JsonGenerator line, ExportStore.Row row, boolean keys)
      throws IOException {
    boolean module = !row.moduleId().isEmpty();
    line.writeStartObject();
    line.writeStringField("id", row.deviceId());
    if (module) {
      line.writeStringField("moduleId", row.moduleId());
    }
    line.writeStringField("eTag", row.etag());
    line.writeStringField("status", row.enabled() ? "enabled" : "disabled");
    line.writeStringField("statusReason", row.statusReason() == null ? "" : row.statusReason());
    line.writeObjectFieldStart("authentication");
    line.writeObjectFieldStart("symmetricKey");
    text(line, "primaryKey", keys ? row.primaryKey() : null);
    text(line, "secondaryKey", keys ? row.secondaryKey() : null);
    line.writeEndObject();
    line.writeObjectFieldStart("x509Thumbprint");
    text(line, "primaryThumbprint", row.primaryThumbprint());
    text(line, "secondaryThumbprint", row.secondaryThumbprint());
    line.writeEndObject();
    line.writeStringField("type", row.authentication());
    line.writeEndObject();
    line.writeStringField("twinETag", TwinService.etag(row.twinVersion()));
    raw(line, "tags", row.tags());
    line.writeObjectFieldStart("properties");
    raw(line, "desired", row.desired());
    raw(line, "reported", row.reported());
    line.writeEndObject();
    line.writeObjectFieldStart("capabilities");
    line.writeBooleanField("iotEdge", row.edge());
    line.writeEndObject();
    if (row.managedBy() != null) {
      line.writeStringField("managedBy", row.managedBy());
    }
    if (row.deviceScope() != null) {
      line.writeStringField("deviceScope", row.deviceScope());
    }
    if (!row.parentScopes().isEmpty()) {
      line.writeArrayFieldStart("parentScopes");
      for (String scope : row.parentScopes()) {
        line.writeString(scope);
      }
      line.writeEndArray();
    }
    line.writeEndObject();
  }

  private static void text(JsonGenerator line, String name, @Nullable String value)
      throws IOException {
    if (value == null) {
      line.writeNullField(name);
    } else {
      line.writeStringField(name, value);
    }
  }

  private static void raw(JsonGenerator line, String name, String value) throws IOException {
    line.writeFieldName(name);
    line.writeRawValue(value);
  }
}
