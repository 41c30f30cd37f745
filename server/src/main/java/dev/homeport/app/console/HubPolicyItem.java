package dev.homeport.app.console;

import dev.homeport.registry.HubPolicies;
import dev.homeport.registry.HubPolicy;
import dev.homeport.registry.Right;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An access policy without its keys.
 *
 * @param rights registryRead, registryWrite, serviceConnect, deviceConnect
 * @param builtIn whether every hub has it
 */
@Schema(
    name = "HubPolicy",
    requiredProperties = {"name", "rights", "builtIn"})
public record HubPolicyItem(String name, List<String> rights, boolean builtIn) {

  static HubPolicyItem of(HubPolicy policy) {
    return new HubPolicyItem(
        policy.name(),
        policy.rights().stream().sorted().map(Right::wire).toList(),
        HubPolicies.isBuiltIn(policy.name()));
  }
}
