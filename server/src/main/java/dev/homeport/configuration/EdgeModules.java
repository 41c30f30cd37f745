package dev.homeport.configuration;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.registry.NewIdentity;
import dev.homeport.registry.RegistryService;
import java.util.List;

/** Registers the modules that deployments name, which IoT Edge then manages. */
final class EdgeModules {

  private static final String MANAGER = "IotEdge";

  private final RegistryService registry;

  EdgeModules(RegistryService registry) {
    this.registry = registry;
  }

  /**
   * Registers a module unless it is there.
   *
   * @throws HubException when the device is not there or has as many modules as it may have
   */
  void register(Identity module) {
    NewIdentity wanted =
        new NewIdentity(true, null, NewIdentity.sas(null, null), MANAGER, false, null, List.of());
    try {
      registry.create(module, wanted);
    } catch (HubException e) {
      if (e.code() != ErrorCode.MODULE_ALREADY_EXISTS) {
        throw e;
      }
    }
  }
}
