package dev.homeport.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.eventlog.Outbox;
import dev.homeport.registry.RegistryService;
import dev.homeport.twin.DeviceTwins;
import dev.homeport.twin.TwinRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Deployment content for one edge device, set at once and only once: no configuration holds it, so
 * one that targets the device has the last word about what it sets itself.
 */
final class DeploymentContent {

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final RegistryService registry;
  private final DeviceTwins twins;
  private final EdgeModules modules;

  DeploymentContent(
      Jdbi jdbi, Outbox outbox, RegistryService registry, DeviceTwins twins, EdgeModules modules) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.registry = registry;
    this.twins = twins;
    this.modules = modules;
  }

  /**
   * Sets it on the modules that it names; those that are not there are registered.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when the device is no edge device
   *     or the content no deployment's
   */
  void apply(Identity device, JsonNode content) {
    boolean edge = registry.get(device).edge();
    if (!(Content.of(content) instanceof Content.OfEdge(Map<ModuleId, DesiredContent> wanted))
        || !edge) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "an edge device takes modulesContent, others take none");
    }
    wanted
        .keySet()
        .forEach(module -> modules.register(new Identity(device.hub(), device.deviceId(), module)));
    jdbi.useTransaction(handle -> write(handle, device, wanted));
    outbox.wake();
  }

  private void write(Handle handle, Identity device, Map<ModuleId, DesiredContent> wanted) {
    List<DeviceTwins.Patched> patches = new ArrayList<>();
    for (TwinRow twin : twins.lock(handle, device.hub(), List.of(device.deviceId()))) {
      ModuleId module = twin.identity().moduleId();
      DesiredContent desired = module == null ? null : wanted.get(module);
      if (desired != null) {
        Claim claim = new Claim(0, 0, Instant.EPOCH, desired);
        Change change =
            Change.of(twin.desired(), Map.of(), Settlement.of(List.of(claim)), _ -> true);
        if (!change.patch().isEmpty()) {
          patches.add(twins.patched(twin, change.patch()));
        }
      }
    }
    twins.write(handle, patches);
  }
}
