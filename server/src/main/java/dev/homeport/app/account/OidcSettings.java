package dev.homeport.app.account;

import dev.homeport.Secret;
import dev.homeport.access.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The identity provider that vouches for people, and what its claims mean here.
 *
 * @param issuer as its metadata have it
 * @param secret of this client; null for a public client
 * @param name what the button on the sign-in page says
 * @param roleClaim a claim, or a path of members as {@code realm_access.roles}
 * @param roles the values that the claim has for each role
 * @param groupClaim the claim that names the group of devices that a person is limited to
 * @param ca a PEM file with the certificates that are trusted for the provider, null: the JDK's
 */
public record OidcSettings(
    String issuer,
    String clientId,
    @Nullable Secret secret,
    String name,
    List<String> scopes,
    String userNameClaim,
    String roleClaim,
    Map<Role, List<String>> roles,
    @Nullable String groupClaim,
    @Nullable Path ca) {}
