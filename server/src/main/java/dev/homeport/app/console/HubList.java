package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The hubs by name. */
@Schema(
    name = "HubList",
    requiredProperties = {"items"})
public record HubList(List<HubItem> items) {}
