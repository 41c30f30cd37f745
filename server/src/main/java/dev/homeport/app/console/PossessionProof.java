package dev.homeport.app.console;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The proof that somebody holds the key of an authority.
 *
 * @param certificate PEM, or base64 of DER: named by the verification code, signed by the authority
 */
@Schema(
    name = "PossessionProof",
    requiredProperties = {"certificate"})
public record PossessionProof(@Nullable String certificate) {}
