package dev.homeport.app.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who is signed in. */
@Schema(
    name = "Session",
    requiredProperties = {"userName", "role"})
public record Session(String userName, String role) {}
