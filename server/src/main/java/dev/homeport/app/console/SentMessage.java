package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A message that was queued. */
@Schema(
    name = "SentMessage",
    requiredProperties = {"messageId"})
public record SentMessage(String messageId) {}
