package dev.homeport.registry;

import dev.homeport.Secret;
import org.jspecify.annotations.Nullable;

/** How a device or module proves who it is. */
public sealed interface Authentication {

  /** By a token signed with one of two base64 keys. */
  record Sas(Secret primaryKey, Secret secondaryKey) implements Authentication {}

  /** By a certificate with one of two thumbprints, SHA-1 (40 hex digits) or SHA-256 (64). */
  record SelfSigned(@Nullable String primaryThumbprint, @Nullable String secondaryThumbprint)
      implements Authentication {}

  /** By a certificate of an authority that the hub trusts. */
  record CertificateAuthority() implements Authentication {}

  /** Not at all: nobody can connect as this identity with a credential of its own. */
  record None() implements Authentication {}

  /** The name on the wire and in the table. */
  default String type() {
    return switch (this) {
      case Sas _ -> "sas";
      case SelfSigned _ -> "selfSigned";
      case CertificateAuthority _ -> "certificateAuthority";
      case None _ -> "none";
    };
  }
}
