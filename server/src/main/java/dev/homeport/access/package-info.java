/**
 * Who may do what: SAS tokens ({@link dev.homeport.access.SasToken}), client certificates (those
 * that an authority signed: {@code access.ca}), and the {@link dev.homeport.access.Authenticator}
 * that judges a device's or a service's credentials against the registry's keys and the hub's
 * policies. Called by every gateway once per connection and by the HTTP edge once per call. Of
 * people and their programs: {@link dev.homeport.access.Role} is the table of roles, {@link
 * dev.homeport.access.Needs} says on each method of Homeport's own API what it does, {@link
 * dev.homeport.access.Caller} is who calls. {@link dev.homeport.access.FailureBackOff} makes those
 * wait who guess. Owns the table {@code failed_attempt}; keys live in the registry, so a rolled key
 * counts at once.
 */
@NullMarked
package dev.homeport.access;

import org.jspecify.annotations.NullMarked;
