package dev.homeport.gateway;

import java.time.Instant;
import java.util.UUID;

/**
 * A node as the installation knows it.
 *
 * @param sessions how many devices and modules it holds connections of
 */
public record NodeState(
    UUID id, String address, Instant startedAt, Instant heartbeatAt, long sessions) {}
