/**
 * Fleets on the move: a hub's devices and modules with their keys and twins as lines of JSON, in
 * the shape of IoT Hub's export job, and bulk calls of the hub's REST API, which have the same
 * items. {@link dev.homeport.transfer.Exporter} writes lines, {@link
 * dev.homeport.transfer.Importer} reads them and tells what became of each; {@code BatchWriter}
 * decides and writes a batch in one transaction, through the batches of registry and twin. {@link
 * dev.homeport.transfer.FleetChange} enables, disables or deletes all devices that a condition
 * finds; {@link dev.homeport.transfer.RegistryJobs} imports and exports by way of containers that
 * the caller lends, as the hub's own API does. Called by REST. Owns the table {@code registry_job}
 * and no event; it reads {@code identity} and {@code twin} with SQL of its own.
 */
@NullMarked
package dev.homeport.transfer;

import org.jspecify.annotations.NullMarked;
