/**
 * Device and module twins: tags, desired and reported properties with their metadata, versions and
 * ETags, as IoT Hub keeps them ("Understand and use device twins"). {@link
 * dev.homeport.twin.TwinService} decides, {@code TwinStore} holds the SQL, {@link
 * dev.homeport.twin.TwinMerge} is the pure rule of merging. Called by the gateway for devices, by
 * REST for services. Owns the table {@code twin} and the event {@code TwinChanged}.
 */
@NullMarked
package dev.homeport.twin;

import org.jspecify.annotations.NullMarked;
