/**
 * The words every floor speaks: names of hubs, devices and modules, payloads, ETags, secrets and
 * the hub's error vocabulary. Values validate themselves when they are made, so that nothing above
 * validates again. Owns no table and no event.
 */
@NullMarked
package dev.homeport;

import org.jspecify.annotations.NullMarked;
