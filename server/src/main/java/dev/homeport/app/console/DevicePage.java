package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of the device list.
 *
 * @param total devices that the search and filters match
 * @param page counted from 0
 */
@Schema(
    name = "DevicePage",
    requiredProperties = {"items", "total", "page", "pageSize"})
public record DevicePage(List<DeviceSummary> items, long total, int page, int pageSize) {}
