package dev.homeport.messaging;

import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.eventlog.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Where telemetry comes from: what is the same for every message of one connection, made once. The
 * record's key is the device id, so that a device and its modules share a partition.
 */
public final class TelemetrySource {

  private final HubName hub;
  private final String topic;
  private final byte[] key;
  private final List<Header> headers;

  /**
   * @param authMethod the JSON text that tells how the connection was authenticated
   */
  public TelemetrySource(Identity identity, String generationId, String authMethod) {
    this.hub = identity.hub();
    this.topic = Topics.telemetry(identity.hub());
    this.key = bytes(identity.deviceId().value());
    List<Header> constant = new ArrayList<>();
    constant.add(new RecordHeader(TelemetryHeaders.DEVICE_ID, key));
    if (identity.isModule()) {
      constant.add(new RecordHeader(TelemetryHeaders.MODULE_ID, bytes(identity.moduleColumn())));
    }
    constant.add(new RecordHeader(TelemetryHeaders.AUTH_METHOD, bytes(authMethod)));
    constant.add(new RecordHeader(TelemetryHeaders.GENERATION_ID, bytes(generationId)));
    constant.add(new RecordHeader(TelemetryHeaders.SOURCE, bytes("Telemetry")));
    this.headers = List.copyOf(constant);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  HubName hub() {
    return hub;
  }

  String topic() {
    return topic;
  }

  byte[] key() {
    return key;
  }

  List<Header> headers() {
    return headers;
  }
}
