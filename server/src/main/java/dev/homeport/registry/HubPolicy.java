package dev.homeport.registry;

import dev.homeport.Secret;
import java.util.Set;

/** A named set of rights and the two keys that prove it. */
public record HubPolicy(String name, Set<Right> rights, Secret primaryKey, Secret secondaryKey) {}
