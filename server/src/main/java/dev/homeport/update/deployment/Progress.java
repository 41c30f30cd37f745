package dev.homeport.update.deployment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.eventlog.Event;
import java.time.Instant;

/** What the event log tells of deployments. */
final class Progress {

  private final ObjectMapper json;

  Progress(ObjectMapper json) {
    this.json = json;
  }

  /** The body of an event: a deployment as far as it is. */
  String body(Deployment deployment, DeploymentCounts counts) {
    ObjectNode body = json.createObjectNode();
    body.put("deploymentId", deployment.id().toString());
    body.put("name", deployment.name());
    body.put("firmware", deployment.firmwareName());
    body.put("version", deployment.version());
    if (deployment.rollsBack() != null) {
      body.put("rollsBack", deployment.rollsBack().toString());
    }
    body.put("status", deployment.status().wire());
    body.put("reason", deployment.reason());
    body.put("wave", deployment.wave());
    body.put("waves", deployment.waves());
    ObjectNode numbers = body.putObject("counts");
    for (UpdateStatus status : UpdateStatus.values()) {
      numbers.put(status.wire(), counts.of(status));
    }
    return body.toString();
  }

  Event event(
      Deployment deployment, DeploymentCounts counts, Event.DeploymentChange change, Instant now) {
    return new Event.DeploymentChanged(
        deployment.hub(), deployment.id().toString(), now, change, body(deployment, counts));
  }

  /** The body of an event about one device. */
  String body(Deployment deployment, DeploymentDevice device) {
    ObjectNode body = json.createObjectNode();
    body.put("deploymentId", deployment.id().toString());
    body.put("name", deployment.name());
    body.put("version", device.version());
    body.put("status", device.update().status().wire());
    body.put("reason", device.update().reason());
    body.put("message", device.update().message());
    return body.toString();
  }
}
