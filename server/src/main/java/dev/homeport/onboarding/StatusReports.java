package dev.homeport.onboarding;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages for programs in the transaction of what they tell: {@code
 * {"event":"firstConnected","at":…,"serial":…,"deviceId":…,"hub":…,"customer":…,"order":…}}, and of
 * a failure {@code code} and {@code reason}. Thread-safe.
 */
final class StatusReports {

  private final ObjectMapper json;
  private final StatusStore store = new StatusStore();

  StatusReports(ObjectMapper json) {
    this.json = json;
  }

  /**
   * @param hub null while the device is on none
   */
  void tell(
      Handle handle,
      StatusEvent event,
      ManufacturingRecord record,
      @Nullable String hub,
      Instant now) {
    ObjectNode body = body(event, record, now);
    body.put("deviceId", record.serial());
    put(body, "hub", hub);
    store.tell(handle, event, record.serial(), body.toString(), now);
  }

  void failed(Handle handle, ManufacturingRecord record, String code, String reason, Instant now) {
    ObjectNode body = body(StatusEvent.FAILED, record, now);
    body.put("code", code).put("reason", reason);
    store.tell(handle, StatusEvent.FAILED, record.serial(), body.toString(), now);
  }

  private ObjectNode body(StatusEvent event, ManufacturingRecord record, Instant now) {
    ObjectNode body =
        json.createObjectNode()
            .put("event", event.wire())
            .put("at", now.toString())
            .put("serial", record.serial());
    put(body, "model", record.model());
    put(body, "customer", record.customer());
    put(body, "order", record.order());
    put(body, "soldTo", record.soldTo());
    return body;
  }

  private static void put(ObjectNode body, String name, @Nullable String text) {
    if (text != null) {
      body.put(name, text);
    }
  }
}
