/**
 * The library of firmware. {@link dev.homeport.update.firmware.FirmwareUploads} takes files in, a
 * piece at a time; {@link dev.homeport.update.firmware.FirmwareLibrary} keeps them as blobs named
 * by their hash, with a manifest signed by the installation's {@link
 * dev.homeport.update.firmware.SigningKey}; {@link dev.homeport.update.firmware.VersionOrder} says
 * which version is newer; {@link dev.homeport.update.firmware.AzureSignature} signs for agents of
 * Azure Device Update.
 *
 * <p>Called by REST and by deployments. Owns the tables {@code firmware} and {@code
 * firmware_upload}, the container {@code blob-firmware} and the rows {@code firmware-signing} and
 * {@code azure-update-…} of the table {@code installation_secret}.
 */
@NullMarked
package dev.homeport.update.firmware;

import org.jspecify.annotations.NullMarked;
