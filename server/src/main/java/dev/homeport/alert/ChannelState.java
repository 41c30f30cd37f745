package dev.homeport.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A channel, and how it goes.
 *
 * @param lastAt of the last attempt; null before the first
 * @param lastError why that was in vain; null when it was not
 */
public record ChannelState(Channel channel, @Nullable Instant lastAt, @Nullable String lastError) {}
