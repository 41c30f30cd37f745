package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The library, by name, the newest upload first. */
@Schema(
    name = "FirmwareList",
    requiredProperties = {"items"})
public record FirmwareList(List<FirmwareItem> items) {}
