package dev.homeport.app.console;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Channels by name.
 *
 * @param mail whether a mail server is set up
 */
@Schema(
    name = "AlertChannelList",
    requiredProperties = {"items", "mail"})
public record AlertChannelList(List<AlertChannel> items, boolean mail) {}
