package dev.homeport.app.account;

import dev.homeport.access.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person who may sign in.
 *
 * @param group the group of devices that the account is limited to; null: all devices
 * @param mustChangePassword whether somebody else chose the password
 * @param local whether it has a password here; otherwise an identity provider vouches for it
 */
record Account(
    String userName,
    Role role,
    @Nullable String group,
    boolean enabled,
    boolean mustChangePassword,
    boolean local,
    Instant createdAt,
    @Nullable Instant lastSignInAt) {}
