package dev.homeport.provisioning;

import dev.homeport.Secret;
import java.util.Set;

/** A named set of rights and the two keys that prove it. */
public record ProvisioningPolicy(
    String name, Set<ProvisioningRight> rights, Secret primaryKey, Secret secondaryKey) {}
