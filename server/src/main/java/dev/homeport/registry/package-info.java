/**
 * Hubs with their access policies, and the devices and modules that belong to them: who exists, by
 * which key or certificate it proves itself, whether it may connect. {@link
 * dev.homeport.registry.RegistryService} decides, {@code RegistryStore} holds the SQL, the
 * resources speak the hub's REST API. Called by access for every authentication and by every
 * feature above. Owns the tables {@code hub}, {@code hub_policy}, {@code identity}, {@code
 * activity} and the event {@code IdentityChanged}; makes the first row of a twin.
 */
@NullMarked
package dev.homeport.registry;

import org.jspecify.annotations.NullMarked;
