/**
 * People who sign in to the console and to Homeport's own API: accounts with roles and Argon2id
 * hashes, sessions by a random cookie of which only the hash is kept, a back-off for those who
 * guess. {@link dev.homeport.app.account.RightsFilter} guards every call of {@code /api/v1} by the
 * annotation {@link dev.homeport.access.Needs} on its method. Called by {@code app} and {@code
 * app.console}. Owns the tables {@code account} and {@code account_session} and the file {@code
 * admin-password} in the data directory.
 */
@NullMarked
package dev.homeport.app.account;

import org.jspecify.annotations.NullMarked;
