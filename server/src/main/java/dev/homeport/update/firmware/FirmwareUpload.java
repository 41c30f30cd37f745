package dev.homeport.update.firmware;

import java.time.Instant;
import java.util.UUID;

/**
 * Firmware on its way.
 *
 * @param received how many bytes are there; the next piece begins with this one
 * @param expiresAt when it is dropped unless it goes on
 */
public record FirmwareUpload(UUID id, FirmwareDraft draft, long received, Instant expiresAt) {}
