package dev.homeport.app.console;

import dev.homeport.provisioning.ProvisioningPolicy;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * By what programs that choose hubs know who asks them.
 *
 * @param key signs now
 * @param nextKey signs after the next renewal
 */
@Schema(
    name = "AllocationKeys",
    requiredProperties = {"key", "nextKey"})
public record AllocationKeys(String key, String nextKey) {

  static AllocationKeys of(ProvisioningPolicy policy) {
    return new AllocationKeys(policy.primaryKey().reveal(), policy.secondaryKey().reveal());
  }

  @Override
  public String toString() {
    return "AllocationKeys[***]";
  }
}
