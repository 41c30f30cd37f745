package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The hub at a glance.
 *
 * @param messagesPerSecond device-to-cloud messages that this node took in, over a few seconds
 */
@Schema(
    name = "Overview",
    requiredProperties = {"hub", "hostNames", "devices", "messagesPerSecond"})
public record Overview(
    String hub, List<String> hostNames, DeviceCounts devices, double messagesPerSecond) {}
