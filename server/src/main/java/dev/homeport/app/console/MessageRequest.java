package dev.homeport.app.console;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A cloud-to-device message to be sent. */
@Schema(
    name = "MessageRequest",
    requiredProperties = {"body"})
public record MessageRequest(
    @Nullable String body,
    @Nullable String contentType,
    @Nullable Map<String, String> properties,
    @Nullable String messageId,
    @Schema(enumeration = {"none", "positive", "negative", "full"}) @Nullable String ack,
    @Schema(format = "date-time") @Nullable String expiryTimeUtc) {}
