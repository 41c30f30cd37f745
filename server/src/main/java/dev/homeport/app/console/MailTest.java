package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** To whom a test mail is sent. */
@Schema(
    name = "MailTest",
    requiredProperties = {"recipient"})
public record MailTest(@Nullable String recipient) {}
