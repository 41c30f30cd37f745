package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of the manufacturing records.
 *
 * @param total records that the search matches
 * @param page counted from 0
 */
@Schema(
    name = "ManufacturingRecordPage",
    requiredProperties = {"items", "total", "page", "pageSize"})
public record ManufacturingRecordPage(
    List<ManufacturingRecordItem> items, long total, int page, int pageSize) {}
