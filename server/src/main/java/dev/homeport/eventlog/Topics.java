package dev.homeport.eventlog;

import dev.homeport.HubName;

/** The names of Homeport's Kafka topics. */
public final class Topics {

  /** Events of all hubs; the record headers name the hub, the device and the type. */
  public static final String EVENTS = "homeport.events";

  private Topics() {}

  /** Device-to-cloud messages of one hub, keyed by device id. */
  public static String telemetry(HubName hub) {
    return "homeport." + hub + ".telemetry";
  }

  /** The consumer group that does {@code work} for a hub; the first hub's is named by it alone. */
  public static String group(String work, HubName hub) {
    return hub.equals(HubName.DEFAULT) ? work : work + "." + hub;
  }
}
