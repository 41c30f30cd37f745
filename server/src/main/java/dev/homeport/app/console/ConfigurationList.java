package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Configurations by id. */
@Schema(
    name = "ConfigurationList",
    requiredProperties = {"items"})
public record ConfigurationList(List<ConfigurationSummary> items) {}
