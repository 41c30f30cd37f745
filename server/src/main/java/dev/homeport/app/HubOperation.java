package dev.homeport.app;

import dev.homeport.HubName;
import dev.homeport.registry.Right;
import java.util.Locale;
import java.util.Set;

/** What a call of the hub's REST API needs: the one table of rights. */
sealed interface HubOperation {

  /** Collections of Homeport's own API that a policy with all rights may use. */
  Set<String> OF_OWNERS =
      Set.of("audit", "alerts", "alert-rules", "alert-channels", "firmware", "deployments");

  /** A call of a service. */
  record Service(Right right) implements HubOperation {}

  /**
   * A call of a device or module for itself.
   *
   * @param moduleId {@code ""} for the device itself
   */
  record Device(String deviceId, String moduleId) implements HubOperation {}

  /**
   * A call of Homeport's own API that a service may make with a policy of the hub, and a person
   * with a session.
   */
  record ServiceOrPerson(String hub, Right right) implements HubOperation {}

  /** The same, for a policy with all rights of the hub. */
  record OwnerOrPerson(String hub) implements HubOperation {}

  /** Health, metrics, the rest of Homeport's own API, the console. */
  record NotOfTheHub() implements HubOperation {}

  /** The path without doubled or trailing slashes, which some SDKs send. */
  static String normalized(String path) {
    String single = path.replaceAll("/{2,}", "/");
    String rooted = single.startsWith("/") ? single : "/" + single;
    return rooted.length() > 1 && rooted.endsWith("/")
        ? rooted.substring(0, rooted.length() - 1)
        : rooted;
  }

  /**
   * @param path normalized
   */
  static HubOperation of(String method, String path) {
    String[] parts = path.substring(1).split("/", -1);
    boolean reads = method.equals("GET") || method.equals("HEAD");
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "devices" -> ofDevices(method, parts);
      case "statistics" -> new Service(Right.REGISTRY_READ);
      case "configurations", "jobs" ->
          new Service(reads ? Right.REGISTRY_READ : Right.REGISTRY_WRITE);
      case "twins", "messages", "digitaltwins" -> new Service(Right.SERVICE_CONNECT);
      case "api" -> ofOwnApi(reads, parts);
      default -> new NotOfTheHub();
    };
  }

  private static HubOperation ofOwnApi(boolean reads, String[] parts) {
    if (parts.length >= 3 && parts[1].equals("v1") && OF_OWNERS.contains(parts[2])) {
      return new OwnerOrPerson(HubName.DEFAULT.value());
    }
    if (isOfDevice(parts)
        || isOneOf("groups", "devices", parts)
        || isOneOf("reports", "", parts)
        || (parts.length >= 3 && parts[1].equals("v1") && parts[2].equals("records"))
        || isOneOf("configurations", "targets", parts)) {
      return new ServiceOrPerson(
          HubName.DEFAULT.value(), reads ? Right.REGISTRY_READ : Right.REGISTRY_WRITE);
    }
    boolean registry =
        parts.length == 6
            && parts[1].equals("v1")
            && parts[2].equals("hubs")
            && parts[4].equals("registry");
    return switch (registry ? parts[5] : "") {
      case "export" -> new ServiceOrPerson(parts[3], Right.REGISTRY_READ);
      case "import" -> new ServiceOrPerson(parts[3], Right.REGISTRY_WRITE);
      default -> new NotOfTheHub();
    };
  }

  /** What is told of a device beyond its identity and twin. */
  private static boolean isOfDevice(String[] parts) {
    return parts.length == 5
        && parts[1].equals("v1")
        && parts[2].equals("devices")
        && (parts[4].equals("configurations")
            || parts[4].equals("groups")
            || parts[4].equals("updates"));
  }

  /** All of a collection, one of them, or what belongs to that one. */
  private static boolean isOneOf(String collection, String belonging, String[] parts) {
    return parts.length >= 3
        && parts[1].equals("v1")
        && parts[2].equals(collection)
        && (parts.length <= 4 || (parts.length == 5 && parts[4].equals(belonging)));
  }

  private static HubOperation ofDevices(String method, String[] parts) {
    boolean reads = method.equals("GET") || method.equals("HEAD");
    int at = parts.length > 3 && parts[2].equals("modules") ? 4 : 2;
    String area = parts.length > at ? parts[at].toLowerCase(Locale.ROOT) : "";
    boolean toDevice =
        method.equals("POST") && parts[parts.length - 1].equalsIgnoreCase("devicebound");
    if (area.equals("messages") && toDevice) {
      return new Service(Right.SERVICE_CONNECT);
    }
    return switch (area) {
      case "messages", "files" -> new Device(parts[1], at == 4 ? parts[3] : "");
      case "commands" -> new Service(Right.SERVICE_CONNECT);
      default ->
          method.equals("POST") && parts.length == 2 && parts[1].equalsIgnoreCase("query")
              ? new Service(Right.SERVICE_CONNECT)
              : new Service(reads ? Right.REGISTRY_READ : Right.REGISTRY_WRITE);
    };
  }
}
