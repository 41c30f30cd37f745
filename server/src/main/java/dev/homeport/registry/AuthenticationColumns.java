package dev.homeport.registry;

import dev.homeport.Secret;
import org.jspecify.annotations.Nullable;

/** An authentication as the columns of its identity's row. */
record AuthenticationColumns(
    String type,
    @Nullable String primaryKey,
    @Nullable String secondaryKey,
    @Nullable String primaryThumbprint,
    @Nullable String secondaryThumbprint) {

  static AuthenticationColumns of(Authentication authentication) {
    String type = authentication.type();
    return switch (authentication) {
      case Authentication.Sas(Secret primary, Secret secondary) ->
          new AuthenticationColumns(type, primary.reveal(), secondary.reveal(), null, null);
      case Authentication.SelfSigned(String primary, String secondary) ->
          new AuthenticationColumns(type, null, null, primary, secondary);
      case Authentication.CertificateAuthority _, Authentication.None _ ->
          new AuthenticationColumns(type, null, null, null, null);
    };
  }
}
