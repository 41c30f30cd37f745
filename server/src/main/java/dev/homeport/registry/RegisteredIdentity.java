package dev.homeport.registry;

import dev.homeport.Identity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device or module as the registry knows it.
 *
 * @param generationId tells a device from an earlier one of the same name
 * @param connected whether a connection exists on any node
 */
public record RegisteredIdentity(
    Identity identity,
    String generationId,
    String etag,
    boolean enabled,
    @Nullable String statusReason,
    @Nullable Instant statusUpdatedAt,
    Authentication authentication,
    @Nullable String managedBy,
    boolean edge,
    @Nullable String deviceScope,
    List<String> parentScopes,
    boolean connected,
    @Nullable Instant connectionChangedAt,
    @Nullable Instant lastActivityAt,
    int messageCount) {}
