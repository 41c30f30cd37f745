package dev.homeport.app.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How one may sign in.
 *
 * @param provider the name of the identity provider, besides user name and password
 */
@Schema(
    name = "SignInOptions",
    requiredProperties = {"provider"})
public record SignInOptions(@Schema(nullable = true) @Nullable String provider) {}
