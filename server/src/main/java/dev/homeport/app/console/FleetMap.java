package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The devices of a part of the globe.
 *
 * @param devices that say where they are and are there
 */
@Schema(
    name = "FleetMap",
    requiredProperties = {"clusters", "devices"})
public record FleetMap(List<MapCluster> clusters, long devices) {}
