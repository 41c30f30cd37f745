package dev.homeport.app.console;

import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where the content is.
 *
 * @param url good for whoever has it
 */
@Schema(
    name = "FirmwareDownload",
    requiredProperties = {"url", "expiresAt"})
public record FirmwareDownload(URI url, @Schema(format = "date-time") String expiresAt) {}
