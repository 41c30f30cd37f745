package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is to change of a hub.
 *
 * @param hostNames in place of those before; left out: they stay
 * @param weight left out: it stays
 * @param networks in place of those before; left out: they stay
 */
@Schema(name = "HubPatch")
public record HubPatch(
    @Nullable List<String> hostNames, @Nullable Integer weight, @Nullable List<String> networks) {}
