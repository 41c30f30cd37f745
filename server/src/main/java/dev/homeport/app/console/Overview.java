package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The hub at a glance.
 *
 * @param messagesPerSecond device-to-cloud messages of the hub that this node took in, over a few
 *     seconds
 * @param runningJobs jobs that have begun and not ended
 */
@Schema(
    name = "Overview",
    requiredProperties = {
      "hub",
      "hostNames",
      "devices",
      "breakdown",
      "health",
      "alerts",
      "messagesPerSecond",
      "runningJobs"
    })
public record Overview(
    String hub,
    List<String> hostNames,
    DeviceCounts devices,
    Breakdown breakdown,
    HealthCounts health,
    AlertCounts alerts,
    double messagesPerSecond,
    long runningJobs) {}
