package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Access policies by name. */
@Schema(
    name = "HubPolicyList",
    requiredProperties = {"items"})
public record HubPolicyList(List<HubPolicyItem> items) {}
