/**
 * Who may do what: SAS tokens ({@link dev.homeport.access.SasToken}), client certificates, and the
 * {@link dev.homeport.access.Authenticator} that judges a device's or a service's credentials
 * against the registry's keys and the hub's policies. Called by every gateway once per connection
 * and by the HTTP edge once per call. Owns no table: keys live in the registry, so a rolled key
 * counts at once.
 */
@NullMarked
package dev.homeport.access;

import org.jspecify.annotations.NullMarked;
