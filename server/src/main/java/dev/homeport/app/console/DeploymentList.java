package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of deployments, the newest first.
 *
 * @param total how many there are on all pages
 */
@Schema(
    name = "DeploymentPage",
    requiredProperties = {"items", "total"})
public record DeploymentList(List<DeploymentItem> items, int total) {}
