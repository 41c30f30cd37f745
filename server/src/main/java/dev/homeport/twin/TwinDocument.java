package dev.homeport.twin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.registry.Authentication;
import dev.homeport.registry.IdentityDocument;
import dev.homeport.registry.RegisteredIdentity;

/** A twin on the wire of the service API (IoT Hub service REST API, Twin). */
final class TwinDocument {

  private TwinDocument() {}

  static ObjectNode of(ObjectMapper json, TwinRow row, RegisteredIdentity registered) {
    ObjectNode twin = json.createObjectNode();
    twin.put("deviceId", row.identity().deviceId().value());
    if (row.identity().isModule()) {
      twin.put("moduleId", row.identity().moduleColumn());
    }
    twin.put("etag", row.etag());
    twin.put("deviceEtag", registered.etag());
    twin.put("status", registered.enabled() ? "enabled" : "disabled");
    if (registered.statusReason() != null) {
      twin.put("statusReason", registered.statusReason());
    }
    twin.put("statusUpdateTime", IdentityDocument.time(registered.statusUpdatedAt()));
    twin.put("connectionState", registered.connected() ? "Connected" : "Disconnected");
    twin.put("lastActivityTime", IdentityDocument.time(registered.lastActivityAt()));
    twin.put("cloudToDeviceMessageCount", registered.messageCount());
    twin.put("authenticationType", registered.authentication().type());
    ObjectNode thumbprints = twin.putObject("x509Thumbprint");
    if (registered.authentication() instanceof Authentication.SelfSigned selfSigned) {
      thumbprints.put("primaryThumbprint", selfSigned.primaryThumbprint());
      thumbprints.put("secondaryThumbprint", selfSigned.secondaryThumbprint());
    } else {
      thumbprints.putNull("primaryThumbprint").putNull("secondaryThumbprint");
    }
    twin.put("modelId", row.modelId() == null ? "" : row.modelId());
    twin.put("version", row.version());
    twin.set("tags", row.tags());
    ObjectNode properties = twin.putObject("properties");
    properties.set("desired", section(row.desired(), row.desiredMetadata(), row.desiredVersion()));
    properties.set(
        "reported", section(row.reported(), row.reportedMetadata(), row.reportedVersion()));
    if (!row.configurations().isEmpty()) {
      twin.set("configurations", row.configurations());
    }
    if (!row.identity().isModule()) {
      twin.putObject("capabilities").put("iotEdge", registered.edge());
    }
    if (registered.deviceScope() != null) {
      twin.put("deviceScope", registered.deviceScope());
    }
    return twin;
  }

  private static ObjectNode section(ObjectNode content, ObjectNode metadata, long version) {
    ObjectNode section = content.deepCopy();
    section.set("$metadata", metadata);
    section.put("$version", version);
    return section;
  }
}
