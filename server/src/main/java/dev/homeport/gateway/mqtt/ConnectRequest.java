package dev.homeport.gateway.mqtt;

import dev.homeport.DeviceId;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.StorableText;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a device says of itself in its CONNECT packet: client id {@code d} or {@code d/m}, user name
 * {@code {host}/{client id}/?api-version=…[&model-id=…]…}, password a SAS token or none. To the
 * provisioning service: client id the registration id, user name {@code {id
 * scope}/registrations/{registration id}/api-version=…}.
 */
sealed interface ConnectRequest {

  String REGISTRATIONS = "/registrations/";

  /** A packet that makes sense; nothing in it is proved. */
  record Device(
      Identity identity,
      @Nullable String token,
      @Nullable String modelId,
      boolean cleanSession,
      int keepAliveSeconds,
      @Nullable Will will)
      implements ConnectRequest {}

  /** A packet for the provisioning service; nothing in it is proved. */
  record Registration(
      String idScope, String registrationId, @Nullable String token, int keepAliveSeconds)
      implements ConnectRequest {}

  /** A packet that is refused as it stands. */
  record Invalid(MqttConnectReturnCode code, String reason) implements ConnectRequest {}

  /** What the hub sends as telemetry when the connection is lost (MQTT 3.1.1 §3.1.2.5). */
  record Will(String topic, byte[] payload, boolean retain) {}

  /**
   * @param hubs finds the hub by the host name that the client uses
   */
  static ConnectRequest of(MqttConnectMessage message, Function<String, HubName> hubs) {
    String clientId = message.payload().clientIdentifier();
    String userName = message.payload().userName();
    if (clientId == null || clientId.isEmpty()) {
      return new Invalid(
          MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED, "no client id");
    }
    if (userName == null) {
      return new Invalid(
          MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD, "no user name");
    }
    if (userName.contains(REGISTRATIONS)) {
      return registration(message, clientId, userName);
    }
    int hostEnd = userName.indexOf('/');
    if (hostEnd <= 0) {
      return new Invalid(
          MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD,
          "user name without host or client id");
    }
    String rest = userName.substring(hostEnd + 1);
    int query = rest.indexOf("?");
    String path = query < 0 ? rest : rest.substring(0, query);
    String named = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (!named.equals(clientId)) {
      return new Invalid(
          MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD,
          "user name and client id differ");
    }
    try {
      String host = userName.substring(0, hostEnd);
      String modelId = query < 0 ? null : parameter(rest.substring(query + 1), "model-id");
      if (modelId != null && !StorableText.holds(modelId)) {
        return new Invalid(
            MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD,
            "malformed model id");
      }
      return new Device(
          identity(hubs.apply(host), clientId),
          token(message),
          modelId,
          message.variableHeader().isCleanSession(),
          message.variableHeader().keepAliveTimeSeconds(),
          will(message));
    } catch (HubException | IllegalArgumentException e) {
      return new Invalid(
          MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED, "malformed client id");
    }
  }

  private static ConnectRequest registration(
      MqttConnectMessage message, String clientId, String userName) {
    int scopeEnd = userName.indexOf(REGISTRATIONS);
    String rest = userName.substring(scopeEnd + REGISTRATIONS.length());
    int end = rest.indexOf('/');
    String registrationId = end < 0 ? rest : rest.substring(0, end);
    return registrationId.equals(clientId)
        ? new Registration(
            userName.substring(0, scopeEnd),
            registrationId,
            token(message),
            message.variableHeader().keepAliveTimeSeconds())
        : new Invalid(
            MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD,
            "user name and client id differ");
  }

  private static Identity identity(HubName hub, String clientId) {
    int slash = clientId.indexOf('/');
    return slash < 0
        ? Identity.device(hub, new DeviceId(clientId))
        : new Identity(
            hub,
            new DeviceId(clientId.substring(0, slash)),
            new ModuleId(clientId.substring(slash + 1)));
  }

  private static @Nullable String token(MqttConnectMessage message) {
    byte[] password = message.payload().passwordInBytes();
    return password == null ? null : new String(password, StandardCharsets.UTF_8);
  }

  /** The parameters come in any order and encoding, so they are read leniently. */
  private static @Nullable String parameter(String query, String name) {
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).equals(name)) {
        return URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
      }
    }
    return null;
  }

  private static @Nullable Will will(MqttConnectMessage message) {
    if (!message.variableHeader().isWillFlag()) {
      return null;
    }
    byte[] payload = message.payload().willMessageInBytes();
    return new Will(
        message.payload().willTopic(),
        payload == null ? new byte[0] : payload,
        message.variableHeader().isWillRetain());
  }
}
