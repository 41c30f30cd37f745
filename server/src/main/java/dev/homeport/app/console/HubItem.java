package dev.homeport.app.console;

import dev.homeport.registry.Hub;
import dev.homeport.registry.Network;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A hub of the installation.
 *
 * @param weight how many of the devices that are spread over the hubs it gets, compared with others
 * @param networks as 192.0.2.0/24, whose devices are near to it
 */
@Schema(
    name = "Hub",
    requiredProperties = {"name", "hostNames", "weight", "networks", "createdAt", "devices"})
public record HubItem(
    String name,
    List<String> hostNames,
    int weight,
    List<String> networks,
    @Schema(format = "date-time") String createdAt,
    DeviceCounts devices) {

  static HubItem of(Hub hub, DeviceCounts devices) {
    return new HubItem(
        hub.name().value(),
        hub.hostNames(),
        hub.weight(),
        hub.networks().stream().map(Network::toString).toList(),
        hub.createdAt().toString(),
        devices);
  }
}
