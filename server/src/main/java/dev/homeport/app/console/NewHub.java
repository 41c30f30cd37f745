package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A hub to be added.
 *
 * @param name 3 to 50 lower-case letters, digits and inner hyphens
 * @param hostNames names of DNS, with a dot; at least one
 * @param weight 0 to 1000; left out: 1
 * @param networks as 192.0.2.0/24, whose devices are near to it; left out: none
 */
@Schema(
    name = "NewHub",
    requiredProperties = {"name", "hostNames"})
public record NewHub(
    @Nullable String name,
    @Nullable List<String> hostNames,
    @Nullable Integer weight,
    @Nullable List<String> networks) {}
