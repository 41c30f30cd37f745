package dev.homeport.agent.swarm;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the hub says to a device, by the topic on which it says it. */
sealed interface Incoming {

  /** {@code $iothub/twin/res/{status}/?$rid={request id}[&$version={version}]}. */
  record TwinAnswer(int status, String requestId) implements Incoming {}

  /** {@code $iothub/twin/PATCH/properties/desired/?$version={version}}. */
  record DesiredChange() implements Incoming {}

  /** {@code $iothub/methods/POST/{method}/?$rid={request id}}. */
  record MethodCall(String methodName, String requestId) implements Incoming {}

  /**
   * {@code devices/{device id}/messages/devicebound/{properties}}: a message to the device, with
   * {@code {name}={value}} joined by {@code &}.
   */
  record Message(Set<String> properties) implements Incoming {}

  /** Nothing that the device listens for. */
  record Foreign() implements Incoming {}

  String MESSAGES = "/messages/devicebound/";
  String TWIN_ANSWERS = "$iothub/twin/res/";
  String DESIRED_CHANGES = "$iothub/twin/PATCH/properties/desired/";
  String METHOD_CALLS = "$iothub/methods/POST/";

  static Incoming of(String topic) {
    if (topic.startsWith(DESIRED_CHANGES)) {
      return new DesiredChange();
    }
    int message = topic.indexOf(MESSAGES);
    if (topic.startsWith("devices/") && message > 0) {
      String properties = topic.substring(message + MESSAGES.length());
      return new Message(new HashSet<>(List.of(properties.split("&", -1))));
    }
    String requestId = requestId(topic);
    if (requestId == null) {
      return new Foreign();
    }
    if (topic.startsWith(TWIN_ANSWERS)) {
      String status = part(topic, TWIN_ANSWERS);
      return status.matches("[0-9]{3}")
          ? new TwinAnswer(Integer.parseInt(status), requestId)
          : new Foreign();
    }
    return topic.startsWith(METHOD_CALLS)
        ? new MethodCall(part(topic, METHOD_CALLS), requestId)
        : new Foreign();
  }

  private static @Nullable String requestId(String topic) {
    String parameter = "/?$rid=";
    int at = topic.indexOf(parameter);
    if (at < 0) {
      return null;
    }
    int from = at + parameter.length();
    int end = topic.indexOf('&', from);
    return topic.substring(from, end < 0 ? topic.length() : end);
  }

  /** What stands between the beginning and the request id. */
  private static String part(String topic, String beginning) {
    return topic.substring(
        beginning.length(), Math.max(beginning.length(), topic.indexOf("/?$rid=")));
  }
}
