package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How devices reach the provisioning service.
 *
 * @param idScope that they name
 * @param host its name or address
 */
@Schema(
    name = "ProvisioningInfo",
    requiredProperties = {"idScope", "host"})
public record ProvisioningInfo(String idScope, String host) {}
