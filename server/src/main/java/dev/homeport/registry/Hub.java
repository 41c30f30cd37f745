package dev.homeport.registry;

import dev.homeport.HubName;
import java.time.Instant;
import java.util.List;

/**
 * A hub of the installation.
 *
 * @param hostNames by which clients reach it, in lower case, sorted; at least one
 * @param weight how many of the devices that are spread over the hubs it gets, compared with others
 * @param networks whose devices are near to it
 */
public record Hub(
    HubName name, List<String> hostNames, int weight, List<Network> networks, Instant createdAt) {}
