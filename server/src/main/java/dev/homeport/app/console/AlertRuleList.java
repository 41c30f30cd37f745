package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Rules by name. */
@Schema(
    name = "AlertRuleList",
    requiredProperties = {"items"})
public record AlertRuleList(List<AlertRuleItem> items) {}
