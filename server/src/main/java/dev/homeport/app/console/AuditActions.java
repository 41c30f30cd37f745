package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The words for actions that the audit log holds, in order. */
@Schema(
    name = "AuditActions",
    requiredProperties = {"items"})
public record AuditActions(List<String> items) {}
