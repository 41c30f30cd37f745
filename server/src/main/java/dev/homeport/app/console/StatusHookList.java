package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All status hooks by name. */
@Schema(
    name = "StatusHookList",
    requiredProperties = {"items"})
public record StatusHookList(List<StatusHookItem> items) {}
