package dev.homeport.app.console;

import dev.homeport.gateway.NodeState;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A server process of the installation.
 *
 * @param address at which the other nodes reach it
 * @param sessions how many devices and modules it holds connections of
 */
@Schema(
    name = "InstallationNode",
    requiredProperties = {"id", "address", "startedAt", "heartbeatAt", "sessions"})
public record InstallationNode(
    String id,
    String address,
    @Schema(format = "date-time") String startedAt,
    @Schema(format = "date-time") String heartbeatAt,
    long sessions) {

  static InstallationNode of(NodeState node) {
    return new InstallationNode(
        node.id().toString(),
        node.address(),
        node.startedAt().toString(),
        node.heartbeatAt().toString(),
        node.sessions());
  }
}
