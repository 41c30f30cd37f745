/**
 * People who sign in to the console and to Homeport's own API: local accounts with Argon2id hashes,
 * sessions by a random cookie of which only the hash is kept, a back-off for those who guess. The
 * filter here guards every call of {@code /api/v1}. Called by {@code app} and {@code app.console}.
 * Owns the tables {@code account} and {@code account_session} and the file {@code admin-password}
 * in the data directory.
 */
@NullMarked
package dev.homeport.app.account;

import org.jspecify.annotations.NullMarked;
