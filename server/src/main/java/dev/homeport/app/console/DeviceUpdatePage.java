package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Devices of a deployment, or deployments of a device.
 *
 * @param total how many there are on all pages
 */
@Schema(
    name = "DeviceUpdatePage",
    requiredProperties = {"items", "total"})
public record DeviceUpdatePage(List<DeviceUpdateItem> items, int total) {}
