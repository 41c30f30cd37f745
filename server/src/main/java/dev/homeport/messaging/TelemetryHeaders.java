package dev.homeport.messaging;

import java.util.Map;
import java.util.Set;

/**
 * The names of the record headers on telemetry topics. System properties have IoT Hub's own names;
 * an application property keeps its name, unless that would be taken for a system property: then
 * {@link #APPLICATION_PREFIX} stands before it. So each header decodes in one way only.
 */
public final class TelemetryHeaders {

  public static final String MESSAGE_ID = "message-id";
  public static final String CORRELATION_ID = "correlation-id";
  public static final String USER_ID = "user-id";
  public static final String CONTENT_TYPE = "content-type";
  public static final String CONTENT_ENCODING = "content-encoding";
  public static final String TO = "to";
  public static final String CREATION_TIME = "creation-time-utc";
  public static final String EXPIRY = "expiry";
  public static final String OUTPUT_NAME = "output-name";
  public static final String INTERFACE_ID = "interface-id";
  public static final String COMPONENT = "dt-subject";
  public static final String ACK = "ack";
  public static final String DEVICE_ID = "iothub-connection-device-id";
  public static final String MODULE_ID = "iothub-connection-module-id";
  public static final String AUTH_METHOD = "iothub-connection-auth-method";
  public static final String GENERATION_ID = "iothub-connection-auth-generation-id";
  public static final String SOURCE = "iothub-message-source";

  /** Stands before an application property whose own name is reserved. */
  public static final String APPLICATION_PREFIX = "iothub-app-";

  /** The part of a topic's property bag after {@code $.} to the header's name. */
  static final Map<String, String> SYSTEM_BY_SHORT_NAME =
      Map.ofEntries(
          Map.entry("mid", MESSAGE_ID),
          Map.entry("cid", CORRELATION_ID),
          Map.entry("uid", USER_ID),
          Map.entry("ct", CONTENT_TYPE),
          Map.entry("ce", CONTENT_ENCODING),
          Map.entry("to", TO),
          Map.entry("ctime", CREATION_TIME),
          Map.entry("exp", EXPIRY),
          Map.entry("on", OUTPUT_NAME),
          Map.entry("ifid", INTERFACE_ID),
          Map.entry("sub", COMPONENT),
          Map.entry("ack", ACK),
          Map.entry("cdid", DEVICE_ID),
          Map.entry("cmid", MODULE_ID));

  private static final Set<String> RESERVED =
      Set.of(
          MESSAGE_ID,
          CORRELATION_ID,
          USER_ID,
          CONTENT_TYPE,
          CONTENT_ENCODING,
          TO,
          CREATION_TIME,
          EXPIRY,
          OUTPUT_NAME,
          INTERFACE_ID,
          COMPONENT,
          ACK);

  private TelemetryHeaders() {}

  /** The header that carries the application property {@code name}. */
  public static String ofApplicationProperty(String name) {
    return isSystem(name) || name.startsWith(APPLICATION_PREFIX) ? APPLICATION_PREFIX + name : name;
  }

  /** Whether the header of this name carries a system property. */
  public static boolean isSystem(String header) {
    return RESERVED.contains(header)
        || (header.startsWith("iothub-") && !header.startsWith(APPLICATION_PREFIX));
  }

  /** The application property that the header of this name carries; it is no system header. */
  public static String applicationProperty(String header) {
    return header.startsWith(APPLICATION_PREFIX)
        ? header.substring(APPLICATION_PREFIX.length())
        : header;
  }
}
