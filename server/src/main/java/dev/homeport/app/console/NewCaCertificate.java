package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of an authority to be taken up.
 *
 * @param name 1 to 64 letters, digits, dots, hyphens, underscores
 * @param certificate PEM, or base64 of DER
 * @param verified that it counts without a proof of possession; left out: false
 */
@Schema(
    name = "NewCaCertificate",
    requiredProperties = {"name", "certificate"})
public record NewCaCertificate(
    @Nullable String name, @Nullable String certificate, @Nullable Boolean verified) {}
