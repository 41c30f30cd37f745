package dev.homeport.gateway.mqtt;

import dev.homeport.Identity;
import org.jspecify.annotations.Nullable;

/**
 * The topics that one device or module may publish to, and what they mean. Anything else is foreign
 * and ends the connection.
 */
sealed interface Topic {

  /** {@code devices/{d}[/modules/{m}]/messages/events/{property bag}}. */
  record Telemetry(String propertyBag) implements Topic {}

  /** {@code $iothub/twin/GET/?$rid={request id}}. */
  record TwinGet(String requestId) implements Topic {}

  /** {@code $iothub/twin/PATCH/properties/reported/?$rid={request id}[&$version={version}]}. */
  record TwinPatch(String requestId, @Nullable String version) implements Topic {}

  /** {@code $iothub/methods/res/{status}/?$rid={request id}}. */
  record MethodResponse(int status, String requestId) implements Topic {}

  record Foreign() implements Topic {}

  String TWIN_GET = "$iothub/twin/GET/";
  String TWIN_PATCH = "$iothub/twin/PATCH/properties/reported/";
  String METHOD_RESPONSE = "$iothub/methods/res/";

  int MAX_REQUEST_ID = 1_024;

  /** The part of the topic of telemetry before the property bag. */
  static String telemetryPrefix(Identity identity) {
    return base(identity) + "messages/events/";
  }

  /** {@code devices/{d}/} or {@code devices/{d}/modules/{m}/}. */
  static String base(Identity identity) {
    return identity.moduleId() == null
        ? "devices/" + identity.deviceId() + "/"
        : "devices/" + identity.deviceId() + "/modules/" + identity.moduleId() + "/";
  }

  /**
   * @param telemetryPrefix of the identity that publishes
   */
  static Topic of(String name, String telemetryPrefix) {
    if (name.startsWith(telemetryPrefix)) {
      return new Telemetry(name.substring(telemetryPrefix.length()));
    }
    if (name.length() == telemetryPrefix.length() - 1 && telemetryPrefix.startsWith(name)) {
      return new Telemetry("");
    }
    if (name.startsWith(TWIN_PATCH)) {
      String requestId = requestId(name, TWIN_PATCH.length());
      return requestId == null
          ? new Foreign()
          : new TwinPatch(requestId, parameter(name, TWIN_PATCH.length(), "$version"));
    }
    if (name.startsWith(TWIN_GET)) {
      String requestId = requestId(name, TWIN_GET.length());
      return requestId == null ? new Foreign() : new TwinGet(requestId);
    }
    if (name.startsWith(METHOD_RESPONSE)) {
      return methodResponse(name);
    }
    return new Foreign();
  }

  private static Topic methodResponse(String name) {
    int slash = name.indexOf('/', METHOD_RESPONSE.length());
    String requestId = slash < 0 ? null : requestId(name, slash + 1);
    if (requestId == null) {
      return new Foreign();
    }
    try {
      return new MethodResponse(
          Integer.parseInt(name, METHOD_RESPONSE.length(), slash, 10), requestId);
    } catch (NumberFormatException e) {
      return new Foreign();
    }
  }

  /** The request id; null when there is none, or when it would not fit into an answer's topic. */
  private static @Nullable String requestId(String name, int from) {
    String requestId = parameter(name, from, "$rid");
    return requestId == null || requestId.length() > MAX_REQUEST_ID ? null : requestId;
  }

  /** A parameter of those that begin at {@code from}; null when it is not there. */
  static @Nullable String parameter(String name, int from, String wanted) {
    int start = name.startsWith("?", from) ? from + 1 : from;
    for (String pair : name.substring(start).split("&", -1)) {
      if (pair.length() > wanted.length()
          && pair.startsWith(wanted)
          && pair.charAt(wanted.length()) == '=') {
        return pair.substring(wanted.length() + 1);
      }
    }
    return null;
  }
}
