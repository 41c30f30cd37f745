/**
 * People who sign in to the console and to Homeport's own API, and their programs: accounts with
 * roles and Argon2id hashes or an identity provider that vouches for them, sessions as short-lived
 * JWTs ({@link dev.homeport.app.account.SignIn}), tokens for programs, a back-off for those who
 * guess. {@link dev.homeport.app.account.RightsFilter} guards every call of {@code /api/v1} by the
 * annotation {@link dev.homeport.access.Needs} on its method. Called by {@code app} and {@code
 * app.console}. Owns the tables {@code account}, {@code account_session}, {@code session_key},
 * {@code api_token} and {@code sign_in_flow}, and the file {@code admin-password} in the data
 * directory.
 */
@NullMarked
package dev.homeport.app.account;

import org.jspecify.annotations.NullMarked;
